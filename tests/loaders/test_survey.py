import io

import pytest

from loaders import aliases, survey
from loaders.detect import KNOWN
from loaders.refused import Refused
from tests.loaders.invented import WEIBO_17, table_in, weibo_post, write
from tests.loaders.staging import sightings, staged

pytestmark = pytest.mark.usefixtures("english")


def table(data: str):
    return table_in(io.BytesIO(data.encode()), "x.csv", KNOWN)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["3/4/2024", "13/4/2024"], True),
        (["3/4/2024", "4/13/2024"], False),
        (["13/4/24 10:30", "1/2/24"], True),
        ([" 3/4/2024", "\t25/12/2024\u3000"], True),
        (["2024-03-04", "2024/3/4"], False),
        (["", "no date"], False),
    ],
)
def test_one_number_above_twelve_decides_the_whole_column(cells, expected):
    assert (
        survey.day_first(table("正文,发布时间\n" + "".join(f"x,{cell}\n" for cell in cells)), ["发布时间"]) is expected
    )


@pytest.mark.parametrize(
    "cells", [["3/4/2024"], ["3/4/2024 10:30", "2024-03-01"], ["\u30003/4/2024\t"], ["13/14/2024", "1/2/2024"]]
)
def test_an_order_that_cannot_be_told_is_asked(cells):
    with pytest.raises(Refused) as refused:
        survey.day_first(table("正文,发布时间\n" + "".join(f"x,{cell}\n" for cell in cells)), ["发布时间"])
    assert str(refused.value) == (
        "Whether the day or the month comes first in 发布时间 cannot be told from its values, for example "
        f"{cells[0].strip()}. Say it: --day-first or --month-first."
    )


def test_the_deciding_value_may_come_last_in_a_long_file():
    data = "正文,发布时间\n" + "一段很长的文字,3/4/2024\n" * 700_000 + "x,25/4/2024\n"
    assert len(data.encode()) > 16 << 20
    assert survey.day_first(table(data), ["发布时间"]) is True


POST = "https://weibo.com/1000000001/{}"


def comments(n):
    """n comments under three posts: the posts' ids and addresses stand in every row."""
    return [
        {
            "note_id": f"50123456789012{m % 3:02}",
            "url": f"https://news.example/post/{m % 3}",
            "评论内容": f"第{m}条",
            "昵称": f"读者{m}",
            "创建时间": f"2024-03-01 10:{m % 60:02}:00",
        }
        for m in range(n)
    ]


def test_ids_and_addresses_that_stand_in_many_mentions_are_what_these_hang_under(tmp_path):
    prepared = staged(write(tmp_path / "x.csv", comments(1)[0], comments(30)))
    found = sightings(prepared)
    assert prepared.warnings == {"shared_ids": 1}
    assert len({row["mention_id"] for row in found}) == 30
    assert [row["kind"] for row in found] == ["comment"] * 30
    assert [row["parent_id"] for row in found] == [found[m % 3]["parent_id"] for m in range(30)]
    assert len({row["parent_id"] for row in found}) == 3
    assert [(row["root_id"], row["edge"]) for row in found] == [(row["parent_id"], "explicit") for row in found]


def test_a_comments_own_id_goes_before_that_of_its_post(tmp_path):
    rows = [row | {"comment_id": f"7{m:09}", "url": ""} for m, row in enumerate(comments(30))]
    prepared = staged(write(tmp_path / "x.csv", rows[0], rows))
    assert prepared.warnings == {}
    assert [row["native_id"] for row in sightings(prepared)] == [row["comment_id"] for row in rows]


