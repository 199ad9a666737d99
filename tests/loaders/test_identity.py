import hashlib
from pathlib import Path
from uuid import UUID

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import cast, platforms
from loaders.convert import IDENTITY
from tests.loaders.invented import BASE62, WEIBO_17, WEIBO_24, bid_of, mid_of, weibo_comment, weibo_post, write
from tests.loaders.staging import sightings, staged


@pytest.fixture(scope="module")
def macros():
    connection = duckdb.connect()
    cast.install(connection, store_zone="Asia/Shanghai", source_zone="Asia/Shanghai")
    platforms.install(connection)
    connection.execute(IDENTITY.read_text(encoding="utf-8"))
    return connection


def value(macros, expression, **values):
    columns = ", ".join(f"${name} AS {name}" for name in values)
    return macros.execute(f"SELECT {expression} FROM (SELECT {columns})", values).fetchone()[0]


def ids(path: Path, rows: list[dict], header=None) -> list:
    """The mention_id of each row of a table, in its order."""
    header = header or list(dict.fromkeys(name for row in rows for name in row))
    found = {row["line"]: row["mention_id"] for row in sightings(staged(write(path, header, rows)))}
    return [found.get(line) for line in range(2, len(rows) + 2)]


MIDS = st.integers(10**15, 62 * 10**14 - 1).map(str)


@settings(max_examples=200)
@given(MIDS)
def test_a_bid_is_its_mid(macros, mid):
    assert mid_of(bid_of(mid)) == mid
    assert value(macros, "mid_of_bid(bid)", bid=bid_of(mid)) == mid


@settings(max_examples=100)
@given(st.text(BASE62, min_size=9, max_size=9).filter(lambda bid: bid[0] != "0"))
def test_any_bid_has_the_mid_that_its_digits_say(macros, bid):
    groups = [bid[0], bid[1:5], bid[5:]]
    digits = [sum(BASE62.index(c) * 62 ** (len(group) - 1 - at) for at, c in enumerate(group)) for group in groups]
    assert value(macros, "mid_of_bid(bid)", bid=bid) == str((digits[0] * 10**7 + digits[1]) * 10**7 + digits[2])


@pytest.mark.parametrize("bid", ["", "abc", "ABCDEFGHIJ", "A-CDEFGHI", "012345678", "中文中文中文中文中"])
def test_what_is_no_bid_has_no_mid(macros, bid):
    assert value(macros, "mid_of_bid(bid)", bid=bid) is None


def test_a_damaged_id_with_a_bid_meets_the_undamaged_row(tmp_path):
    post = weibo_post(17)
    rounded = str(round(int(post["id"]), -1))
    written = [
        post,
        post | {"id": f"{float(post['id']):.5E}"},
        post | {"id": f"{post['id'][:12]}0000"},
        post | {"id": rounded},
    ]
    written += [
        post | {"id": post["id"] + "\t"},
        post | {"id": f"'{post['id']}"},
        post | {"id": f"{post['id']}.0"},
        post | {"id": ""},
    ]
    assert rounded != post["id"]
    found = ids(tmp_path / "x.csv", written, WEIBO_17)
    assert found == [found[0]] * len(written)


def test_damaged_ids_without_a_bid_are_no_keys(tmp_path):
    one, other = (weibo_post(n, id="5.01235E+15", bid="") for n in (17, 18))
    first, second, again = ids(tmp_path / "x.csv", [one, other, one], WEIBO_17)
    assert first == again
    assert first != second


def test_a_repost_of_a_damaged_id_has_no_parent_rather_than_a_wrong_one(tmp_path):
    rows = [weibo_post(1, retweet_id="5.01235E+15"), weibo_post(2, retweet_id=weibo_post(1)["id"])]
    first, second = sightings(staged(write(tmp_path / "x.csv", WEIBO_17, rows)))
    assert (first["kind"], first.get("parent_id"), first.get("edge")) == ("repost", None, None)
    assert (second["kind"], second["parent_id"], second["root_id"], second["edge"]) == (
        "repost",
        first["mention_id"],
        first["mention_id"],
        "explicit",
    )


def test_a_weibo_address_alone_meets_the_weibo_search_row(tmp_path):
    post = weibo_post(5)
    (exported,) = ids(tmp_path / "search.csv", [post], WEIBO_17)
    addresses = [
        f"https://weibo.com/{post['user_id']}/{post['bid']}",
        f"http://www.weibo.com/{post['user_id']}/{post['bid']}?refer_flag=1001030103_&type=comment",
        f"https://m.weibo.cn/status/{post['id']}",
        f"https://m.weibo.cn/detail/{post['id']}#comments",
        f"https://weibo.com/{post['user_id']}/{post['id']}",
    ]
    rows = [{"链接": url, "发布时间": "2024-03-01 11:05", "正文": "x"} for url in addresses]
    assert ids(tmp_path / "other.csv", rows) == [exported] * len(rows)


