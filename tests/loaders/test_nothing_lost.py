"""Files that once lost mentions without a word: each record is now a mention, or rejected as it stood."""

import json
import sqlite3
import zipfile
from contextlib import closing

import pytest

from loaders.refused import Refused
from tests.loaders.invented import WEIBO_17, WEIBO_19, WEIBO_21, weibo_post
from tests.loaders.staging import rejections, sightings, staged

pytestmark = pytest.mark.usefixtures("english")


def row(header, n, **cells):
    post = weibo_post(n, **cells)
    return ",".join(f'"{post.get(name, "")}"' for name in header)


def test_a_longer_header_among_the_first_rows_hides_nothing_above_it(tmp_path):
    lines = [",".join(WEIBO_17), *(row(WEIBO_17, n) for n in range(1, 4)), ",".join(WEIBO_19)]
    lines += [*(row(WEIBO_19, n, ip="北京") for n in range(4, 9)), ",".join(WEIBO_21), *(row(WEIBO_21, n) for n in range(9, 30))]
    path = tmp_path / "浮岛.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    prepared = staged(path)
    assert [found["native_id"] for found in sightings(prepared)] == [weibo_post(n)["id"] for n in range(1, 30)]
    assert [found.get("region") for found in sightings(prepared)][2:5] == [None, "北京", "北京"]
    assert (prepared.rows, prepared.warnings) == (29, {"repeated_headers": 2})


def test_a_database_inside_an_archive_is_never_one_of_this_machine(tmp_path):
    for name, text in (("private.db", "private"), ("public.db", "public")):
        with closing(sqlite3.connect(tmp_path / name)) as database, database:
            database.execute("CREATE TABLE posts (正文, 发布时间)")
            database.execute("INSERT INTO posts VALUES (?, '2024-03-01 10:30')", [text])
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(str(tmp_path / "private.db"), (tmp_path / "public.db").read_bytes())
    assert [found["text"] for found in sightings(staged(path))] == ["public"]


def test_a_database_that_is_being_written_is_refused(tmp_path):
    path = tmp_path / "crawl.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = wal")
        database.execute("CREATE TABLE posts (正文, 发布时间)")
        database.execute("INSERT INTO posts VALUES ('a', '2024-03-01 10:30')")
        database.commit()
        with pytest.raises(Refused, match=r"^Another program is writing to the database"):
            staged(path)
    assert len(sightings(staged(path))) == 1


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        (
            "url,author,date,text",
            [f"https://shop.example/{i},a{i},2024-03-01 10:00,post {i}" for i in range(300)]
            + [f"https://shop.example/5,b{i},2024-03-02 11:{i % 60:02},comment {i}" for i in range(1000)],
        ),
        ("url,date,text", [f"https://shop.example/5,2024-03-01,comment {i}" for i in range(6)]),
    ],
    ids=["one hot post among many", "comments without authors on one day"],
)
def test_comments_under_one_address_are_never_one_mention(tmp_path, header, rows):
    path = tmp_path / "x.csv"
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    found = sightings(staged(path))
    assert len({one["mention_id"] for one in found}) == len(rows)


def test_a_table_of_texts_and_addresses_may_be_given_a_date(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("url,text\n" + "".join(f"https://shop.example/5,comment {i}\n" for i in range(6)), encoding="utf-8")
    found = sightings(staged(path, date="2024-03-01"))
    assert (len({one["mention_id"] for one in found}), {one["precision"] for one in found}) == (6, {"given"})


def test_a_post_seen_twice_with_relative_times_is_one_post(tmp_path):
    rows = [f"https://shop.example/{n},甲{n},{ago}小时前,第{n}条" for ago in (3, 5) for n in range(4)]
    path = tmp_path / "x.csv"
    path.write_text("\n".join(["url,作者,发布时间,正文", *rows]), encoding="utf-8")
    found = sightings(staged(path, collected="2024-03-05 10:00"))
    assert (len({one["mention_id"] for one in found}), {one["kind"] for one in found}) == (4, {"post"})


def test_comments_among_posts_are_rejected_as_another_formats(tmp_path):
    post = {
        "note_id": "5012345678901234", "content": "浮岛", "create_time": 1709258400, "create_date_time": "2024-03-01 10:00:00", "liked_count": "5",
        "comments_count": "3", "shared_count": "1", "note_url": "https://m.weibo.cn/detail/5012345678901234", "user_id": "1", "nickname": "a",
    }  # fmt: skip
    comments = [
        {"comment_id": f"501234567890990{i}", "note_id": "5012345678901234", "content": f"第{i}条", "create_time": 1709258500 + i,
         "create_date_time": "2024-03-01 10:02:00", "comment_like_count": "0", "parent_comment_id": "", "sub_comment_count": "0",
         "user_id": f"{i + 2}", "nickname": f"n{i}"}
        for i in range(3)
    ]  # fmt: skip
    path = tmp_path / "x.jsonl"
    path.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in [post, *comments]), encoding="utf-8")
    prepared = staged(path)
    assert [(found["text"], found["kind"]) for found in sightings(prepared)] == [("浮岛", "post")]
    assert [found["reason"] for found in rejections(prepared)] == ["of_another_format"] * 3
    assert [json.loads(found["raw"])["content"] for found in rejections(prepared)] == ["第0条", "第1条", "第2条"]