def test_one_mention_seen_again_does_not_share_its_id():
    seen = [
        {"id": f"70000000{n:02}", "正文": "x", "作者": f"a{n}", "发布时间": f"2024-03-{n:02} 10:30"}
        for n in range(1, 29)
    ]
    rows = [*seen, *seen[:9]]
    data = "id,正文,作者,发布时间\n" + "".join(",".join(row.values()) + "\n" for row in rows)
    assert survey.shared(table(data), aliases.match(["id", "正文", "作者", "发布时间"])) == frozenset()
    renamed = data + "7000000001,x,another,2024-03-01 10:30\n"
    assert survey.shared(table(renamed), aliases.match(["id", "正文", "作者", "发布时间"])) == frozenset()
    answered = renamed + "7000000001,y,a third,2024-03-05 10:30\n7000000001,z,a fourth,2024-03-05 10:31\n"
    assert survey.shared(table(answered), aliases.match(["id", "正文", "作者", "发布时间"])) == {"native_id"}


def test_an_id_that_a_person_mapped_is_never_doubted():
    data = "id,正文,发布时间\n1,a,2024-03-01 10:30\n1,b,2024-03-01 10:31\n1,c,2024-03-01 10:32\n"
    columns = ["id", "正文", "发布时间"]
    assert survey.shared(table(data), aliases.match(columns)) == {"native_id"}
    assert survey.shared(table(data), aliases.match(columns, {"native_id": "id"})) == frozenset()


def test_an_address_is_doubted_even_where_a_person_mapped_it():
    data = "甲,正文,发布时间\n" + "".join(
        f"https://news.example/1,第{n}条,2024-03-01 10:{n:02}\n" for n in range(30)
    )
    mapped = aliases.match(["甲", "正文", "发布时间"], {"url": "甲"})
    assert survey.shared(table(data), mapped) == frozenset({"url"})


def test_shared_ids_are_seen_in_a_file_of_any_length(monkeypatch):
    monkeypatch.setattr(survey, "REMEMBERED", 1_000)
    rows = "".join(f"{7_000_000_000 + n // 3},第{n}条,甲{n},2024-03-01 10:30\n" for n in range(130_000))
    match = aliases.match(["id", "正文", "作者", "发布时间"])
    assert survey.shared(table("id,正文,作者,发布时间\n" + rows), match) == {"native_id"}
    own = "".join(f"{7_000_000_000 + n},第{n}条,甲{n},2024-03-01 10:30\n" for n in range(130_000))
    assert survey.shared(table("id,正文,作者,发布时间\n" + own), match) == frozenset()


@pytest.mark.parametrize(
    ("ids", "found"),
    [
        ([5012345678901230 + 10 * n for n in range(20)], True),
        ([1712345678901234500 + 10_000 * n for n in range(20)], None),
        ([1712345678901230000 + 10_000 * n for n in range(20)], True),
        ([5012345678901230 + n for n in range(20)], None),
        ([5012345678901230 + 7 * n for n in range(5_000)], False),
        ([5012345678900000 + (7 if n % 3 else 10_000) * n for n in range(5_000)], None),
        ([5012345678901230, 5012345678901240], None),
        ([1230, 1240, 1250, 1260], None),
        (["'5012345678901230", '"5012345678901240"', " 5012345678901250\t"], True),
    ],
)
def test_a_column_of_ids_that_end_in_zeros_was_rounded(ids, found):
    cells = "".join('"{}",a\n'.format(str(value).replace('"', '""')) for value in ids)
    assert survey.rounded(table("id,正文\n" + cells), ["id"]) is found


def test_rounded_ids_are_no_keys_and_the_address_counts(tmp_path):
    rows = [
        weibo_post(n, id=str(5012345678901230 + 10 * n), bid=weibo_post(n)["bid"] if n % 2 else "") for n in range(1, 9)
    ]
    prepared = staged(write(tmp_path / "x.csv", WEIBO_17, rows))
    whole = staged(write(tmp_path / "y.csv", WEIBO_17, [weibo_post(n) for n in range(1, 9)]))
    assert prepared.warnings["damaged_ids"] == 8
    same = [a["mention_id"] == b["mention_id"] for a, b in zip(sightings(prepared), sightings(whole), strict=True)]
    assert same == [True, False] * 4
