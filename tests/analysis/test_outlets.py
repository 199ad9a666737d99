from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.filters import Filters
from analysis.labels import NAMES
from analysis.outlet import levels
from analysis.outlets import outlets
from tests.analysis.stores import days, opened, storing
from tests.mentions import FEW, filter_values, left, numbered, outlet, plain, sample, stored_of

DAY = datetime(2024, 3, 1)


def came(row):
    """When at the latest."""
    known = row.precision in ("second", "minute")
    return (row.published_at if known else datetime.combine(row.published_at.date(), datetime.min.time()) + timedelta(days=1), row.mention_id)


def is_outlet(row):
    return row.kind == "article" or row.author_kind == "media"


def concentration(counts):
    return 1 / sum((count / sum(counts)) ** 2 for count in counts) if sum(counts) >= 30 else None


def counted(stored, filters, before):
    media = [row for row in stored.mention.itertuples() if is_outlet(row)]
    seen = [row for row in media if filters.as_of is None or row.published_at <= filters.as_of]
    origins = {story: min((row for row in seen if row.story_id == story), key=came).mention_id for story in {row.story_id for row in seen if row.story_id}}
    here, earlier = ([row for row, keep in zip(stored.mention.itertuples(), left(stored, one), strict=True) if keep and is_outlet(row)] if one else [] for one in (filters, before))
    sizes, sizes_before = (Counter(outlet(row) for row in rows if outlet(row) is not None) for rows in (here, earlier))
    originals = Counter(outlet(row) for row in here if row.story_id is None or origins[row.story_id] == row.mention_id)
    told = []
    for name, mentions in sizes.items():
        felt = Counter(row.sentiment for row in here if outlet(row) == name)
        known, polar = mentions - felt[None], felt[1] + felt[-1]
        told.append({
            "outlet": name, "mentions": mentions, "originals": originals[name], "reprints": mentions - originals[name], "known": known, "positive": felt[1], "negative": felt[-1],
            "negative_share": felt[-1] / known if known >= 30 else None, "net": (felt[1] - felt[-1]) / polar if polar >= 30 else None, "before": sizes_before[name] if before else None,
            "outlets": len(sizes), "by_outlets": sum(sizes.values()), "original_share": sum(originals[one] for one in sizes) / sum(sizes.values()) if sum(sizes.values()) >= 30 else None,
            "unnamed": len(here) - sum(sizes.values()),
        })  # fmt: skip
    effective = (round(one, 9) if one else None for one in (concentration(sizes.values()), concentration(sizes_before.values()) if before else None))
    return sorted(told, key=lambda row: (-row["mentions"], row["outlet"])), tuple(effective)


@settings(FEW, max_examples=5)
@example(900, {"as_of": datetime(2024, 2, 29)}, True)
@given(st.sampled_from([100, 900]), filter_values(), st.booleans())
def test_outlets_are_those_of_counting_one_by_one_and_open_their_mentions(holding, count, chosen, against):
    stored, filters = sample(count), Filters(**chosen)
    before = replace(filters, since=datetime(2023, 12, 31), until=datetime(2024, 1, 8)) if against else None
    with holding(stored) as cursor:
        answer = outlets(cursor, filters, before=before)
        rows, effective = counted(stored, filters, before)
        told = [{name: value for name, value in row.items() if name not in ("level", "effective", "effective_before")} for row in answer.rows]
        assert told == rows
        assert {tuple(one and round(one, 9) for one in (row["effective"], row["effective_before"])) for row in answer.rows} == ({effective} if rows else set())
        assert opened(cursor, answer) == [row["mentions"] for row in answer.rows]


def test_the_first_of_a_story_is_its_original_and_a_day_alone_comes_after_its_hours(holding):
    story = "11111111-0000-4000-8000-000000000000"
    told = [("乙报", DAY, "day"), ("甲报", DAY + timedelta(hours=20), "minute"), ("甲报", DAY + timedelta(days=2), "minute"), ("丙报", DAY + timedelta(days=1, hours=1), "second")]
    records = [plain(1, kind="article", platform="news", source_name=name, published_at=at, precision=precision, story_id=story)[0] for name, at, precision in told]
    with holding(stored_of(numbered([*records, *plain(2, kind="article", source_name="丙报"), *plain(1, kind="article", published_at=DAY + timedelta(days=9))]))) as cursor:
        rows = [(row["outlet"], row["originals"], row["reprints"], row["unnamed"]) for row in outlets(cursor, Filters()).rows]
        # What came before the window is the original all the same.
        late = [(row["outlet"], row["originals"]) for row in outlets(cursor, Filters(since=DAY + timedelta(days=1), until=DAY + timedelta(days=5))).rows]
    assert rows == [("丙报", 2, 1, 1), ("甲报", 1, 1, 1), ("乙报", 0, 1, 1)]
    assert late == [("丙报", 0), ("甲报", 0)]


@pytest.mark.parametrize(("sizes", "effective"), [((10, 10, 10), 3), ((28, 1, 1), 900 / 786), ((15, 10, 4), None)])
def test_effective_outlets_are_as_many_as_equal_ones_would_be(holding, sizes, effective):
    records = [mention for n, size in enumerate(sizes) for mention in plain(size, kind="article", source_name=f"{n}")]
    with holding(stored_of(numbered(records))) as cursor:
        assert outlets(cursor, Filters()).rows[0]["effective"] == (effective and pytest.approx(effective))


def test_a_level_is_the_exports_else_that_of_the_longest_name_else_of_an_ending(holding):
    named = {"人民网": "central", "南方都市报客户端": "provincial", "finance.sina.com.cn": "portal", "china.com.cn": "central", "某市晚报": "local", "某地周刊": None}
    records = [mention for name in named for mention in days([2], kind="article", platform="news", source_name=name)]
    told = [("人民网湖北", '{"信源级别": "省级"}'), ("某报", '{"信源级别": "--"}'), ("某报", '{"媒体级别": " 地市级 ", "信源级别": "--"}')]
    records += [days([1], kind="article", platform="news", source_name=name, extra=extra)[0] for name, extra in told]
    ids = [{**record, "mention_id": f"00000000-0000-4000-8000-{n:012d}"} for n, record in enumerate(records)]
    with storing(holding, ids, []) as cursor:
        found = {row["outlet"]: row["level"] for row in outlets(cursor, Filters()).rows}
    assert found == {**named, "人民网湖北": "provincial", "某报": "local"}


def test_both_kinds_of_store_count_alike(sampled):
    answer = outlets(sampled, Filters(), before=Filters(until=datetime(2024, 1, 8)))
    assert opened(sampled, answer) == [row["mentions"] for row in answer.rows] != []


def test_every_level_of_the_list_has_a_name_and_no_word_stands_twice():
    told = levels()
    for kind in ("exported", "names", "endings"):
        assert set(told[f"{kind}_levels"]) <= set(NAMES["levels"])
        assert [word for word, count in Counter(told[kind]).items() if count > 1] == []
