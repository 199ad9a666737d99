"""Totals by bucket, against pandas."""

from datetime import datetime

import pandas as pd
import pytest
from hypothesis import given

from analysis.filters import Filters
from analysis.series import series
from analysis.totals import totals
from tests.mentions import FEW, engagement, heat, stores, total


def known(values: pd.Series) -> list[int]:
    return [int(value) for value in values if not pd.isna(value)]


@FEW
@given(stores())
@pytest.mark.parametrize("grain, floor", [("hour", "h"), ("day", "D")])
def test_they_are_what_pandas_adds_up(holding, grain, floor, stored):
    placed = stored.mention[stored.mention["precision"].isin(["second", "minute"])] if grain == "hour" else stored.mention
    rows = placed.assign(
        bucket=pd.to_datetime(placed["published_at"]).dt.floor(floor),
        engagement=[engagement(row) for row in placed.itertuples()],
        heat=[heat(row) for row in placed.itertuples()],
    )
    expected = [
        (bucket.to_pydatetime(), len(group), total(known(group["engagement"])), pytest.approx(group["heat"].sum(), abs=1e-5))
        for bucket, group in rows.groupby("bucket")
    ]
    with holding(stored) as cursor:
        assert [tuple(row.values()) for row in series(cursor, Filters(), grain=grain).rows] == expected


def test_they_add_up_to_the_totals(sampled):
    filters = Filters(until=datetime(2024, 3, 1))
    whole = totals(sampled, filters).row
    for grain in ("day", "week", "month"):
        rows = series(sampled, filters, grain=grain).rows
        assert sum(row["mentions"] for row in rows) == whole["mentions"]
        assert sum(row["engagement"] or 0 for row in rows) == whole["engagement"]
        assert sum(row["heat"] for row in rows) == pytest.approx(whole["heat"])


def test_an_unknown_grain_is_refused(sampled):
    with pytest.raises(ValueError, match="known are hour, day"):
        series(sampled, Filters(), grain="minute")
