import csv
import io
import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from loaders.parameters import Parameters
from loaders.prepare import Prepared, Progress, prepare, preview
from loaders.profiles import Profile, fingerprint
from loaders.refused import Refused
from tests.loaders.invented import WEIBO_17, WEIBO_24, weibo_comment, weibo_post, write
from tests.loaders.staging import rejections, sightings, staged

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.usefixtures("english")


def text_file(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="")
    return path


# Nothing is lost -----------------------------------------------------------------------------------------------------

INVISIBLE = " \t\n\r\xa0\u200b\u3000\ufeff"


def as_written(mention: dict, field: str) -> set[str]:
    """The cells that a field's value gives back."""
    value = mention.get(field)
    if value is None:
        return set()
    if isinstance(value, datetime):
        forms = ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d", "%Y年%m月%d日 %H:%M", "%a %b %d %H:%M:%S +0800 %Y")
        return {value.strftime(form) for form in forms}
    return set(value) if isinstance(value, list) else {str(value)}


def unaccounted(header: list[str], records: dict[int, list[str]], prepared: Prepared) -> list[tuple]:
    """The cells of the file's records that stand neither in a mention of their line nor in a rejected record."""
    mentions: dict[int, list[dict]] = {}
    for mention in sightings(prepared):
        mentions.setdefault(mention["line"], []).append(mention)
    rejected = {row["line"]: row["raw"] for row in rejections(prepared)}
    assert set(mentions) | set(rejected) == set(records)
    lost = []
    for line, cells in records.items():
        raw = rejected.get(line, "")
        kept = (
            json.loads(raw)
            if raw.startswith("{")
            else dict(zip(header, next(csv.reader(io.StringIO(raw)), []), strict=False))
        )
        if len(cells) > len(header):
            assert next(csv.reader(io.StringIO(raw, newline=""))) == cells
            continue
        for name, cell in zip(header, cells, strict=False):
            told = cell.strip(INVISIBLE)
            held = {kept.get(name, "")} | {json.loads(m.get("extra", "{}")).get(name) for m in mentions.get(line, [])}
            held |= {value for m in mentions.get(line, []) for field in m for value in as_written(m, field)}
            if told and told not in held and cell not in held:
                lost.append((line, name, cell))
    return lost


def told(cells: list) -> str:
    file = io.StringIO(newline="")
    csv.writer(file).writerow(cells)
    return file.getvalue()


def test_accepted_and_rejected_give_back_every_record_of_a_plain_table(tmp_path):
    header = ["微博ID", "作者", "正文", "发布时间", "点赞数", "链接", "情感", "粉丝数", "自定义", "采集时间"]
    row = [
        "5012345678901234",
        "云上咖啡",
        "很好",
        "2024-03-01 10:30",
        "7",
        "https://news.example/1",
        "正面",
        "12",
        "x",
        "2024-03-02",
    ]

    def changed(n: int, **cells: str) -> list[str]:
        own = (
            dict(zip(header, row, strict=True))
            | {"微博ID": str(5012345678901234 + n), "链接": f"https://news.example/{n}"}
            | cells
        )
        return [own[name] for name in header]

    records = [
        changed(1),
        changed(2, 发布时间=""),
        changed(3, 发布时间="昨天", 正文="没有时间"),
        changed(4, 微博ID="", 作者="", 正文="", 点赞数="", 链接="", 情感="", 粉丝数="", 自定义="y"),
        changed(5, 正文='<a href="/n/x">@x</a> 说 &lt;好&gt;<img alt="[赞]">'),
        changed(6, 点赞数="1.1万", 粉丝数="10万+"),
        changed(7, 点赞数="很多", 粉丝数="-", 情感="敏感"),
        changed(8, 正文='他说："第一行\n第二行,\r\n第三行"\t'),
        changed(9, 链接="javascript:alert(1)"),
        changed(10, 链接="//news.example/10", 作者="null"),
        changed(11, 微博ID="5.01235E+15"),
        changed(12, 微博ID="'5012345678901246", 采集时间="1899-12-31"),
        changed(13, 发布时间="2024年03月01日 10:30", 采集时间="不明"),
        changed(14, 发布时间="0202-03-01 10:30"),
        changed(15)[:6],
        [*changed(16), "多出来的", "两格"],
        [*changed(17), "", ""],
        changed(18)[:1],
        changed(1, 自定义="repeated", 点赞数="8"),
        changed(20, 正文="", 作者=""),
        changed(21, 自定义=" 两边 的空白 "),
    ]
    path = text_file(tmp_path / "浮岛.csv", told(header) + "".join(map(told, records)))
    prepared = staged(path)
    by_line = dict(enumerate(records, start=2))
    by_line[18] = by_line[18][: len(header)]  # the two blank cells beyond the header
    assert unaccounted(header, by_line, prepared) == []
    assert {row["line"]: row["reason"] for row in rejections(prepared)} == {
        3: "no_time",
        5: "no_content",
        15: "no_time",
        17: "too_many_cells",
        19: "no_time",
    }
    assert (prepared.rows, prepared.read, prepared.rejected) == (21, 21, 5)
    assert prepared.warnings == {
        "short_rows": 2, "unread_counts": 1, "unread_labels": 1, "damaged_ids": 1, "day_only": 1,
    }  # fmt: skip


