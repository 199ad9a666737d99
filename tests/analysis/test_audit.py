"""What an audit says, against the exact posterior, pandas, and counts by hand."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, betabinom

from analysis.audit import (
    CLASSES,
    ENOUGH,
    Result,
    audits,
    changed,
    corrected,
    corrected_net,
    drawn,
    key,
    newest,
    of_key,
    part,
    population,
    result,
    version,
)
from analysis.filters import Filters
from store import audit as kept
from store.connect import connect
from tests.mentions import FEW, SAMPLE, filter_values, insert, left, numbered, plain, put, stored_of

CONFUSION = np.array([[50, 10, 8], [12, 40, 5], [4, 9, 62]])
POPULATION = np.array([900, 700, 1400])
COUNTS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 400)), min_size=3, max_size=3).filter(lambda rows: sum(map(sum, rows)) > 0)


def exact(called: list[int], labelled: list[int], of: list[int]) -> tuple[float, float]:
    """The 2.5 % and 97.5 % quantiles of the share: what is left of each class is beta-binomial, their sum the convolution."""
    mass = np.ones(1)
    for k, n, mentions in zip(called, labelled, of, strict=True):
        rest = mentions - n
        mass = np.convolve(mass, betabinom(rest, k + 0.5, n - k + 0.5).pmf(np.arange(rest + 1)) if rest else np.ones(1))
    ends = np.searchsorted(np.cumsum(mass), (0.025, 0.975))
    return tuple((ends + sum(called)) / sum(of))


@pytest.mark.parametrize(
    ("called", "labelled", "of"),
    [
        ((50, 12, 4), (68, 57, 75), (900, 700, 1400)),
        ((5, 0, 1), (20, 6, 4), (300, 200, 100)),
        ((0, 0, 0), (40, 30, 10), (2_000, 1_000, 500)),
        ((20, 20, 20), (20, 20, 20), (500, 400, 300)),
        ((30, 9, 0), (60, 40, 0), (400, 300, 80)),
        ((100, 30, 3), (140, 120, 40), (150, 130, 60)),
    ],
)
def test_the_interval_is_that_of_the_exact_posterior(called, labelled, of):
    found = corrected(called, labelled, of)
    assert (found.low, found.high) == pytest.approx(exact(called, labelled, of), abs=0.006)
    expected = sum(k + (m - n) * (k + 0.5) / (n + 1.5) for k, n, m in zip(called, labelled, of, strict=True)) / sum(of)
    assert found.value == pytest.approx(expected)


def test_of_a_large_filter_the_interval_is_that_of_weighted_beta_draws():
    """As its definition has it: the share of a class weighs what the class makes up of the filter."""
    called, labelled, of = (50, 12, 4), (68, 57, 75), (900_000, 700_000, 1_400_000)
    random = np.random.default_rng(99)
    drawn_shares = sum(m / sum(of) * random.beta(k + 0.5, n - k + 0.5, 400_000) for k, n, m in zip(called, labelled, of, strict=True))
    found = corrected(called, labelled, of)
    assert (found.low, found.high) == pytest.approx(tuple(np.quantile(drawn_shares, (0.025, 0.975))), abs=0.003)


@given(COUNTS)
def test_shares_stay_within_what_is_possible(rows):
    called, missed, rest = (tuple(column) for column in zip(*rows, strict=True))
    labelled = tuple(k + m for k, m in zip(called, missed, strict=True))
    of = tuple(n + r for n, r in zip(labelled, rest, strict=True))
    found = corrected(called, labelled, of)
    least, most = sum(called) / sum(of), (sum(called) + sum(rest)) / sum(of)
    assert least - 1e-12 <= found.low <= found.high <= most + 1e-12
    assert least - 1e-12 <= found.value <= most + 1e-12
    if not sum(rest):
        assert (found.low, found.value, found.high) == pytest.approx((least,) * 3)


def test_the_three_shares_make_up_the_whole_and_are_always_the_same():
    found = [Result(CONFUSION, POPULATION).corrected(one) for one in CLASSES]
    assert sum(one.value for one in found) == pytest.approx(1)
    corrected.cache_clear()
    assert [Result(CONFUSION, POPULATION).corrected(one) for one in CLASSES] == found


def test_net_sentiment_is_corrected_with_an_interval_of_its_own():
    found = Result(CONFUSION, POPULATION)
    assert found.shown_net == pytest.approx((1400 - 900) / 2300)
    negative, positive = found.corrected(-1).value, found.corrected(1).value
    assert found.corrected_net.value == pytest.approx((positive - negative) / (positive + negative))
    random = np.random.default_rng(5)
    shares = [random.dirichlet(row + 0.5, 200_000) for row in CONFUSION]
    sides = [sum(m / 3000 * one[:, place] for m, one in zip(POPULATION, shares, strict=True)) for place in (0, 2)]
    expected = np.quantile((sides[1] - sides[0]) / (sides[1] + sides[0]), (0.025, 0.975))
    # The labelled are known here, 200 of 3,000: a little narrower.
    assert (found.corrected_net.low, found.corrected_net.high) == pytest.approx(tuple(expected), abs=0.02)
    assert Result(CONFUSION * 0, np.array([0, 10, 0])).shown_net is None


def test_net_sentiment_of_a_filter_without_sides_is_none_and_harms_nothing():
    found = corrected_net((0, 0, 0), (0, 0, 0), (0, 40, 0), (0, 40, 0))
    assert (found.value, found.low, found.high) == (0, 0, 0)


def test_precision_recall_and_accuracy_are_those_of_the_table():
    found = Result(CONFUSION, POPULATION)
    assert [found.precision(one).value for one in CLASSES] == pytest.approx([50 / 68, 40 / 57, 62 / 75])
    assert [found.recall(one).value for one in CLASSES] == pytest.approx([50 / 66, 40 / 59, 62 / 75])
    assert found.accuracy.value == pytest.approx(152 / 200)
    low, high = beta(50.5, 18.5).ppf([0.025, 0.975])
    assert (found.precision(-1).low, found.precision(-1).high) == pytest.approx((low, high))
    assert (part(0, 9).low, part(9, 9).high, part(0, 0)) == (0, 1, None)


def test_a_class_without_labels_is_named_and_makes_the_interval_wide():
    confusion = CONFUSION.copy()
    confusion[2] = 0
    found = Result(confusion, POPULATION)
    assert found.unlabelled == (1,)
    assert found.precision(1) is None
    assert found.corrected(-1).high - found.corrected(-1).low > 1400 / 3000 * 0.9
    assert Result(confusion, np.array([900, 700, 0])).unlabelled == ()


def test_an_audit_covers_what_it_estimates():
    """300 audits of 100 labels of a filter whose truth is known: 95 % of the intervals hold it, give or take."""
    random = np.random.default_rng(11)
    shown = random.choice(3, 4_000, p=(0.4, 0.3, 0.3))
    true = np.where(random.random(4_000) < 0.8, shown, random.choice(3, 4_000))
    of = tuple(np.bincount(shown, minlength=3).tolist())
    held = 0
    for _ in range(300):
        chosen = random.choice(4_000, 100, replace=False)
        confusion = np.bincount(shown[chosen] * 3 + true[chosen], minlength=9).reshape(3, 3)
        found = Result(confusion, np.array(of)).corrected(-1)
        held += found.low <= np.mean(true == 0) <= found.high
    assert 0.91 <= held / 300 <= 0.985


# In the store


@given(filter_values())
@FEW
def test_filters_are_known_again_however_they_were_chosen(arguments):
    filters = Filters(**arguments)
    turned = Filters(**{name: tuple(reversed(value)) if isinstance(value, tuple) else value for name, value in arguments.items()})
    assert key(filters) == key(turned)
    assert key(of_key(key(filters))) == key(filters)
    assert {name: set(value) if isinstance(value, tuple) else value for name, value in vars(of_key(key(filters))).items()} == {
        name: set(value) if isinstance(value, tuple) else value for name, value in vars(filters).items()
    }


def test_other_filters_are_other():
    chosen = [
        Filters(), Filters(platforms=("weibo",)), Filters(platforms=("x",)), Filters(platforms=(None,)), Filters(kinds=("post",)),
        Filters(keyword="weibo"), Filters(since=datetime(2024, 3, 1)), Filters(until=datetime(2024, 3, 1)), Filters(as_of=datetime(2024, 3, 1)),
    ]  # fmt: skip
    assert len({key(filters) for filters in chosen}) == len(chosen)


@given(filter_values())
@FEW
def test_the_population_is_what_the_filters_leave(sampled, arguments):
    filters = Filters(**arguments)
    felt = SAMPLE.mention["sentiment"][left(SAMPLE, filters)]
    row = population(sampled, filters).row
    assert [row[name] for name in ("mentions", "negative", "neutral", "positive")] == [len(felt), *(int((felt == one).sum()) for one in CLASSES)]


@pytest.fixture
def labelled(tmp_path):
    """A store with 90 mentions, and an audit of 80 of which 60 were labelled, some as untellable and some taken back."""
    store = connect(tmp_path / "guanlan.duckdb")
    records = [plain(1, platform="weibo" if n % 3 else "x", sentiment=(-1, 0, 1)[n % 3], text=f"text {n}")[0] for n in range(90)]
    with store.writing() as cursor:
        put(cursor, stored_of(numbered(records)))
    audit = kept.draw(store, key(Filters()), *Filters().selection(), size=80)
    for place in range(1, 61):
        kept.label(store, audit, place, (-1, 0, 1, 2, -1)[place % 5], by="小林")
    kept.take_back(store, audit, 60)
    kept.label(store, audit, 60, 1)
    yield store, audit
    store.close()


def tables(store, audit) -> pd.DataFrame:
    """place, predicted and the label that counts, by pandas from the tables as they are."""
    with store.cursor() as cursor:
        rows = cursor.execute("SELECT place, predicted FROM audit_row WHERE audit_id = $id", {"id": audit}).df()
        said = cursor.execute('SELECT place, label, "at" FROM audit_label WHERE audit_id = $id', {"id": audit}).df()
    return rows.merge(said.sort_values("at").drop_duplicates("place", keep="last")[["place", "label"]], on="place", how="left")


def test_confusion_labels_and_counts_are_those_of_pandas(labelled):
    store, audit = labelled
    frame = tables(store, audit)
    known = frame[frame["label"].isin(CLASSES)]
    expected = pd.crosstab(known["predicted"], known["label"]).reindex(index=CLASSES, columns=CLASSES, fill_value=0)
    with store.cursor() as cursor:
        (row,) = audits(cursor).rows
        sample = drawn(cursor, Filters(), audit_id=row["audit_id"]).rows
        assert version(cursor)[:2] == (80, 62)
    assert (row["drawn"], row["labelled"], row["unsure"]) == (80, len(known), int((frame["label"] == 2).sum()))
    assert result(row).confusion.tolist() == expected.to_numpy().tolist()
    assert result(row).population.tolist() == [row["negative"], row["neutral"], row["positive"]] == [30, 30, 30]
    assert [(one["place"], one["predicted"], one["label"]) for one in sample] == [
        (place, predicted, None if pd.isna(value) else int(value)) for place, predicted, value in frame.sort_values("place").itertuples(index=False)
    ]


def test_audits_are_told_of_one_filter_or_of_all_the_newest_first(labelled):
    store, first = labelled
    filters = Filters(platforms=("weibo",))
    with store.writing() as cursor:
        cursor.execute('UPDATE audit_sample SET "at" = "at" - INTERVAL 1 DAY')
    second = kept.draw(store, key(filters), *filters.selection(), size=20)
    with store.cursor() as cursor:
        assert [row["audit_id"] for row in audits(cursor).rows] == [str(second), str(first)]
        assert [row["audit_id"] for row in audits(cursor, filters).rows] == [str(second)]
        assert [row["labelled"] for row in audits(cursor, filters).rows] == [0]
        assert audits(cursor, Filters(platforms=("nowhere",))).rows == []


def why(store, filters: Filters) -> str | None:
    with store.cursor() as cursor:
        (row,) = audits(cursor, filters).rows
        return changed(cursor, row, population(cursor, filters).row, filters)


def test_an_audit_holds_until_what_it_was_drawn_of_changes(labelled):
    store, _audit = labelled
    assert why(store, Filters()) is None
    with store.writing() as cursor:
        cursor.execute("UPDATE mention SET likes = 5, text = 'other', p_negative = .5")
    assert why(store, Filters()) is None
    with store.writing() as cursor:
        cursor.execute("UPDATE mention SET sentiment = 0 WHERE mention_id = (SELECT min(mention_id) FROM mention)")
    assert why(store, Filters()) == "rules"
    with store.writing() as cursor:
        row = "SELECT min(mention_id), 'sentiment', '-1', '0', NULL, $at FROM mention"
        cursor.execute(f"INSERT INTO correction (mention_id, field, old, value, \"by\", \"at\") {row}", {"at": store.now() + timedelta(seconds=1)})
    assert why(store, Filters()) == "corrected"
    with store.writing() as cursor:
        insert(cursor, "mention", stored_of([{**plain(1, sentiment=1)[0], "mention_id": "ffffffff-0000-4000-8000-000000000000"}]).mention)
    assert why(store, Filters()) == "mentions"


def test_a_correction_before_the_audit_is_not_why_it_no_longer_holds(labelled):
    store, _audit = labelled
    with store.writing() as cursor:
        row = "SELECT min(mention_id), 'sentiment', '-1', '0', NULL, $at FROM mention"
        cursor.execute(f"INSERT INTO correction (mention_id, field, old, value, \"by\", \"at\") {row}", {"at": store.now() - timedelta(days=1)})
        cursor.execute("UPDATE mention SET sentiment = 0 WHERE mention_id = (SELECT min(mention_id) FROM mention)")
    assert why(store, Filters()) == "rules"


def test_what_changes_elsewhere_leaves_an_audit_alone(labelled):
    store, _audit = labelled
    filters = Filters(platforms=("x",))
    kept.draw(store, key(filters), *filters.selection(), size=20)
    with store.writing() as cursor:
        cursor.execute("UPDATE mention SET sentiment = 0 WHERE platform = 'weibo'")
    assert (why(store, filters), why(store, Filters())) == (None, "rules")


def test_the_newest_with_enough_labels_counts():
    few, enough, older = ({"labelled": count, "name": name} for count, name in ((ENOUGH - 1, "few"), (ENOUGH, "enough"), (200, "older")))
    assert newest([few, enough, older]) == enough
    assert newest([few]) is newest([]) is None


def test_every_pair_of_classes_stands_in_its_cell():
    for (row, shown), (column, called) in product(enumerate(CLASSES), repeat=2):
        confusion = np.zeros((3, 3), int)
        confusion[row, column] = 40
        found = Result(confusion, np.full(3, 100))
        assert found.precision(shown).value == found.recall(called).value == float(shown == called)
        assert replace(found, population=np.array([100, 0, 0])).shown(shown) == float(shown == -1)
