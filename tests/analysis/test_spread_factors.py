from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from scipy import stats

from analysis.filters import Filters
from analysis.spread_factors import FACTORS, LEAST, mentions_of, spread_factors
from tests.mentions import FEW, author_key, filter_values, held, matching, numbered, plain, stored_of, stores

ALL = Filters()


def counted(stored, filters) -> pd.DataFrame:
    """The posts and articles that the filters leave with their factors, those without a count with NaN."""
    rows = matching(stored, filters)
    told = {name: [next(iter(values)) for values in held(rows, name)] for name in FACTORS}
    frame = pd.DataFrame({"author": [author_key(row) for row in rows.mention.itertuples()], "id": [*rows.ids], "kind": rows.mention["kind"].tolist()} | told, dtype=object)
    known = [None if row.counts_are == "snapshot" else row.reposts for row in rows.mention.itertuples()]
    frame = frame.assign(reposts=pd.Series(known, dtype=float))
    return frame[frame["kind"].isin(["post", "article"])]


def opened(cursor, filters) -> int:
    sql, values = filters.selection()
    return cursor.execute(f"SELECT count(*) FROM ({sql})", values).fetchone()[0]


@FEW
@given(stores(), filter_values())
def test_every_group_is_counted_as_pandas_counts_it_and_opens_as_many(holding, stored, chosen):
    filters = Filters(**chosen)
    with holding(stored) as cursor:
        answer = spread_factors(cursor, filters)
        sizes = [opened(cursor, mentions_of(answer, row)) for row in answer.rows]
    posts = counted(stored, filters)
    known = posts[posts["reposts"].notna()]
    found = {(row["factor"], row["value"]): (row["mentions"], row["authors"]) for row in answer.rows}
    expected = {}
    for name in FACTORS:
        groups = {value: known[[one == value for one in known[name]]] for value in set(known[name])}
        if set(groups) - {None}:
            for value, group in groups.items():
                who = group["author"].where(group["author"].notna(), group["id"])
                expected[name, None if value is None else str(value)] = (len(group), who.nunique())
    # The counts that are chosen narrow these as any other filter does.
    assert found == expected
    assert sizes == [row["mentions"] for row in answer.rows]
    assert {(row["counted"], row["unknown"]) for row in answer.rows} <= {(len(known), len(posts) - len(known))}
    assert all(row["median"] is None and row["ratio"] is None for row in answer.rows)


def put(random: np.random.Generator, count: int) -> list[dict]:
    """Posts of which those of verified authors and those on x are reposted more; few are on tieba."""
    rows = []
    for n in range(count):
        verified, platform = bool(random.random() < 0.3), str(random.choice(["weibo", "x", "zhihu", "tieba"], p=[0.6, 0.25, 0.12, 0.03]))
        followers = int(10 ** random.uniform(1, 6)) if platform == "weibo" else None
        reposts = int(np.exp(random.normal(1 + verified + 0.7 * (platform == "x"), 1)))
        rows += plain(
            1, platform=platform, kind="post", author_id=str(random.integers(0, 90)), verified=verified, author_followers=followers, reposts=reposts, counts_are="final",
            sentiment=int(random.integers(-1, 2)), published_at=datetime(2025, 3, 1) + timedelta(minutes=37 * n), precision="minute", text="字" * int(random.integers(1, 200)),
        )  # fmt: skip
    return numbered(rows)


@pytest.fixture(scope="module")
def told(holding):
    rows = put(np.random.default_rng(3), 600)
    with holding(stored_of(rows)) as cursor:
        return rows, spread_factors(cursor, ALL)


def test_medians_and_quartiles_are_those_of_pandas(told):
    rows, answer = told
    frame = pd.DataFrame(rows)
    for row in answer.rows:
        if row["factor"] == "platforms":
            chosen = frame[frame["platform"] == row["value"]]["reposts"]
            quartiles = tuple(chosen.quantile([0.25, 0.5, 0.75])) if len(chosen) >= 30 else (None, None, None)
            assert (row["low_quartile"], row["median"], row["high_quartile"]) == quartiles


