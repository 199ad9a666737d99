import pandas as pd
import pytest

from charts import theme
from charts.crossed import DARKEST, PALEST, crossed

CELLS = pd.DataFrame(
    {
        "row": ["Negative", "Negative", "Neutral", "Positive", "Positive"],
        "column": ["Negative", "Positive", "Neutral", "Negative", "Positive"],
        "mentions": [30, 10, 0, 5000, 0],
    }
)


def drawn(frame=CELLS):
    return crossed(frame, rows="The file says", columns="The model says")


def cells(figure):
    """(column, row) -> text, shade and frame."""
    (bars,) = figure.data
    columns, rows = figure.layout.xaxis, figure.layout.yaxis
    shades = [float(colour.removeprefix("rgba(127, 135, 144, ").rstrip(")")) for colour in bars.marker.color]
    return {
        (columns.ticktext[round(base + x / 2)], rows.ticktext[y]): (text, shade, frame)
        for base, x, y, text, shade, frame in zip(bars.base, bars.x, bars.y, bars.text, shades, bars.marker.line.width, strict=True)
    }


def test_a_cell_stands_where_its_labels_say_the_darker_the_larger_its_part_of_the_row_and_framed_where_both_agree():
    most, least = DARKEST, PALEST
    assert cells(drawn()) == {
        ("Negative", "Negative"): ("30", pytest.approx(least + 0.75 * (most - least)), 2),
        ("Positive", "Negative"): ("10", pytest.approx(least + 0.25 * (most - least)), 0),
        ("Neutral", "Neutral"): ("0", least, 2),
        ("Negative", "Positive"): ("5,000", most, 0),
        ("Positive", "Positive"): ("0", least, 2),
    }


def test_both_axes_have_the_labels_in_their_order_the_first_row_on_top():
    layout = drawn(CELLS.sort_values("column", ascending=False, kind="stable")).layout
    assert layout.xaxis.ticktext == ("Positive", "Neutral", "Negative")
    assert layout.yaxis.ticktext == ("Negative", "Positive", "Neutral")
    assert (layout.xaxis.title.text, layout.yaxis.title.text) == ("The model says", "The file says")
    assert (layout.xaxis.range, layout.yaxis.range) == ((-0.5, 2.5), (2.5, -0.5))


def test_the_grey_is_that_of_the_theme():
    (bars,) = drawn().data
    red, green, blue = (int(theme.GREY[place : place + 2], 16) for place in (1, 3, 5))
    assert {colour.rsplit(",", 1)[0] for colour in bars.marker.color} == {f"rgba({red}, {green}, {blue}"}


def test_hover_tells_both_labels_and_of_how_many():
    (bars,) = drawn().data
    assert bars.hovertext[1:3] == (
        "The file says: Negative<br>The model says: Positive<br>10 of 40 mentions · 25.0%",
        "The file says: Neutral<br>The model says: Neutral<br>0 of 0 mentions · –",
    )


def test_where_one_is_chosen_the_others_stay_as_they_are():
    (bars,) = theme.on_screen(drawn()).data
    for state in (bars.selected, bars.unselected):
        assert (state.marker.opacity, state.textfont.color) == (1, bars.textfont.color)


def test_in_chinese(chinese):
    (bars,) = crossed(CELLS.head(1).assign(row="负面", column="负面"), rows="导出标为", columns="模型判为").data
    assert bars.hovertext == ("导出标为：负面<br>模型判为：负面<br>30 条中的 30 条 · 100.0%",)
