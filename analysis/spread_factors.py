"""What spreads 传播因素: how often original posts were reposted, by who published them and what they are like."""

from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from analysis import thresholds
from analysis.answer import Answer, ask
from analysis.bands import REPOSTED, REPOSTS
from analysis.filters import BY_NAME, Filters
from analysis.interval import LEAST_EFFECTIVE
from analysis.regression import fit, spare

# What was published to be read by itself.
ORIGINALS = ("post", "article")
FACTORS = ("platforms", "author_kinds", "verified", "followers", "lengths", "sentiments", "emotions", "day_parts")
# Of so many posts, of so many for each group, and by so many authors (Cameron & Miller 2015, section VI: fewer than 20 to 50 are few)
# coefficients are told.
LEAST, LEAST_EACH, LEAST_AUTHORS = 100, 10, 50
SCHEMA = pa.schema(
    {
        "factor": pa.string(), "value": pa.string(), "mentions": pa.int64(), "authors": pa.int64(), "low_quartile": pa.float64(),
        "median": pa.float64(), "high_quartile": pa.float64(), "ratio": pa.float64(), "ratio_low": pa.float64(), "ratio_high": pa.float64(),
        "reference": pa.bool_(), "counted": pa.int64(), "unknown": pa.int64(), "adjusted": pa.bool_(),
    }
)  # fmt: skip


@dataclass(frozen=True)
class Factor:
    """`values` as text, None the unknown; which of them each post has; how many posts and authors each."""

    name: str
    values: list[str | None]
    code: np.ndarray
    mentions: np.ndarray
    authors: np.ndarray