def test_accepted_and_rejected_give_back_every_record_of_a_weibo_search_file(tmp_path):
    lacking = {"评论人ID": "", "评论人昵称": "", "评论时间": "", "评论内容": ""}
    rows = [
        weibo_comment(1, 1),
        weibo_comment(2, 2, 发布时间=""),
        weibo_comment(3, 3, 评论时间="", 点赞次数="1.2万"),
        weibo_comment(4, 4, 评论时间="", 发布时间=""),
        weibo_comment(5, 5, **lacking, 点赞次数="3"),
        weibo_comment(6, 6, 评论内容='<br/>第一行<br/>\n"第二行"', 微博正文="<i>斜</i>"),
        weibo_comment(
            7, 7, id="5.01235E+15", bid="", 艾特用户="某人", 话题="浮岛", ip="发布于 北京", user_authentication="蓝V"
        ),
        weibo_comment(
            8, 8, retweet_id=weibo_post(1)["id"], 点赞数="赞", 转发数="", 头条文章url="https://news.example/1"
        ),
        weibo_post(9),
    ]
    path = write(tmp_path / "浮岛.csv", WEIBO_24, rows)
    prepared = staged(path)
    records = {n: [str(row.get(name, "")) for name in WEIBO_24] for n, row in enumerate(rows, start=2)}
    assert unaccounted(list(WEIBO_24), records, prepared) == []
    assert [(row["line"], row["part"], row["reason"]) for row in rejections(prepared)] == [
        (3, 0, "no_time"),
        (4, 1, "no_time"),
        (5, 0, "no_time"),
        (5, 1, "no_time"),
    ]
    assert [(row["line"], row["part"]) for row in sightings(prepared)] == [
        *[(2, 0), (2, 1), (3, 1), (4, 0), (6, 0), (7, 0), (7, 1), (8, 0), (8, 1), (9, 0), (9, 1), (10, 0)]
    ]
    assert (prepared.rows, prepared.read, prepared.rejected) == (9, 16, 4)


def test_broken_lines_of_json_are_rejected_as_they_stand_and_the_rest_is_accepted(tmp_path):
    lines = [
        '{"text": "a", "created_at": "2024-03-01T10:30:00+08:00", "user": {"id": 7}}',
        '{"text": "b", "created_at": ',
        '{"text": "c", "created_at": "never"}',
        '{"text": "d", "created_at": "2024-03-01T10:30:00+08:00", "late": [1, 2]}',
    ]
    prepared = staged(text_file(tmp_path / "x.jsonl", "\n".join(lines)))
    assert [(row["line"], row["text"], json.loads(row["extra"])) for row in sightings(prepared)] == [
        (1, "a", {"user.id": "7"}),
        (4, "d", {"late": "[1, 2]"}),
    ]
    (broken, dateless) = rejections(prepared)
    assert (broken["line"], broken["reason"], broken["raw"]) == (2, "not_an_object", lines[1].strip())
    assert (dateless["line"], dateless["reason"]) == (3, "no_time")
    assert {name: cell for name, cell in json.loads(dateless["raw"]).items() if cell} == json.loads(lines[2])


def test_records_on_one_line_are_rejected_one_by_one(tmp_path):
    rows = [{"text": f"t{n}", "date": "" if n == 3 else "2024-03-01 10:30"} for n in range(1, 6)]
    for data in (rows, {"data": rows, "count": 5}):
        prepared = staged(text_file(tmp_path / "x.json", json.dumps(data)))
        assert (prepared.rows, prepared.read, prepared.rejected) == (5, 5, 1)
        assert [row["line"] for row in sightings(prepared)] == [1, 2, 4, 5]
        assert [(row["line"], json.loads(row["raw"])) for row in rejections(prepared)] == [
            (3, {"text": "t3", "date": ""})
        ]


