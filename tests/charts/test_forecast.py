import pandas as pd
import pytest

from charts.forecast import SHOWN, forecast


def hours(known: int, ahead: int, most: float = 9) -> pd.DataFrame:
    count = known + ahead
    return pd.DataFrame(
        {
            "bucket": pd.date_range("2025-11-01", periods=count, freq="h"),
            "mentions": [5.0] * known + [None] * ahead,
            "forecast": [None] * known + [4.0] * ahead,
            "least": [None] * known + [1.0] * ahead,
            "most": [None] * known + [most] * ahead,
        }
    )


def test_what_is_ahead_is_dashed_with_its_interval_as_a_band_after_a_line_where_it_begins():
    figure = forecast(hours(4, 2))
    known, band, ahead = figure.data
    assert (known.line.dash, ahead.line.dash, band.fill, band.hoverinfo) == ("solid", "dash", "toself", "skip")
    assert ([key for (key,) in known.customdata], [key for (key,) in ahead.customdata]) == ([0, 1, 2, 3], [4, 5])
    assert {value for value in band.y if not pd.isna(value)} == {1, 9}
    (line,) = [shape for shape in figure.layout.shapes if shape.line.dash == "dash"]
    assert (line.x0, [note.text for note in figure.layout.annotations]) == (pd.Timestamp("2025-11-01 04:00"), ["Known up to 04:00"])


def test_seven_days_are_shown_and_marks_keep_the_place_of_their_rows():
    known, _band, ahead = forecast(hours(SHOWN + 30, 6)).data
    assert (len(known.x), known.customdata[0], ahead.customdata[-1]) == (SHOWN, [30], [SHOWN + 35])


@pytest.mark.parametrize(("most", "top"), [(9, 10), (500, 10)])
def test_a_wide_band_does_not_flatten_the_line(most, top):
    assert forecast(hours(30, 6, most)).layout.yaxis.range == (0, top)


def test_hover_tells_what_when_how_many_and_the_interval():
    known, _band, ahead = forecast(hours(1, 1)).data
    assert known.hovertext == ("Volume<br>Sat 1 Nov 2025 00:00<br>5 mentions",)
    assert ahead.hovertext == ("Forecast<br>Sat 1 Nov 2025 01:00<br>about 4 mentions<br>80% interval 1 – 9",)


def test_without_an_interval_there_is_no_band_and_hover_tells_none():
    _known, ahead = forecast(hours(3, 2).assign(least=None, most=None)).data
    assert ahead.hovertext[0].split("<br>")[2:] == ["about 4 mentions"]