def test_a_table_with_the_mid_of_a_weibo_post_meets_the_weibo_search_row(tmp_path):
    post = weibo_post(5)
    (exported,) = ids(tmp_path / "search.csv", [post], WEIBO_17)
    rows = [
        {"id": post["id"], "平台": "微博", "发布时间": "2024-03-01 11:05", "正文": "x"},
        {"id": post["bid"], "平台": "微博", "发布时间": "2024-03-01 11:05", "正文": "x"},
    ]
    assert ids(tmp_path / "other.csv", rows) == [exported, exported]


@pytest.mark.parametrize("id", ["1.2E+18", "1782345678901230000", None])
def test_a_damaged_id_is_no_key_and_makes_no_address(macros, id):
    keys = "[id_key('tiktok', CAST(id AS VARCHAR)), x_key(CAST(id AS VARCHAR)), [x_url(CAST(id AS VARCHAR))]]"
    assert value(macros, keys, id=id) == [None, None, [None]]


def test_an_id_of_x_that_ends_in_zeros_by_chance_is_one(macros):
    id = str(round(1763000000000000000 / 4096 / 10000) * 4096 * 10000)
    assert id.endswith("0000")
    assert value(macros, "[x_key(id), [x_url(id)]]", id=id) == [["x", id], [f"https://x.com/i/status/{id}"]]
    assert value(macros, "x_key(id)", id=str(int(id) + 10000)) is None


def test_the_weibo_key_is_the_md5_of_the_mid_so_that_hashed_exports_meet_plain_ones(macros):
    mid = "5000007654321987"
    assert value(macros, "weibo_key(mid)", mid=mid) == ["weibo", hashlib.md5(mid.encode()).hexdigest()]


SAME = [
    ["https://x.com/somebody/status/1782345678901234567", "https://twitter.com/other/status/1782345678901234567?s=20",
     "http://mobile.twitter.com/i/web/statuses/1782345678901234567/photo/1"],
    ["https://www.xiaohongshu.com/explore/65a1b2c3000000001e00abcd?xsec_token=AB&xsec_source=pc_search",
     "https://www.xiaohongshu.com/discovery/item/65a1b2c3000000001e00abcd"],
    ["https://www.douyin.com/video/7312345678901234567", "https://www.iesdouyin.com/video/7312345678901234567"],
    ["https://www.bilibili.com/video/av1250000123/?spm_id_from=333.1", "https://m.bilibili.com/video/av1250000123?p=1"],
    ["https://www.kuaishou.com/short-video/3xabc9defghijkm?authorId=1", "https://kuaishou.com/short-video/3xabc9defghijkm"],
    ["https://tieba.baidu.com/p/8900001234?pn=2", "http://tieba.baidu.com/p/8900001234"],
    ["https://www.zhihu.com/question/640000001/answer/3400000123", "https://www.zhihu.com/answer/3400000123"],
    ["https://www.youtube.com/watch?v=aB3-dE_gH1k&t=42s", "https://youtu.be/aB3-dE_gH1k?si=x", "https://m.youtube.com/watch?app=m&v=aB3-dE_gH1k",
     "https://www.youtube.com/shorts/aB3-dE_gH1k", "https://www.youtube.com/live/aB3-dE_gH1k?feature=share"],
    ["https://www.youtube.com/watch?v=aB3-dE_gH1k&lc=UgxInvented01", "https://www.youtube.com/watch?lc=UgxInvented01&v=aB3-dE_gH1k#x"],
    ["https://www.tiktok.com/@fudao/video/7312345678901234567?is_from_webapp=1", "https://m.tiktok.com/v/7312345678901234567.html"],
    ["https://www.instagram.com/p/Cx1-_abCDEf/?igsh=x", "https://www.instagram.com/fudao/reel/Cx1-_abCDEf/", "http://instagram.com/reels/Cx1-_abCDEf"],
    ["https://www.instagram.com/p/Cx1-_abCDEf/c/17900000000000123/", "https://www.instagram.com/reel/Cx1-_abCDEf/c/17900000000000123/r/1/"],
    ["https://www.facebook.com/900000001/posts/1000000000000017", "https://m.facebook.com/story.php?story_fbid=1000000000000017&id=900000001",
     "https://www.facebook.com/fudao/posts/a-speaker-that-floats/1000000000000017/", "https://www.facebook.com/900000001_1000000000000017",
     "https://www.facebook.com/groups/77/permalink/1000000000000017/", "https://fr-fr.facebook.com/permalink.php?story_fbid=1000000000000017&id=1"],
    ["https://www.facebook.com/fudao/videos/vb.900000001/1000000000000018/?type=2", "https://www.facebook.com/watch/?v=1000000000000018"],
    ["https://www.facebook.com/fudao/posts/pfbid02AbCd?comment_id=55", "https://www.facebook.com/900000001/posts/1000000000000017?comment_id=55"],
    ["https://play.google.com/store/apps/details?id=com.fudao&reviewId=0f0f0f0f-1111", "http://play.google.com/console/a?reviewId=0f0f0f0f-1111&corpus=b"],
    ["https://www.news.example/a/1.html", "http://news.example/a/1.html", "https://news.example/a/1.html/", "HTTPS://NEWS.example/a/1.html#top",
     "https://news.example/a/1.html?utm_source=wx&utm_medium=x", "https://news.example/a/1.html?spm=1.2", "//news.example/a/1.html"],
    ["https://news.example/a?id=1&p=2", "https://news.example/a?id=1&p=2&share_from=x", "https://news.example/a?utm_campaign=c&id=1&p=2",
     "https://news.example/a/?id=1&fbclid=Zz&p=2"],
]  # fmt: skip
DIFFERENT = [
    "https://x.com/somebody/status/1782345678901234568", "https://x.com/somebody", "https://news.example/a/2.html", "https://news.example/A/1.html",
    "https://news.example/a?id=2&p=2", "https://news.example/a", "https://other.example/a/1.html", "https://m.news.example/a/1.html",
    "https://youtu.be/aB3-dE_gH1l", "https://www.youtube.com/@fudao", "https://www.tiktok.com/@fudao", "https://www.instagram.com/fudao/",
    "https://www.facebook.com/fudao", "https://www.facebook.com/fudao/posts/pfbid02AbCd", "https://www.instagram.com/p/Cx1-_abCDEg/",
    "https://notyoutube.com/watch?v=aB3-dE_gH1k", "https://www.facebook.com/fudao/posts/pfbid02AbCd?comment_id=55&reply_comment_id=56",
    "https://tieba.baidu.com/p/8900001234?pid=150000000123", "https://zhuanlan.zhihu.com/p/3400000123",
   "https://www.zhihu.com/zvideo/3400000123", "https://www.bilibili.com/video/BV1abcdefghi",
    "https://www.xiaohongshu.com/explore/65a1b2c3000000001e00abce", "https://www.douyin.com/video/7312345678901234568",
]  # fmt: skip


