import pandas as pd
import pytest

from charts import theme
from charts.lines import lines

DAYS = pd.date_range("2025-11-01", periods=6, freq="D")
NOON = pd.Timedelta(hours=12)


def frame(value: list, complete: list | None = None, **columns: list) -> pd.DataFrame:
    count = len(value)
    rows = pd.DataFrame({"bucket": DAYS[:count], "value": pd.array(value, dtype="Float64"), "complete": complete or [True] * count})
    rows["low"], rows["high"] = rows["value"] - 0.1, rows["value"] + 0.1
    return rows.assign(hover=[f"h{row}" for row in range(count)], key=[[row] for row in range(count)], **columns)


def drawn(rows: pd.DataFrame) -> list:
    return lines(rows, colour=theme.INK, grain="day")


def test_a_line_goes_through_the_middles_of_its_buckets_over_its_band():
    band, line = drawn(frame([0.2, 0.4]))
    assert list(line.x) == [DAYS[0] + NOON, DAYS[1] + NOON]
    assert (list(line.y), line.line.dash, list(line.marker.opacity)) == ([0.2, 0.4], None, [1, 1])
    assert (band.fill, band.hoverinfo, band.line.width) == ("toself", "skip", 0)


def test_a_band_is_one_closed_outline_for_each_run_and_a_little_longer():
    band, *_others = drawn(frame([0.2, 0.4, None, 0.5]))
    quarter = NOON / 2
    assert list(zip(band.x, band.y, strict=True))[:8] == [
        (DAYS[0] + quarter, pytest.approx(0.3)),
        (DAYS[0] + NOON, pytest.approx(0.3)),
        (DAYS[1] + NOON, pytest.approx(0.5)),
        (DAYS[1] + NOON + quarter, pytest.approx(0.5)),
        (DAYS[1] + NOON + quarter, pytest.approx(0.3)),
        (DAYS[1] + NOON, pytest.approx(0.3)),
        (DAYS[0] + NOON, pytest.approx(0.1)),
        (DAYS[0] + quarter, pytest.approx(0.1)),
    ]
    assert [place for place, at in enumerate(band.x) if at is None] == [8, 15]


def test_without_an_interval_there_is_no_band_but_a_line():
    rows = frame([0.2, 0.4, 0.5]).assign(low=[None, 0.3, None], high=[None, 0.5, None])
    band, line = drawn(rows)
    assert set(band.y) == {0.3, 0.5, None}
    assert list(line.y) == [0.2, 0.4, 0.5]
    (line,) = drawn(rows.assign(low=None, high=None))
    assert list(line.y) == [0.2, 0.4, 0.5]


def test_unknown_is_a_gap_of_which_hover_tells_why():
    _band, line, gaps = drawn(frame([0.2, None, 0.4]))
    assert list(line.y) == [0.2, None, 0.4]
    assert (list(gaps.x), list(gaps.y), gaps.marker.opacity) == ([DAYS[1] + NOON], [0], 0)
    assert (list(gaps.hovertext), [list(key) for key in gaps.customdata]) == (["h1"], [[1]])


def test_partial_buckets_are_open_circles_on_dotted_pieces():
    _band, whole, first, last = drawn(frame([0.1, 0.2, 0.3, 0.4], complete=[False, True, True, False]))
    assert list(whole.y) == [None, 0.2, 0.3, None]
    assert [(list(piece.y), piece.line.dash, piece.marker.symbol) for piece in (first, last)] == [
        ([0.1, 0.2], "dot", "circle-open"),
        ([0.3, 0.4], "dot", "circle-open"),
    ]


def test_on_a_long_line_only_lone_values_have_markers():
    bucket = pd.date_range("2025-11-01", periods=121, freq="h")
    value = pd.Series([0.2, 0.3, None, 0.4, None] + [0.5] * 116)
    rows = pd.DataFrame({"bucket": bucket, "value": value, "low": value, "high": value, "complete": True})
    line = lines(rows.assign(hover="", key=[[0]] * 121), colour=theme.INK, grain="hour")[1]
    assert [place for place, seen in enumerate(line.marker.opacity) if seen] == [3]


def test_it_belongs_to_the_panel_that_is_named():
    assert {trace.yaxis for trace in lines(frame([0.2, None]), colour=theme.INK, grain="day", panel=2)} == {"y2"}
