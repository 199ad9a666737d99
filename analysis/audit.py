"""Audit 抽检: what people say of a random sample of a filter, and what that makes of the shares of the whole filter.

A confusion is an array (3, 3) of counts: rows what mentions are shown as, columns what people called them, both in the order of
CLASSES. A population is how many mentions of the filter are shown as each.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import parse_qs, urlencode

import duckdb
import numpy as np
from scipy.special import betaincinv

from analysis.answer import Answer
from analysis.filters import Filters
from store.audit import POPULATION, SAID

CLASSES = (-1, 0, 1)
ENOUGH = 30
DRAWS = 10_000
SEED = 20_250_301
# An end of 95 %.
ENDS = (0.025, 0.975)

AUDITS = f"""
-- Which audits are there, and what was said of their samples?
WITH counted AS (
    SELECT audit_row.audit_id, count(*) AS drawn, count(*) FILTER (label BETWEEN -1 AND 1) AS labelled,
        count(*) FILTER (label = 2) AS unsure,
        [count(*) FILTER (predicted = -1 AND label = -1), count(*) FILTER (predicted = -1 AND label = 0), count(*) FILTER (predicted = -1 AND label = 1),
         count(*) FILTER (predicted = 0 AND label = -1), count(*) FILTER (predicted = 0 AND label = 0), count(*) FILTER (predicted = 0 AND label = 1),
         count(*) FILTER (predicted = 1 AND label = -1), count(*) FILTER (predicted = 1 AND label = 0), count(*) FILTER (predicted = 1 AND label = 1)] AS confusion
    FROM audit_row LEFT JOIN ({SAID}) AS said ON said.audit_id = audit_row.audit_id AND said.place = audit_row.place
    GROUP BY audit_row.audit_id
)
SELECT CAST(audit_id AS VARCHAR) AS audit_id, filters, mentions, negative, neutral, positive, fingerprint, "by", "at", drawn, labelled, unsure, confusion
FROM audit_sample JOIN counted USING (audit_id) WHERE $filters IS NULL OR filters = $filters ORDER BY "at" DESC, audit_id
"""

DRAWN = f"""
-- What was drawn, as what was it shown, and what do people say of it?
SELECT audit_row.place, CAST(mention_id AS VARCHAR) AS mention_id, predicted, label, "by", "at"
FROM audit_row LEFT JOIN ({SAID}) AS said ON said.audit_id = audit_row.audit_id AND said.place = audit_row.place
WHERE audit_row.audit_id = CAST($audit_id AS UUID) ORDER BY audit_row.place
"""

VERSION = """
SELECT (SELECT count(*) FROM audit_row), (SELECT count(*) FROM audit_label), (SELECT max("at") FROM audit_sample), (SELECT max("at") FROM audit_label)
"""

CORRECTED_SINCE = """
SELECT EXISTS (FROM correction WHERE field = 'sentiment' AND "at" > $at AND mention_id IN (SELECT mention_id FROM ({selection})))
"""


Counts = tuple[int, ...]
"""Of each class."""


@dataclass(frozen=True)
class Estimate:
    """A share and its interval of 95 %."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Result:
    """What an audit says."""

    confusion: np.ndarray
    population: np.ndarray

    @property
    def labelled(self) -> int:
        return int(self.confusion.sum())

    @property
    def unlabelled(self) -> tuple[int, ...]:
        """Classes that the filter has and the labels do not: what they hold is not known at all."""
        return tuple(one for one, mentions, row in zip(CLASSES, self.population, self.confusion, strict=True) if mentions and not row.sum())

    def shown(self, sentiment: int) -> float:
        """The share as it is shown."""
        return float(self.population[CLASSES.index(sentiment)] / self.population.sum())

    def corrected(self, sentiment: int) -> Estimate:
        """Its share in the filter, by what people say."""
        called = self.confusion[:, CLASSES.index(sentiment)]
        return corrected(*map(_counts, (called, self.confusion.sum(axis=1), self.population)))

    @cached_property
    def shown_net(self) -> float | None:
        """(P − N) / (P + N) as shown; None where none is either."""
        negative, _neutral, positive = self.population
        return float((positive - negative) / (positive + negative)) if positive + negative else None

    @cached_property
    def corrected_net(self) -> Estimate:
        negative, _neutral, positive = self.confusion.T
        return corrected_net(*map(_counts, (negative, positive, self.confusion.sum(axis=1), self.population)))

    def precision(self, sentiment: int) -> Estimate | None:
        """Of what is shown as this, the part that people call so; None where none of it was labelled."""
        place = CLASSES.index(sentiment)
        return part(self.confusion[place, place], self.confusion[place].sum())

    def recall(self, sentiment: int) -> Estimate | None:
        """Of what people call this, the part that is shown so. The sample is of the whole filter: its parts need no weights."""
        place = CLASSES.index(sentiment)
        return part(self.confusion[place, place], self.confusion[:, place].sum())

    @cached_property
    def accuracy(self) -> Estimate | None:
        return part(np.trace(self.confusion), self.labelled)