def test_addresses_of_one_page_are_one_mention_and_others_are_others(tmp_path):
    urls = [url for group in SAME for url in group] + DIFFERENT
    rows = [{"url": url, "date": "2024-03-01 10:30", "text": f"text {n}"} for n, url in enumerate(urls)]
    found = dict(zip(urls, ids(tmp_path / "x.csv", rows), strict=True))
    assert None not in found.values()
    assert [len({found[url] for url in group}) for group in SAME] == [1] * len(SAME)
    assert len({found[group[0]] for group in SAME} | {found[url] for url in DIFFERENT}) == len(SAME) + len(DIFFERENT)


def test_an_x_id_meets_its_address(tmp_path):
    rows = [
        {"tweet_id": "1782345678901234567", "platform": "Twitter", "date": "2024-03-01 10:30", "text": "a", "url": ""},
        {
            "tweet_id": "",
            "platform": "",
            "date": "2024-03-01 10:30",
            "text": "b",
            "url": "https://x.com/a/status/1782345678901234567",
        },
    ]
    first, second = ids(tmp_path / "x.csv", rows)
    assert first == second


ONE_POST = {
    "talkwalker": {"url": "http://twitter.com/reed/status/{}", "published": "22/09/24 11:10:56", "search_indexed": "", "source_type": "",
                   "tags_internal": ""},
    "meltwater": {"Date": "2024-03-01", "Document ID": "d1", "URL": "https://x.com/reed/status/{}", "Source Name": "", "Author Name": "",
                  "Title": "", "Reach": "", "AVE": ""},
    "brandwatch": {"Query Id": "1", "Query Name": "q", "Date": "2024-03-01", "Url": "http://twitter.com/1/statuses/{}", "Resource Id": "r1"},
    "x-api": {"id": "{}", "text": "x", "author_id": "9", "created_at": "2024-03-01T02:30:00Z", "conversation_id": "{}"},
    "airline-tweets": {"tweet_id": "{}", "airline_sentiment": "neutral", "airline": "a", "text": "x", "tweet_created": "2/24/2024 11:35"},
    "4cat-twitter": {"id": "{}", "thread_id": "{}", "unix_timestamp": "1709260200", "body": "x", "author_fullname": "", "is_retweet": "no",
                     "retweeted_user": "", "is_reply": "no"},
    "zeeschuimer": {"item_id": "{}", "timestamp_collected": "1709260200000", "source_platform": "twitter.com", "source_platform_url": "",
                    "data.rest_id": "{}", "data.legacy.created_at": "Fri Mar 01 02:30:00 +0000 2024"},
    "table": {"链接": "https://mobile.twitter.com/reed/status/{}?s=20", "发布时间": "2024-03-01 10:30", "正文": "x"},
}  # fmt: skip


