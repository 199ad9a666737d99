from collections import Counter
from dataclasses import replace
from datetime import datetime

from hypothesis import given, settings

from analysis.crowd import Crowd, fits
from analysis.filters import Filters
from analysis.moved import Drift, drifts, moved
from tests.analysis.stores import opened
from tests.mentions import FEW, author_key, filter_values, left, numbered, plain, sample, stored_of

COMPARED = ("甲", "乙", "O'Brien")
SPLIT = datetime(2024, 1, 8)


def mostly(rows: list) -> dict[str, str]:
    said: dict[str, Counter] = {}
    for row in rows:
        for brand in set(row.brands) & set(COMPARED):
            said.setdefault(author_key(row), Counter())[brand] += 1
    ranked = {key: counts.most_common() for key, counts in said.items()}
    return {key: counts[0][0] for key, counts in ranked.items() if len(counts) == 1 or counts[0][1] > counts[1][1]}


@settings(FEW, max_examples=5)
@given(filter_values())
def test_flows_are_those_of_counting_one_by_one_and_open_what_is_said_now(holding, chosen):
    stored = sample(900)
    filters = Filters(**chosen | {"brands": COMPARED, "since": SPLIT, "until": None})
    before = replace(filters, since=None, until=SPLIT)
    now, then = ([row for row, keep in zip(stored.mention.itertuples(), left(stored, one), strict=True) if keep and author_key(row)] for one in (filters, before))
    main, main_before = mostly(now), mostly(then)
    both = {key: (main_before[key], main[key]) for key in main.keys() & main_before.keys()}
    with holding(stored) as cursor:
        answer = moved(cursor, filters, before=before)
        for row, (source, target) in zip(answer.rows, [(one, other) for one in COMPARED for other in COMPARED], strict=True):
            keys = {key for key, flow in both.items() if flow == (source, target)}
            of = sum(flow[0] == source for flow in both.values())
            assert {**row, "pair": set(row["pair"])} == {
                "source": source, "target": target, "pair": {source, target}, "authors": len(keys), "authors_before": of, "share": len(keys) / of if of >= 30 else None,
                "mentions": sum(author_key(said) in keys and bool({source, target} & set(said.brands)) for said in now), "crowd": str(Crowd(source, target, filters, before)),
            }  # fmt: skip
        if all(fits(row["crowd"]) for row in answer.rows):
            assert opened(cursor, answer) == [row["mentions"] for row in answer.rows]


def flows(holding, counts: dict[tuple[str, str], int]) -> list[Drift]:
    records = [
        plain(1, author_id=f"{source}{target}{n}", brands=[brand], published_at=at)[0]
        for (source, target), count in counts.items() for n in range(count) for brand, at in ((source, datetime(2024, 1, 1)), (target, datetime(2024, 1, 9)))
    ]  # fmt: skip
    with holding(stored_of(numbered(records))) as cursor:
        now = Filters(brands=COMPARED, since=SPLIT)
        return drifts(moved(cursor, now, before=replace(now, since=None, until=SPLIT)))


def test_a_drift_is_told_where_clearly_more_went_than_came(holding):
    assert flows(holding, {("甲", "乙"): 30, ("乙", "甲"): 8, ("甲", "甲"): 50, ("甲", "O'Brien"): 6, ("O'Brien", "甲"): 5}) == [Drift("甲", "乙", 30, 8)]
    assert flows(holding, {("甲", "乙"): 9, ("乙", "甲"): 0}) == flows(holding, {("甲", "乙"): 20, ("乙", "甲"): 16}) == []
