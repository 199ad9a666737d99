"""Agreement of the two labels against counting one by one, κ against its definition by hand."""

from collections import Counter
from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.agreement import CELLS, agreement, confusion, kappa
from analysis.filters import Filters
from analysis.sentiment import sentiment
from analysis.totals import totals
from store.labels import KEY, lay_over
from tests.analysis.stores import imported, storing
from tests.analysis.test_sentiment import ends, near, often, voices
from tests.mentions import EXPORTS, FEW, SOME, filter_values, matching, numbered, plain, sample, stored_of, stores

FELT = (-1, 0, 1)


def prefer_model(cursor, *exports):
    for export in exports:
        cursor.execute("INSERT INTO setting VALUES ($key, 'model', NULL, TIMESTAMP '2025-01-01')", {"key": KEY + export})


def by_hand(both: list) -> float | None:
    """(pₒ − pₑ) / (1 − pₑ): pₑ is how often two would agree who said the same words as often, but anyhow."""
    n = len(both)
    ours, theirs = Counter(row.export_sentiment for row in both), Counter(row.model_sentiment for row in both)
    same = sum(row.export_sentiment == row.model_sentiment for row in both) / n
    chance = sum(ours[one] * theirs[one] for one in FELT) / n**2
    return (same - chance) / (1 - chance) if chance < 1 else None


def counted(stored, filters: Filters, model_first: set[str]) -> list[dict]:
    rows = list(matching(stored, replace(filters, sentiments=(), export_sentiments=(), model_sentiments=())).mention.itertuples())
    known = [row.sentiment for row in rows if row.sentiment is not None]
    found = []
    for export in sorted(set(EXPORTS.values())):
        labelled = [row for row in rows if row.export_sentiment is not None and EXPORTS.get(row.import_id) == export]
        if not labelled:
            continue
        both = [row for row in labelled if row.model_sentiment is not None]
        same = sum(row.export_sentiment == row.model_sentiment for row in both) / len(both) if len(both) >= 30 else None
        low, high = ends(same, voices(both))
        first = "model" if export in model_first else "export"
        then = {}
        for row in labelled:
            other = row.export_sentiment if first == "model" or row.model_sentiment is None else row.model_sentiment
            then[row.mention_id] = row.sentiment if row.sentiment_by == "person" else other
        negative = known.count(-1)
        moved = negative + sum((then[row.mention_id] == -1) - (row.sentiment == -1) for row in labelled)
        share, share_then = [count / len(known) if len(known) >= 30 else None for count in (negative, moved)]
        found.append(
            {
                "export": export, "labelled": len(labelled), "mentions": len(both),
                **{name: sum((row.export_sentiment, row.model_sentiment) == cell for row in both) for cell, name in CELLS.items()},
                "effective": voices(both), "first": first, "changes": sum(row.sentiment != then[row.mention_id] for row in labelled),
                "negative_share": share, "negative_share_then": share_then,
                "agreement": same, "agreement_low": low, "agreement_high": high, "kappa": by_hand(both) if len(both) >= 30 else None,
            }
        )  # fmt: skip
    return sorted(found, key=lambda row: (-row["labelled"], row["export"]))


@FEW
@given(stores(max_size=15), st.sampled_from([1, 8]), filter_values(), st.sets(st.sampled_from(sorted(EXPORTS.values()))))
@example(sample(300), 1, {}, set())
@example(sample(300), 1, {"sentiments": (-1,)}, {"table"})
@example(sample(300), 1, {"export_sentiments": (-1,), "model_sentiments": (1,)}, set())
def test_agreement_is_what_counting_one_by_one_gives_and_each_cell_opens_its_mentions(holding, stored, times, chosen, model_first):
    stored, filters = often(stored, times), Filters(**chosen)
    with holding(stored) as cursor:
        prefer_model(cursor, *model_first)
        answer = agreement(cursor, filters)
        assert answer.rows == near(counted(stored, filters, model_first))
        for row in answer.rows:
            assert totals(cursor, answer.mentions(row)).row["mentions"] == row["labelled"]
            cells = confusion(answer, row)
            opened = [totals(cursor, cells.mentions(cell)).row["mentions"] for cell in cells.rows]
            assert opened == [cell["mentions"] for cell in cells.rows] == [row[name] for name in CELLS.values()]