@pytest.mark.parametrize(
    "name",
    "batch cells found dated part key known_by record records r x line reason column part_0_0 @id @text @line".split(),
)
def test_no_name_of_a_column_disturbs_the_reading(tmp_path, name):
    path = text_file(tmp_path / "x.csv", f"{name},text,date\n5,hello,2024-03-01 10:30\n6,dateless,\n")
    prepared = staged(path)
    shown = name.replace("@", "＠")
    assert [(row["text"], row.get("title"), row["extra"]) for row in sightings(prepared)] == [
        ("hello", None, f'{{"{shown}":"5"}}')
    ]
    assert [row["raw"] for row in rejections(prepared)] == [f'{{"{shown}":"6","text":"dateless","date":""}}']


def test_a_weibo_search_file_is_read_by_the_names_it_was_recognised_by(tmp_path):
    plain = write(tmp_path / "x.csv", WEIBO_17, [weibo_post(1), weibo_post(2)])
    spelled = tmp_path / "upper" / "x.csv"
    spelled.parent.mkdir()
    spelled.write_text(plain.read_text(encoding="utf-8").replace("id,bid,", "ＩＤ,BID,", 1), encoding="utf-8")
    assert sightings(staged(spelled)) == sightings(staged(plain))


# Time ----------------------------------------------------------------------------------------------------------------


def times(path: Path, **parameters) -> list[datetime]:
    return [row["published_at"] for row in sightings(staged(path, **parameters))]


def test_the_zone_of_a_time_is_its_offsets_then_the_parameters_then_the_formats_then_the_stores(tmp_path):
    table = text_file(tmp_path / "x.csv", "text,date\na,2024-03-01 10:30\nb,2024-03-01T10:30:00Z\n")
    assert times(table) == [datetime(2024, 3, 1, 10, 30), datetime(2024, 3, 1, 18, 30)]
    assert times(table, time_zone="UTC") == [datetime(2024, 3, 1, 18, 30), datetime(2024, 3, 1, 18, 30)]
    assert times(table, store_zone="UTC") == [datetime(2024, 3, 1, 10, 30), datetime(2024, 3, 1, 10, 30)]
    weibo = write(tmp_path / "weibo.csv", WEIBO_17, [weibo_post(1, 发布时间="2024-03-01 10:30")])
    assert times(weibo, store_zone="UTC") == [datetime(2024, 3, 1, 2, 30)]
    assert times(weibo, store_zone="UTC", time_zone="UTC") == [datetime(2024, 3, 1, 10, 30)]


def test_the_order_of_day_and_month_is_the_columns_or_the_persons(tmp_path):
    decided = text_file(tmp_path / "a.csv", "text,date\na,3/4/2024 10:30\nb,25/4/2024 10:30\n")
    assert times(decided) == [datetime(2024, 4, 3, 10, 30), datetime(2024, 4, 25, 10, 30)]
    open_ = text_file(tmp_path / "b.csv", "text,date\na,3/4/2024 10:30\n")
    assert times(open_, day_first=True) == [datetime(2024, 4, 3, 10, 30)]
    assert times(open_, day_first=False) == [datetime(2024, 3, 4, 10, 30)]
    with pytest.raises(Refused, match=r"^Whether the day or the month comes first in date cannot be told"):
        staged(open_)


def test_a_date_without_a_time_is_a_day(tmp_path):
    prepared = staged(text_file(tmp_path / "x.csv", "text,date\na,2024-03-01\nb,2024-03-02 10:30\nc,1709260205\n"))
    assert [row["precision"] for row in sightings(prepared)] == ["day", "minute", "second"]
    assert prepared.warnings == {"day_only": 1}
    assert (prepared.since, prepared.until) == ("2024-03-01T00:00:00", "2024-03-02T10:30:00")


# What a person says --------------------------------------------------------------------------------------------------