def part(right: int, of: int) -> Estimate | None:
    """A share of labels with Jeffreys' interval (Brown, Cai & DasGupta 2001); None of nothing."""
    if not of:
        return None
    low, high = (float(betaincinv(right + 0.5, of - right + 0.5, end)) for end in ENDS)
    return Estimate(float(right / of), low if right else 0.0, high if right < of else 1.0)


@lru_cache(maxsize=1_000)
def corrected(called: Counts, labelled: Counts, population: Counts) -> Estimate:
    """The share of a sentiment in the whole filter: by what a mention is shown as, how many were `called` so of how many
    `labelled`, and the `population`.

    What was labelled is known. Of the rest of each class the share is drawn DRAWS times from Beta(k + ½, n − k + ½), and from
    it how many mentions that are; without labels it is Beta(½, ½). The interval holds 95 % of the draws. The value takes
    (k + ½) / (n + 1½) for the share, so that those of the three sentiments make up 100 %.
    """
    k, n, everything = map(np.array, (called, labelled, population))
    random = np.random.default_rng(SEED)
    drawn = random.binomial(everything - n, random.beta(k + 0.5, n - k + 0.5, (DRAWS, len(k))))
    low, high = np.quantile((k.sum() + drawn.sum(axis=1)) / everything.sum(), ENDS)
    expected = (k + (everything - n) * (k + 0.5) / (n + 1.5)).sum() / everything.sum()
    return Estimate(float(expected), float(low), float(high))


@lru_cache(maxsize=1_000)
def corrected_net(negative: Counts, positive: Counts, labelled: Counts, population: Counts) -> Estimate:
    """(P − N) / (P + N) in the whole filter: of the values of `corrected`; for the interval first the share of each class that is
    either is drawn, then the positive among these.
    """
    less, more, n, everything = map(np.array, (negative, positive, labelled, population))
    polar = less + more
    random = np.random.default_rng(SEED)
    sided = random.binomial(everything - n, random.beta(polar + 0.5, n - polar + 0.5, (DRAWS, len(n))))
    praised = random.binomial(sided, random.beta(more + 0.5, less + 0.5, (DRAWS, len(n))))
    p = more.sum() + praised.sum(axis=1)
    every = polar.sum() + sided.sum(axis=1)
    low, high = np.quantile((2 * p - every) / np.maximum(every, 1), ENDS)
    bad, good = (corrected(counts, labelled, population).value for counts in (negative, positive))
    return Estimate((good - bad) / (good + bad) if good + bad else 0.0, float(low), float(high))


def _counts(numbers: np.ndarray) -> Counts:
    return tuple(numbers.tolist())


def key(filters: Filters) -> str:
    """The filters as an audit knows them, whatever the order in which they were chosen."""
    return urlencode({name: sorted(values) for name, values in filters.link().items()}, doseq=True)


def of_key(told: str) -> Filters:
    return Filters.of_link(parse_qs(told))[0]


def population(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """mentions, of them negative, neutral and positive, and the fingerprint of which they are: one row."""
    selection, values = filters.selection()
    sql = POPULATION.replace("{selection}", selection).strip()
    return Answer(cursor.execute(sql, values).to_arrow_table(), sql, values, filters)


def audits(cursor: duckdb.DuckDBPyConnection, filters: Filters | None = None) -> Answer:
    """audit_id, filters (`key`), mentions, negative, neutral, positive and fingerprint when it was drawn, by, at, drawn,
    labelled, unsure (said to be untellable), confusion (nine counts, by row), the newest first; of one filter or all.
    """
    values = {"filters": key(filters) if filters else None}
    return Answer(cursor.execute(AUDITS, values).to_arrow_table(), AUDITS.strip(), values, filters or Filters())


def version(cursor: duckdb.DuckDBPyConnection) -> tuple:
    """What is another after every sample and every label: labelling leaves the data version as it is."""
    return cursor.execute(VERSION).fetchone()


def drawn(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, audit_id: str) -> Answer:
    """A sample by place: place, mention_id, predicted, label, by, at."""
    values = {"audit_id": audit_id}
    return Answer(cursor.execute(DRAWN, values).to_arrow_table(), DRAWN.strip(), values, filters)


def result(audit: dict) -> Result:
    """Of a row of `audits`."""
    confusion = np.array(audit["confusion"]).reshape(3, 3)
    return Result(confusion, np.array([audit["negative"], audit["neutral"], audit["positive"]]))


def changed(cursor: duckdb.DuckDBPyConnection, audit: dict, now: dict, filters: Filters) -> str | None:
    """Why an audit no longer holds: the `mentions` of its filter are others, or were `corrected`, or are shown otherwise by other
    `rules` or another model; None while it holds. `now` is the row of `population`.
    """
    if audit["fingerprint"] == now["fingerprint"]:
        return None
    if audit["fingerprint"].split()[0] != now["fingerprint"].split()[0]:
        return "mentions"
    selection, values = filters.selection()
    (corrected_since,) = cursor.execute(CORRECTED_SINCE.replace("{selection}", selection), values | {"at": audit["at"]}).fetchone()
    return "corrected" if corrected_since else "rules"


def newest(held: Iterable[dict]) -> dict | None:
    """The audit that counts: of those that hold, newest first, the first with enough labels."""
    return next((audit for audit in held if audit["labelled"] >= ENOUGH), None)
