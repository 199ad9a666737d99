from collections import Counter, defaultdict

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from analysis.filters import Filters
from analysis.provinces import spellings
from analysis.regions import Reach, reach, regions
from tests.analysis.stores import opened
from tests.mentions import FEW, author_key, filter_values, left, numbered, plain, sample, stored_of

# What a region of the sample means.
PLACES = {"广东": "Guangdong", "O'Brien": "O'Brien", "_": "_", None: None}


def kept(stored, filters):
    return [row for row, one in zip(stored.mention.itertuples(), left(stored, filters), strict=True) if one]


def voices(rows):
    found = defaultdict(set)
    for row in rows:
        found[PLACES[row.region]].add(author_key(row) or ("alone", row.mention_id))
    return found


@settings(FEW, max_examples=4)
@example(600, {"regions": ("广东", None), "platforms": ("weibo",)})
@given(st.just(300), filter_values())
def test_regions_are_those_of_counting_one_by_one_and_open_their_mentions(holding, count, chosen):
    stored, filters, before = sample(count), Filters(**chosen), Filters(kinds=("post",))
    rows, then = kept(stored, filters), Counter(PLACES[row.region] for row in kept(stored, before))
    ids = {row.mention_id for row in rows}
    rest = [row for row in kept(stored, Filters(platforms=filters.platforms, as_of=filters.as_of)) if row.mention_id not in ids]
    sizes, here, there = Counter(PLACES[row.region] for row in rows), voices(rows), voices(rest)
    known = sum(size for place, size in sizes.items() if place)
    with holding(stored) as cursor:
        answer = regions(cursor, filters, before=before)
        assert [(row["place"], row["mentions"]) for row in answer.rows] == sorted(sizes.items(), key=lambda one: (one[0] is None, -one[1], one[0]))
        for row in answer.rows:
            place, size = row["place"], row["mentions"]
            felt = Counter(one.sentiment for one in rows if PLACES[one.region] == place)
            assert (row["negative"], row["positive"], row["unknown"], row["mentions_before"]) == (felt[-1], felt[1], felt[None], then[place])
            assert row["share"] == (size / known if place and known >= 30 else None)
            assert place is None or (row["voices"], row["voices_elsewhere"]) == (len(here[place]), len(there[place]))
        assert opened(cursor, answer) == [row["mentions"] for row in answer.rows]


def test_every_spelling_of_a_province_is_the_province_and_opens_all_of_them(holding):
    known = spellings()
    spelt = ["广东", "广东省", "广东 深圳", "广东省深圳市", "IP属地：中国广东", "中国广东", "guangdong", "发布于 广东"]
    assert [known.place(one) for one in spelt] == ["Guangdong"] * len(spelt)
    assert [known.place(one) for one in ("广东人", "海南藏族自治州", "日本", "其他", "", "Guangdongs")] == ["广东人", "海南藏族自治州", "日本", "其他", "", "Guangdongs"]
    assert {known.place(one) for one in ("内蒙古自治区", "内蒙古")} == {"Inner Mongolia"}
    assert len(known.squares) == len(set(known.squares.values())) == 34
    with holding(stored_of(numbered([record for one in spelt for record in plain(2, region=one)]))) as cursor:
        (row,) = (answer := regions(cursor, Filters())).rows
        assert (row["place"], row["mentions"], row["mentions_before"], row["above"]) == ("Guangdong", 16, None, None)
        assert opened(cursor, answer) == [16]
        narrowed = regions(cursor, Filters(regions=("广东省",)))
        assert opened(cursor, narrowed) == [2]


PARTS = "北京 上海 江苏 浙江 山东 四川 湖北 湖南 河南 福建".split()


def spread(**counts):
    """Voices of one topic by province beside 60 of each of the ten, and of other things 60."""
    others = [record for part in PARTS for record in plain(60, region=part, topic_id="other")]
    told = [record for part, count in counts.items() for record in plain(count, region=part, topic_id="t")]
    return stored_of(numbered([*others, *told]))


@pytest.mark.parametrize(
    ("counts", "kind", "above"),
    [
        ({"四川": 90, "北京": 30}, "local", ["Sichuan", "Beijing"]),
        ({"四川": 60, "湖北": 50, "湖南": 50, "北京": 10, "上海": 10}, "regional", ["Sichuan", "Hubei", "Hunan"]),
        (dict.fromkeys(PARTS, 20), "national", []),
        ({**dict.fromkeys(PARTS, 20), "四川": 50}, "national", ["Sichuan"]),
    ],
)  # fmt: skip
def test_how_far_something_reaches(holding, counts, kind, above):
    with holding(spread(**counts)) as cursor:
        answer = regions(cursor, Filters(topics=("t",)))
        told = reach(answer)
        assert (told.kind, told.why, [row["place"] for row in told.above], told.places) == (kind, None, above, len(counts))
        assert told.held == pytest.approx(sum(row["voices"] for row in told.above) / sum(counts.values()))
        first = answer.rows[0]
        n = sum(counts.values())
        assert first["expected"] == pytest.approx(n / 10) and first["times"] == pytest.approx(first["voices"] / (n / 10))
        p = binom.sf(first["voices"] - 1, first["voices"] + 60, n / (n + 600))
        assert first["above"] == (p < 0.01)


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"四川": 99}, Reach(None, "few", (), 0, 1)),
        (dict.fromkeys(PARTS[:7], 20), Reach(None, "mixed", (), 0, 7)),
    ],
)  # fmt: skip
def test_where_it_cannot_be_told_it_says_why(holding, counts, told):
    with holding(spread(**counts)) as cursor:
        found = reach(regions(cursor, Filters(topics=("t",))))
        assert (found.kind, found.why, found.places) == (told.kind, told.why, told.places)
        assert reach(regions(cursor, Filters())) == Reach(None, "alone", (), 0, 10)


def test_one_author_is_one_voice(holding):
    others = [record for part in PARTS for record in plain(60, region=part, topic_id="other")]
    loud = plain(500, region="四川", topic_id="t", platform="weibo", author_id="1")
    with holding(stored_of(numbered([*others, *loud]))) as cursor:
        answer = regions(cursor, Filters(topics=("t",)))
        assert (answer.rows[0]["mentions"], answer.rows[0]["voices"]) == (500, 1)
        assert reach(answer).why == "few"
    with holding(stored_of([])) as cursor:
        assert regions(cursor, Filters()).rows == [] and reach(regions(cursor, Filters())).why == "few"


def test_a_chosen_region_is_no_finding(holding):
    with holding(spread(四川=150, 北京=150)) as cursor:
        answer = regions(cursor, Filters(topics=("t",), regions=("四川",)))
        assert [(row["voices"], row["expected"], row["times"], row["above"]) for row in answer.rows] == [(150, None, None, None)]
        assert reach(answer) == Reach(None, "chosen", (), 0, 1)
