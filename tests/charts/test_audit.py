import pandas as pd
import pytest

from charts.audit import confusion

FRAME = pd.DataFrame(
    {
        "shown": ["a", "a", "b", "b"],
        "called": ["a", "b", "a", "b"],
        "mentions": [30, 10, 0, 1_200],
        "part": [0.75, 0.25, None, 1.0],
    }
)


def test_a_cell_stands_in_the_row_of_what_is_shown_and_the_column_of_what_is_said():
    (cells,) = confusion(FRAME).data
    figure = confusion(FRAME)
    rows, columns = figure.layout.yaxis, figure.layout.xaxis
    middles = [base + height / 2 for base, height in zip(cells.base, cells.y, strict=True)]
    placed = [(rows.ticktext[round(y)], columns.ticktext[x]) for x, y in zip(cells.x, middles, strict=True)]
    assert placed == list(zip(FRAME["shown"], FRAME["called"], strict=True))
    assert middles == pytest.approx([1, 1, 0, 0])
    # The first row stands on top.
    assert (rows.ticktext, rows.range) == (("b", "a"), (-0.5, 1.5))


def test_a_cell_has_its_number_and_is_the_darker_the_larger_its_part():
    (cells,) = confusion(FRAME).data
    assert cells.text == ("30", "10", "0", "1,200")
    assert [float(colour.split(",")[-1].rstrip(")")) for colour in cells.marker.color] == pytest.approx([0.435, 0.185, 0.06, 0.56])


def test_hover_says_what_it_is_and_its_part():
    (cells,) = confusion(FRAME).data
    assert cells.hovertext[1:3] == ("Shown as a, called b<br>10 mentions · 25.0%", "Shown as b, called a<br>0 mentions · –")
