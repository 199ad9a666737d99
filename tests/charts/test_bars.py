import pandas as pd

from charts.bars import MOST_BARS, bars, hover, values
from charts.theme import INK


def rows(count: int) -> pd.DataFrame:
    bucket = pd.date_range("2025-11-01", periods=count, freq="h")
    return pd.DataFrame({"bucket": bucket, "mentions": 1, "complete": True, "hover": "", "key": [[0]] * count})


def test_many_bars_stand_side_by_side_and_fill_their_buckets():
    few = bars(rows(MOST_BARS), height="mentions", colour=INK, grain="hour")
    many = bars(rows(MOST_BARS + 1), height="mentions", colour=INK, grain="hour")
    assert (few.width[0], few.offset[0]) == (0.84 * 3_600_000, (1 - 0.84) / 2 * 3_600_000)
    assert (many.width[0], many.offset[0]) == (3_600_000, 0)


def test_a_share_changes_in_points_and_an_unknown_one_not_at_all():
    shares = pd.Series([0.1, 0.125, None, 0.2], dtype="Float64")
    told = hover(rows(4).assign(part=shares), "What", ["a", "b", "c", "d"], grain="hour", of="part", is_share=True)
    assert [text.split("<br>")[2:] for text in told] == [["a"], ["b", "+2.5 pp on the period before"], ["c"], ["d"]]


def test_unknown_is_no_bar():
    assert values(pd.Series([1, None], dtype="Int64")) == [1, None]
    assert values(pd.Series([1.5, float("nan")])) == [1.5, None]