def test_the_same_bytes_and_parameters_are_the_same_file(tmp_path):
    path = write(tmp_path / "浮岛.csv", WEIBO_17, [weibo_post(1)])
    first = staged(path)
    assert staged(path).file_hash == first.file_hash
    others = [
        staged(path, brand="浮岛"),
        staged(path, query="x"),
        staged(path, time_zone="UTC"),
        staged(path, export="table"),
    ]
    path.write_bytes(path.read_bytes() + b"\n")
    others.append(staged(path))
    assert len({first.file_hash, *(other.file_hash for other in others)}) == 6
    assert (first.file_name, first.bytes, first.parameters.query) == ("浮岛.csv", path.stat().st_size - 1, "浮岛")


def test_a_brand_and_a_query_join_those_of_the_export(tmp_path):
    path = text_file(
        tmp_path / "x.csv", "正文,发布时间,品牌,关键词\na,2024-03-01 10:30,潮,音箱\nb,2024-03-01 10:30,,浮岛\n"
    )
    found = sightings(staged(path, brand="浮岛", query="浮岛"))
    assert [(row["brands"], row["queries"]) for row in found] == [
        (["浮岛", "潮"], ["浮岛", "音箱"]),
        (["浮岛"], ["浮岛"]),
    ]


def test_columns_are_those_that_a_person_mapped(tmp_path):
    path = text_file(tmp_path / "x.csv", "wann,was,正文\n2024-03-01 10:30,a,b\n")
    assert [row["text"] for row in sightings(staged(path, columns={"published_at": "wann", "text": "was"}))] == ["a"]
    assert [row["text"] for row in sightings(staged(path, columns={"published_at": "wann"}))] == ["b"]


# Refusals ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("x.csv", "", "The file is empty."),
        ("x.csv", "正文,发布时间\n", "The file has a header but no records."),
        ("x.csv", "正文,发布时间", "The file has a header but no records."),
        ("x.csv", "正文,发布时间\n\n , \n", "The file has a header but no records."),
        (
            "x.csv",
            "正文,发布时间\na,\nb,很久以前\n",
            "No record of the file has a usable time of publication; the column 发布时间 holds for example: 很久以前.",
        ),
        (
            "x.csv",
            "正文,发布时间\na,\n",
            "No record of the file has a usable time of publication; the column 发布时间 holds for example: —.",
        ),
        (
            "x.csv",
            "日期,平台,声量\n2024-03-01,微博,1200\n",
            "These are totals, not mentions: no column holds a text, a title or an address. "
            "Export the single posts instead. The columns are: 日期, 平台, 声量.",
        ),
        ("x.json", "[1, 2]", "No record of the file is a JSON object."),
    ],
)
def test_what_holds_no_mentions_is_refused_with_its_reason(tmp_path, name, text, sentence):
    for look in (staged, lambda path: preview(path, store_zone="Asia/Shanghai")):
        if look is not staged and "No record of the file has a usable time" in sentence:
            continue  # a preview shows such records as they are
        with pytest.raises(Refused) as refused:
            look(text_file(tmp_path / name, text))
        assert str(refused.value) == sentence


def test_the_real_tables_that_hold_no_mentions_are_refused(samples, tmp_path):
    reasons = {
        samples / "aggregate-buzz" / "test-data.xlsx": "These are totals, not mentions: ",
        samples / "brandwatch-api" / "column_data.csv": "No column holds the time of publication, ",
    }
    for path, reason in reasons.items():
        with pytest.raises(Refused) as refused:
            prepare(path, tmp_path / "staged", store_zone="Asia/Shanghai")
        assert str(refused.value).startswith(reason)


# Telling the app -----------------------------------------------------------------------------------------------------


def test_progress_grows_to_the_whole_file(tmp_path):
    path = write(tmp_path / "x.csv", WEIBO_17, [weibo_post(n) for n in range(50)])
    steps: list[Progress] = []
    prepare(path, tmp_path / "staged", store_zone="Asia/Shanghai", progress=steps.append)
    assert steps == [Progress(50, 1.0)]


def test_a_prepared_file_is_found_again_in_its_folder(tmp_path):
    prepared = staged(write(tmp_path / "x.csv", WEIBO_17, [weibo_post(1, 发布时间=""), weibo_post(2)]), brand="浮岛")
    assert Prepared.load(Path(prepared.folder)) == prepared
    assert prepared.parameters == Parameters(brand="浮岛", query="x")


def test_a_preview_shows_the_first_mentions_as_they_will_be_stored(tmp_path):
    path = write(tmp_path / "x.csv", WEIBO_17, [weibo_post(n) for n in range(30)])
    shown = preview(path, store_zone="Asia/Shanghai")
    kept = sightings(staged(path))[:10]
    assert (shown.table.columns, shown.detection.export.name) == (list(WEIBO_17), "weibo-search")
    assert [(row["native_id"], row["text"]) for row in shown.mentions.to_pylist()] == [
        (row["native_id"], row["text"]) for row in kept
    ]


