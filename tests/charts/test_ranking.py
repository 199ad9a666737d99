import pandas as pd

from charts.ranking import ranking


def bars(count: int) -> pd.DataFrame:
    rows = {"label": "a", "mentions": range(count, 0, -1), "colour": "#000", "end": "1", "hover": "a"}
    return pd.DataFrame(rows, index=range(count))


def test_bars_begin_at_zero_and_the_first_row_is_on_top():
    figure = ranking(bars(3), title="Name")
    assert figure.layout.xaxis.range == (0, 3)
    assert figure.layout.yaxis.range == (2.5, -0.5)


def test_height_grows_with_the_rows():
    assert ranking(bars(12), title="Name").layout.height - ranking(bars(2), title="Name").layout.height == 280


def test_bars_of_no_mentions_still_have_an_axis():
    assert ranking(bars(2).assign(mentions=0), title="Name").layout.xaxis.range == (0, 1)
