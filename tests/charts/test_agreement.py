import pandas as pd

from charts.agreement import DARKEST, PALEST, agreement

CELLS = pd.DataFrame(
    {
        "export_sentiment": [-1, -1, 0, 1, 1],
        "model_sentiment": [-1, 1, 0, -1, 1],
        "mentions": [30, 10, 0, 5000, 0],
    }
)


def cells(figure):
    """(column, row) -> text, shade and frame."""
    return {
        (round(base + bar.width / 2), y): (text, round(shade, 3), frame)
        for bar in figure.data
        for base, y, text, shade, frame in zip(bar.base, bar.y, bar.text, bar.marker.opacity, bar.marker.line.width, strict=True)
    }


def test_a_cell_stands_where_its_labels_say_the_darker_the_larger_its_part_of_the_row_and_framed_where_both_agree():
    most, least = DARKEST, PALEST
    assert cells(agreement(CELLS)) == {
        (0, 0): ("30", round(least + 0.75 * (most - least), 3), 2),
        (2, 0): ("10", round(least + 0.25 * (most - least), 3), 0),
        (1, 1): ("0", least, 2),
        (0, 2): ("5,000", most, 0),
        (2, 2): ("0", least, 2),
    }


def test_both_axes_have_the_three_labels_the_negative_first():
    figure = agreement(CELLS)
    assert figure.layout.xaxis.ticktext == figure.layout.yaxis.ticktext == ("Negative", "Neutral", "Positive")
    assert (figure.layout.xaxis.title.text, figure.layout.yaxis.title.text) == ("The model says", "The file says")
    assert figure.layout.yaxis.range == (2.5, -0.5)


def test_hover_tells_both_labels_and_of_how_many():
    hover = [text for bar in agreement(CELLS).data for text in bar.hovertext]
    assert "The file says Negative, the model Positive<br>10 of 40 mentions" in hover


def test_in_chinese(chinese):
    figure = agreement(CELLS)
    assert figure.layout.xaxis.ticktext == ("负面", "中性", "正面")
    assert (figure.layout.xaxis.title.text, figure.layout.yaxis.title.text) == ("模型判为", "导出标为")