def test_a_post_on_x_is_one_mention_in_the_export_of_every_tool(tmp_path):
    found = {}
    for name, cells in ONE_POST.items():
        row = {column: cell.format("1763000000000000123") for column, cell in cells.items()}
        prepared = staged(write(tmp_path / f"{name}.csv", row, [row]))
        found[prepared.export] = sightings(prepared)[0]["mention_id"]
    assert found == dict.fromkeys(ONE_POST, found["table"])


def test_row_numbers_in_an_id_column_never_merge_two_files_rows(tmp_path):
    def table(name, word):
        rows = [
            {"id": n, "text": f"{word} {n}", "author": f"{word}{n}", "date": "2024-03-01 10:30"} for n in range(1, 31)
        ]
        return ids(tmp_path / name, rows)

    assert len({*table("one.csv", "浮岛"), *table("other.csv", "音箱")}) == 60


def test_an_id_that_a_person_mapped_is_a_key_however_short(tmp_path):
    rows = [{"no": n % 3, "text": f"text {n}", "date": "2024-03-01 10:30"} for n in range(1, 10)]
    path = write(tmp_path / "x.csv", rows[0], rows)
    assert len({row["mention_id"] for row in sightings(staged(path))}) == 9
    # 0 is how tools write that there is none.
    mapped = sightings(staged(path, columns={"native_id": "no"}))
    assert len({row["mention_id"] for row in mapped if row.get("native_id")}) == 2
    assert len({row["mention_id"] for row in mapped}) == 2 + 3


def test_comments_are_known_by_post_author_time_and_shown_text(tmp_path):
    comment = weibo_comment(1, 1)
    shown = comment | {"评论内容": "[赞]说得对1"}
    other_post = weibo_comment(2, 1)
    others = [
        comment | {"评论人ID": 3_000_000_001},
        comment | {"评论时间": "Sun Mar 03 09:01:02 +0800 2024"},
        comment | {"评论内容": "说得对1"},
    ]
    rows = [comment, comment, shown, other_post, *others]
    path = write(tmp_path / "x.csv", WEIBO_24, rows)
    found = [row["mention_id"] for row in sightings(staged(path)) if row["kind"] == "comment"]
    assert found[:3] == [found[0]] * 3
    assert len(set(found)) == 5


def test_the_weak_key_counts_only_where_there_is_neither_id_nor_address(tmp_path):
    row = {"正文": "一样", "作者": "云上咖啡", "发布时间": "2024-03-01 10:30", "链接": "", "note_id": ""}
    rows = [row, row, row | {"链接": "https://news.example/1"}, row | {"链接": "https://news.example/2"}]
    rows += [row | {"note_id": "65a1b2c3000000001e00abcd"}, row | {"note_id": "65a1b2c3000000001e00abce"}]
    found = ids(tmp_path / "x.csv", rows)
    assert found[0] == found[1]
    assert len(set(found)) == 5


def test_ids_do_not_depend_on_the_order_of_rows_or_on_what_else_is_in_the_file(tmp_path):
    rows = [weibo_comment(n % 9, n) for n in range(40)]
    forward = sightings(staged(write(tmp_path / "a.csv", WEIBO_24, rows)))
    backward = sightings(staged(write(tmp_path / "b.csv", WEIBO_24, rows[::-1])))
    alone = sightings(staged(write(tmp_path / "c.csv", WEIBO_24, rows[7:8])))
    known = {(row["part"], row["text"], row["published_at"]): row["mention_id"] for row in forward}
    for other in (backward, alone):
        assert {
            (row["part"], row["text"], row["published_at"]): row["mention_id"] for row in other
        }.items() <= known.items()


def test_an_id_is_128_bits_of_the_sha256_of_namespace_and_key(macros):
    digest = hashlib.sha256(b"x\x1f1782345678901234567").hexdigest()
    assert value(macros, "id_of_key([a, b])", a="x", b="1782345678901234567") == UUID(digest[:32])


def test_the_invented_mids_are_different_and_look_undamaged():
    mids = [weibo_post(n)["id"] for n in range(300)]
    assert len(set(mids)) == 300
    assert {len(mid) for mid in mids} == {16}
    assert [mid for mid in mids if mid.endswith("0000")] == []