def test_ratios_are_those_of_normal_equations_with_errors_summed_by_author(told):
    rows, answer = told
    frame = pd.DataFrame(rows)
    bands = {
        "followers": pd.cut(frame["author_followers"], [-1, 999, 9_999, 99_999, 999_999, np.inf], labels=["0", "1000", "10000", "100000", "1000000"]),
        "lengths": pd.cut(frame["text"].str.len(), [-1, 19, 59, 139, np.inf], labels=["0", "20", "60", "140"]),
        "day_parts": pd.cut(frame["published_at"].dt.hour, [-1, 5, 11, 17, 24], labels=["0", "6", "12", "18"]),
        "platforms": frame["platform"], "verified": frame["verified"].astype(int).astype(str), "sentiments": frame["sentiment"].astype(str),
    }  # fmt: skip
    columns, names, sizes = [np.ones(len(frame))], [None], {row["factor"]: {} for row in answer.rows}
    for row in answer.rows:
        sizes[row["factor"]][row["value"]] = row["mentions"]
    # Followers are known on weibo and nowhere else: that they are not known is what the platform says.
    for factor, values in bands.items():
        known = {value: count for value, count in sizes[factor].items() if value is not None and value != "tieba"}
        assert min(known.values()) >= 30
        reference = max(known, key=known.get)
        for value in known:
            if value != reference:
                columns.append((values == value).to_numpy(float))
                names.append((factor, value))
    # A group of its own, but too small for a number.
    assert 0 < sizes["platforms"]["tieba"] < 30
    columns.append((frame["platform"] == "tieba").to_numpy(float))
    names.append(None)
    x, y = np.column_stack(columns), np.log(1 + frame["reposts"].to_numpy(float))
    beta = np.linalg.solve(x.T @ x, x.T @ y)
    scores = pd.DataFrame(x * (y - x @ beta)[:, None]).groupby(frame["platform"] + frame["author_id"]).sum().to_numpy()
    bread, count = np.linalg.inv(x.T @ x), len(scores)
    error = np.sqrt(np.diag(bread @ (scores.T @ scores) @ bread) * count / (count - 1) * (len(x) - 1) / (len(x) - x.shape[1]))
    reach = stats.t(count - 1).ppf(0.975) * error
    expected = {name: np.exp([b - r, b, b + r]) for name, b, r in zip(names, beta, reach, strict=True) if name}
    found = {(row["factor"], row["value"]): [row["ratio_low"], row["ratio"], row["ratio_high"]] for row in answer.rows if row["ratio_low"] is not None}
    assert set(found) == set(expected)
    for name, ends in found.items():
        assert ends == pytest.approx(expected[name])
    assert found["verified", "1"][0] > 1.5
    assert {row["factor"] for row in answer.rows if row["reference"]} == set(bands)


def test_too_few_posts_or_authors_have_no_ratios(holding):
    rows = put(np.random.default_rng(4), 400)
    for chosen in (rows[: LEAST - 1], [row | {"author_id": str(n % 40)} for n, row in enumerate(rows) if row["platform"] == "weibo"]):
        with holding(stored_of(chosen)) as cursor:
            answer = spread_factors(cursor, ALL)
        assert {row["adjusted"] for row in answer.rows} == {False}
        assert all(row["ratio"] is None and not row["reference"] for row in answer.rows)
        assert any(row["median"] is not None for row in answer.rows)


@pytest.mark.parametrize("count", [LEAST - 1, LEAST])
def test_with_two_groups_the_ratio_is_that_of_the_geometric_means_of_a_hundred_posts(holding, count):
    rows = [plain(platform="x" if n < 40 else "weibo", kind="post", author_id=str(n % 60), reposts=3 if n < 40 else n % 2)[0] for n in range(count)]
    with holding(stored_of(numbered(rows))) as cursor:
        found = {row["value"]: row for row in spread_factors(cursor, ALL).rows if row["factor"] == "platforms"}
    apart = 4 / 2 ** np.mean([n % 2 for n in range(40, count)])
    assert [found[name]["ratio"] for name in ("weibo", "x")] == ([1, pytest.approx(apart)] if count == LEAST else [None, None])
    assert [found[name]["reference"] for name in ("weibo", "x")] == [True if count == LEAST else None, None]


def test_posts_without_an_author_are_of_one_each(holding):
    with holding(stored_of(numbered([*plain(3, platform="x", kind="post", reposts=1), *plain(2, platform="x", kind="post", reposts=1, author_name="甲")]))) as cursor:
        assert spread_factors(cursor, ALL).rows[0]["authors"] == 4


def test_what_is_no_original_is_not_counted_even_where_it_is_all_there_is(holding):
    rows = numbered([*plain(3, kind="repost", reposts=4), *plain(2, kind="comment", reposts=1)])
    with holding(stored_of(rows)) as cursor:
        assert spread_factors(cursor, ALL).rows == spread_factors(cursor, replace(ALL, kinds=("comment",))).rows == []