def in_a_child(folder: Path, *paths: Path) -> list[dict]:
    """What `python -m loaders.prepare` tells of files, line by line; the n-th is staged in `folder`/n."""
    files = [{"path": str(path), "folder": str(folder / str(n)), "parameters": {}, "name": "浮岛.csv"} for n, path in enumerate(paths)]
    for file in files:
        Path(file["folder"]).mkdir(parents=True)
    child = subprocess.run(
        [sys.executable, "-m", "loaders.prepare"],
        input=json.dumps({"files": files, "profiles": {}, "rules": {}, "store_zone": "Asia/Shanghai"}),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in child.stdout.splitlines()]


def test_a_child_process_tells_its_progress_and_what_became_of_the_file(tmp_path):
    path = write(tmp_path / "upload", WEIBO_17, [weibo_post(n) for n in range(50)])
    assert in_a_child(tmp_path / "staged", path) == [
        {"progress": {"rows": 50, "share": 1.0}},
        {"prepared": str(tmp_path / "staged" / "0")},
    ]
    assert Prepared.load(tmp_path / "staged" / "0").parameters.query == "浮岛"


def test_a_child_tells_of_several_files_in_their_order(tmp_path):
    path = write(tmp_path / "upload", WEIBO_17, [weibo_post(n) for n in range(50)])
    empty = text_file(tmp_path / "empty", "正文,发布时间\n")
    told = [line for line in in_a_child(tmp_path / "staged", path, empty, path) if "progress" not in line]
    assert told == [
        {"prepared": str(tmp_path / "staged" / "0")},
        {"refused": {"text": "The file has a header but no records.", "values": {}}},
        {"prepared": str(tmp_path / "staged" / "2")},
    ]


ODD = "何时,说了什么,几个赞\n2024-03-01 10:30,第一条,3\n2024-03-02 10:30,第二条,\n"


def odd(path):
    path.write_text(ODD, encoding="utf-8")
    return path


def test_a_table_is_read_as_was_saved_for_its_header(tmp_path):
    columns = {"published_at": "何时", "text": "说了什么", "likes": "几个赞"}
    known_by = fingerprint(["说了什么", "何时", "几个赞"])
    profiles = {known_by: Profile("周报", columns, time_zone="UTC"), "another": Profile("x", {"text": "何时"})}
    path = odd(tmp_path / "odd.csv")
    prepared = prepare(path, tmp_path / "staged", store_zone="Asia/Shanghai", profiles=profiles)
    assert [(row["text"], row.get("likes"), f"{row['published_at']:%d %H:%M}") for row in sightings(prepared)] == [
        ("第一条", 3, "01 18:30"),
        ("第二条", None, "02 18:30"),
    ]
    shown = preview(path, store_zone="Asia/Shanghai", profiles=profiles)
    assert shown.parameters == prepared.parameters
    assert shown.parameters == Parameters(columns=columns, time_zone="UTC", query="odd", profile=known_by)


def test_a_file_mapped_by_hand_and_again_by_what_was_saved_is_the_same_file(tmp_path):
    columns = {"published_at": "何时", "text": "说了什么"}
    path = odd(tmp_path / "odd.csv")
    profiles = {fingerprint(["何时", "说了什么", "几个赞"]): Profile("周报", columns)}
    by_hand = prepare(path, tmp_path / "a", store_zone="UTC", parameters=Parameters(columns=columns))
    by_itself = prepare(path, tmp_path / "b", store_zone="UTC", profiles=profiles)
    assert by_hand.file_hash == by_itself.file_hash


def test_a_preview_counts_what_it_would_reject_and_warn_of(tmp_path):
    path = tmp_path / "x.csv"
    rows = [f"2024-03-01 10:{n % 60:02},第{n}条,很多" if n % 4 else f"待定,第{n}条,1" for n in range(1200)]
    path.write_text("\n".join(["发布时间,正文,点赞数", *rows]), encoding="utf-8")
    shown = preview(path, store_zone="UTC")
    assert (shown.read, shown.rejected, shown.warnings) == (1000, {"no_time": 250}, {"unread_counts": 750})
    assert shown.mentions.column("line").to_pylist() == list(range(2, 12))
