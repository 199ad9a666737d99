from collections import Counter

import pytest
from hypothesis import example, given, settings

from analysis.filters import Filters
from analysis.segments import segments
from tests.analysis.stores import opened
from tests.mentions import FEW, author_key, filter_values, left, numbered, plain, sample, stored_of
from tests.recounted import differ


def kept(stored, filters):
    return [row for row, one in zip(stored.mention.itertuples(), left(stored, filters), strict=True) if one]


@settings(FEW, max_examples=3)
@example({"segments": ("core", None), "platforms": ("weibo", "x")})
@given(filter_values())
def test_segments_are_those_of_counting_one_by_one_and_open_their_mentions(holding, chosen):
    stored, filters, before = sample(300), Filters(**chosen), Filters(kinds=("post", "repost"))
    rows, then = kept(stored, filters), kept(stored, before)
    sizes, earlier = Counter(row.segment for row in rows), Counter(row.segment for row in then)
    with holding(stored) as cursor:
        answer = segments(cursor, filters, before=before)
        assert [(row["value"], row["mentions"]) for row in answer.rows] == sorted(sizes.items(), key=lambda one: (one[0] is None, -one[1], one[0]))
        for row in answer.rows:
            those = [one for one in rows if one.segment == row["value"]]
            felt = Counter(one.sentiment for one in those)
            assert row["authors"] == len({author_key(one) for one in those} - {None})
            assert (row["negative"], row["neutral"], row["positive"], row["unknown"]) == (felt[-1], felt[0], felt[1], felt[None])
            assert row["share"] == (len(those) / len(rows) if len(rows) >= 30 else None)
            assert (row["mentions_before"], row["share_before"]) == (earlier[row["value"]], earlier[row["value"]] / len(then) if len(then) >= 30 else None)
        assert opened(cursor, answer) == [row["mentions"] for row in answer.rows]


def said(**counts):
    """Mentions of each segment, core on weibo before and on x now, each with an author and a story of its own."""
    return [record for name, count in counts.items() for record in plain(count, segment=name)]


@pytest.mark.parametrize(("now", "then"), [((30, 70), (10, 90)), ((12, 88), (10, 90)), ((5, 20), (10, 90))])
def test_a_share_changed_where_its_interval_says_so(holding, now, then):
    records = [record | {"platform": platform} for platform, (core, rest) in (("x", now), ("weibo", then)) for record in said(core=core, ordinary=rest)]
    with holding(stored_of(numbered(records))) as cursor:
        rows = {row["value"]: row for row in segments(cursor, Filters(platforms=("x",)), before=Filters(platforms=("weibo",))).rows}
        alone = segments(cursor, Filters(platforms=("x",))).rows[0]
    core, n, m = rows["core"], sum(now), sum(then)
    if n < 30:
        assert (core["share"], core["change"], core["clear"]) == (None, None, None)
    else:
        assert core["change"] == pytest.approx(now[0] / n - then[0] / m)
        assert core["clear"] == (differ(now[0] / n, n, then[0] / m, m) != 0)
    assert (alone["mentions_before"], alone["share_before"], alone["change"], alone["clear"]) == (None, None, None, None)