def spread_factors(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """Of the posts and articles whose count of reposts is known, by factor (a field of Filters) and value, what is unknown last:
    mentions, authors (who are not known count as one each), median and quartiles of their reposts (NULL under 30); ratio with its interval
    (ratio_low, ratio_high): 1 + reposts, the geometric mean, against the reference group of the factor, all other factors alike (NULL: under 30
    mentions or 10 authors, or what the other groups say as well; the largest known group is the reference). In every row: counted
    (posts), unknown (posts without a count, or with one from soon after publication), adjusted (whether there are enough for ratios).

    A factor of which nothing is known is not told. `mentions_of` opens a row.
    """
    originals = filters.narrowed(kinds=ORIGINALS)
    pieces = {
        "counted": f"{REPOSTED} IS NOT NULL",
        "there": "true" if originals else "false",
        "values": ", ".join(f"{BY_NAME[name].sql} AS {name}" for name in FACTORS),
    }
    answer = ask(cursor, Path(__file__).with_suffix(".sql"), originals or filters, pieces=pieces)
    known = answer.table.filter(answer.table["reposts"].is_valid())
    told = {"counted": len(known), "unknown": len(answer.table) - len(known)}
    return replace(answer, table=pa.Table.from_pylist(_rows(known, told), SCHEMA), filters=_counted(answer.filters))


def mentions_of(answer: Answer, row: dict) -> Filters:
    """The posts behind a row of the answer."""
    value = None if row["value"] is None else BY_NAME[row["factor"]].parse(row["value"])
    return replace(answer.filters.steady(), **{row["factor"]: (value,)})


def _counted(filters: Filters) -> Filters:
    """Only posts whose count is known."""
    return filters.narrowed(reposts=REPOSTS) or filters


def _rows(posts: pa.Table, told: dict[str, int]) -> list[dict]:
    reposts, author = posts["reposts"].to_numpy(), np.unique(posts["author"].to_numpy(), return_inverse=True)[1]
    order = np.argsort(reposts, kind="stable")
    factors = [factor for name in FACTORS if (factor := _factor(name, posts[name], author)).values not in ([], [None])]
    ratios, adjusted = _ratios(factors, reposts, author)
    return [
        {"factor": factor.name, "value": value, "mentions": int(factor.mentions[place]), "authors": int(factor.authors[place]), "adjusted": adjusted}
        | _spread(reposts[order[factor.code[order] == place]]) | ratios.get((factor.name, value), {}) | told
        for factor in factors for place, value in enumerate(factor.values)
    ]  # fmt: skip


def _factor(name: str, column: pa.ChunkedArray, author: np.ndarray) -> Factor:
    encoded = column.combine_chunks().dictionary_encode()
    found, code = encoded.dictionary.to_pylist(), encoded.indices.fill_null(len(encoded.dictionary)).to_numpy()
    count = np.bincount(code, minlength=len(found) + 1)
    # What has an order of its own stands in it, the rest by how many there are.
    key = (lambda place: found[place]) if BY_NAME[name].parse is int else (lambda place: (-count[place], found[place]))
    places = [*sorted(range(len(found)), key=key), *([len(found)] if count[-1] else [])]
    new = np.zeros(len(found) + 1, np.int64)
    new[places] = np.arange(len(places))
    met = np.zeros((len(places), author.max(initial=-1) + 1), bool)
    met[new[code], author] = True
    values = [None if place == len(found) else str(found[place]) for place in places]
    return Factor(name, values, new[code], count[places], met.sum(axis=1))


def _spread(reposts: np.ndarray) -> dict[str, float]:
    if len(reposts) < thresholds.values()["least_mentions"]:
        return {}
    return dict(zip(("low_quartile", "median", "high_quartile"), np.quantile(reposts, (0.25, 0.5, 0.75)).tolist(), strict=True))


def _ratios(factors: list[Factor], reposts: np.ndarray, author: np.ndarray) -> tuple[dict[tuple, dict], bool]:
    """ratio, its interval and reference by factor and value, and whether there are enough posts for them.

    What is unknown has a column as long as the other factors do not say the same: on a platform whose export tells no followers, say.
    """
    row, first = _alike(factors, len(reposts))
    columns, names, references = [np.ones(len(first))], [(None, "")], {}
    for factor in factors:
        reference, groups = _groups(factor)
        told = [(factor.code[first] == place, (factor.name, factor.values[place])) for place in groups if place != reference]
        if told:
            references[factor.name, factor.values[reference]] = {"reference": True, "ratio": 1.0}
        small = ~np.isin(factor.code[first], groups)
        told += [(small, (None, factor.name))] if groups and small.any() else []
        columns += [column for column, _name in told]
        names += [name for _column, name in told]
    enough = len(reposts) >= max(LEAST, LEAST_EACH * len(columns)) and author.max(initial=-1) + 1 >= LEAST_AUTHORS
    if not enough or not references:
        return {}, False
    design = np.column_stack(columns).astype(float)
    unknown = np.array([value is None for _name, value in names])
    kept = np.flatnonzero(~spare(design.T @ (np.bincount(row)[:, None] * design), unknown))
    found = fit(design[:, kept], row, np.log1p(reposts), author)
    ends = np.exp(np.column_stack([found.coefficient, found.low, found.high])).tolist()
    ratios = {names[column]: dict(zip(("ratio", "ratio_low", "ratio_high"), three, strict=True)) for column, three in zip(kept, ends, strict=True) if three[0] == three[0]}
    return ratios | references, True


def _alike(factors: list[Factor], count: int) -> tuple[np.ndarray, np.ndarray]:
    """Of each post the number of those that are alike in all factors, and of each number one post."""
    key = np.zeros(count, np.uint64)
    for factor in factors:
        key = key * np.uint64(len(factor.values)) + factor.code.astype(np.uint64)
    _keys, first, row = np.unique(key, return_index=True, return_inverse=True)
    return row, first


def _groups(factor: Factor) -> tuple[int | None, list[int]]:
    """The reference, the largest known group, and all groups of enough posts and authors; none where none of them is known. What is
    smaller shares a column.
    """
    own = np.flatnonzero((factor.mentions >= thresholds.values()["least_mentions"]) & (factor.authors >= LEAST_EFFECTIVE)).tolist()
    known = [place for place in own if factor.values[place] is not None]
    return (max(known, key=lambda place: factor.mentions[place]), own) if known else (None, [])