def test_a_list_inside_a_post_is_no_envelope(tmp_path):
    posts = [
        {"id": f"note10000{i}", "text": f"第{i}条", "created_at": "2024-03-01 10:00:00",
         "list": [{"text": "回复", "created_at": "2024-03-01 11:00:00"}]}
        for i in range(2)
    ]  # fmt: skip
    path = tmp_path / "x.json"
    path.write_text(json.dumps(posts, ensure_ascii=False), encoding="utf-8")
    assert [found["text"] for found in sightings(staged(path))] == ["第0条", "第1条"]


def test_an_object_of_another_shape_among_pages_is_read_or_rejected(tmp_path):
    def tweet(n):
        return {
            "id": f"17000000000000000{n:02}", "text": f"tweet {n}", "author_id": "5", "created_at": "2024-03-01T10:00:00.000Z",
            "conversation_id": f"17000000000000000{n:02}", "lang": "en", "public_metrics": {"like_count": 1},
        }  # fmt: skip

    pages = [{"data": [tweet(1), tweet(2)], "meta": {}}, tweet(3), {"data": tweet(4)}, {"meta": {"result_count": 0}}]
    path = tmp_path / "x.jsonl"
    path.write_text("\n".join(json.dumps(page) for page in pages), encoding="utf-8")
    prepared = staged(path)
    assert [found["text"] for found in sightings(prepared)] == ["tweet 1", "tweet 2", "tweet 4"]
    assert [json.loads(found["raw"])["text"] for found in rejections(prepared)] == ["tweet 3"]
    assert (prepared.rows, prepared.read, prepared.rejected) == (4, 4, 1)


def test_a_quote_left_open_is_seen_also_where_rows_are_shorter_than_the_header(tmp_path):
    lines = ["id,date,text,likes,shares", *(f"{i},2024-03-01 10:{i % 60:02},text {i}" for i in range(200))]
    lines[6] = lines[6].replace("text", '"text')
    path = tmp_path / "x.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    prepared = staged(path)
    assert (prepared.rows, prepared.rejected, prepared.warnings["open_quotes"]) == (200, 0, 1)


def test_a_damaged_file_in_an_archive_is_named_and_the_others_come_in(tmp_path):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "正文,发布时间\n一,2024-03-01 10:30\n")
        archive.writestr("b.csv", "正文,发布时间\n二,2024-03-01 10:30\n")
    data = path.read_bytes()
    at = data.index("二".encode())
    path.write_bytes(data[:at] + b"\x00" + data[at + 1 :])
    prepared = staged(path)
    assert ([found["text"] for found in sightings(prepared)], list(prepared.left_out)) == (["一"], ["b.csv"])


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_files_of_one_name_in_an_archive_are_told_apart(tmp_path):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for author in ("aa", "bb"):
            archive.writestr("a.csv", f"作者,正文,发布时间\n{author},一,2024-03-01 10:30\n")
    assert [(found["member"], found["author_name"]) for found in sightings(staged(path))] == [
        ("a.csv", "aa"),
        ("a.csv (2)", "bb"),
    ]


def test_half_an_emoji_is_replaced(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text(
        '{"text":"好","created_at":"2024-03-01 10:00:00"}\n{"text":"cut \\ud83d","created_at":"2024-03-01 10:01:00","a":["\\ud83d"]}\n'
    )
    assert [found["text"] for found in sightings(staged(path))] == ["好", "cut \ufffd"]


def test_a_quote_left_open_before_a_cell_in_quotes_takes_nothing_from_the_next_record(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(
        'id,text,date\n700000001,"open,2024-03-01 10:00\n700000002,"second",2024-03-02 10:00\n700000003,"third, ""so""\nit is",2024-03-03 10:00\n'
    )
    prepared = staged(path)
    assert [(found["text"], found["published_at"].day) for found in sightings(prepared)] == [
        ('"open', 1), ("second", 2), ('third, "so"\nit is', 3),
    ]  # fmt: skip
    assert prepared.warnings == {"open_quotes": 1}