@FEW
@given(stores(max_size=12), st.sampled_from(sorted(set(EXPORTS.values()))), st.booleans())
def test_what_is_told_before_the_choice_is_what_is_seen_after_it(holding, stored, export, before):
    stored = often(stored, 8)
    with holding(stored) as cursor:
        if before:
            prefer_model(cursor, export)
        lay_over(cursor)
        told = {row["export"]: row for row in agreement(cursor, Filters()).rows}.get(export)
        cursor.execute(f"INSERT INTO setting VALUES ('{KEY}' || $export, $source, NULL, TIMESTAMP '2025-01-02')", {"export": export, "source": "export" if before else "model"})
        changed = lay_over(cursor)
        if told:
            assert sentiment(cursor, Filters()).row["negative_share"] == pytest.approx(told["negative_share_then"])
            assert told["changes"] <= changed
        else:
            assert changed == 0


def test_kappa_of_the_worked_example():
    """Cohen 1960, table 1: .44 + .20 + .06 agree, .41 by chance: κ = .29 / .59."""
    shares = np.array([[0.44, 0.05, 0.01], [0.07, 0.20, 0.03], [0.09, 0.05, 0.06]])
    assert kappa(shares) == pytest.approx((0.70 - 0.41) / (1 - 0.41))


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ([1, 0, -1] * 10, [1, 0, -1] * 10, (1.0, 1.0)),
        ([1] * 15 + [-1] * 15, [-1] * 15 + [1] * 15, (0.0, -1.0)),
        ([1] * 30, [1] * 30, (1.0, None)),
        ([1] * 30, [0] * 30, (0.0, 0.0)),
        ([1, -1] * 14, [1, -1] * 14, (None, None)),
    ],
)
def test_the_ends_of_agreement(holding, ours, theirs, expected):
    records = [
        {**plain()[0], "export_sentiment": one, "model_sentiment": other, "sentiment": one, "import_id": SOME[0]}
        for one, other in zip(ours, theirs, strict=True)
    ]
    with holding(stored_of(numbered(records))) as cursor:
        (row,) = agreement(cursor, Filters()).rows
        assert (row["agreement"], row["kappa"]) == expected


def test_reprints_of_one_story_are_no_sure_agreement(holding):
    records = plain(60, export_sentiment=1, model_sentiment=1, sentiment=1, import_id=SOME[0], story_id=SOME[2])
    with holding(stored_of(numbered([*records, *plain(2, export_sentiment=1, model_sentiment=0, import_id=SOME[0])]))) as cursor:
        (row,) = agreement(cursor, Filters()).rows
        assert row["agreement"] == pytest.approx(60 / 62)
        assert (row["agreement_low"], row["effective"]) == (None, pytest.approx(62**2 / (60**2 + 2)))


def test_a_label_belongs_to_the_file_that_said_it_last_and_not_to_the_one_seen_last(holding):
    (record,) = plain(1, export_sentiment=1, model_sentiment=-1, sentiment=1, import_id=SOME[1])
    sighting = {"mention_id": record["mention_id"], "part": 0, "line": 2}
    sightings = [
        {**sighting, "import_id": SOME[0], "file_hash": "a", "export_sentiment": 1, "collected_at": datetime(2024, 3, 1)},
        {**sighting, "import_id": SOME[1], "file_hash": "b", "export_sentiment": None, "collected_at": datetime(2024, 3, 2)},
    ]
    imports = [imported(0, export="brandwatch"), imported(1, export="table")]
    with storing(holding, [record], imports, sighting=sightings) as cursor:
        answer = agreement(cursor, Filters())
        assert [row["export"] for row in answer.rows] == ["brandwatch"]
        assert totals(cursor, Filters(label_exports=("brandwatch",))).row["mentions"] == 1
        assert totals(cursor, Filters(label_exports=("table",))).row["mentions"] == 0
        assert totals(cursor, Filters(label_exports=(None,))).row["mentions"] == 0


def test_where_no_file_labels_there_is_no_row(holding):
    with holding(stored_of(numbered(plain(3, model_sentiment=1, sentiment=1, import_id=SOME[0])))) as cursor:
        assert agreement(cursor, Filters()).rows == []
