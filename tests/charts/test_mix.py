import pandas as pd

from charts import theme
from charts.mix import mix

FELT = pd.DataFrame(
    {
        "label": ["Anger", "Joy", "None", "Unknown"],
        "mentions": [1234, 20, 15_000, 7],
        "share": [0.076, 0.0012, 0.9228, None],
        "low": [0.07, None, 0.918, None],
        "high": [0.08, None, 0.927, None],
        "quiet": [False, False, True, True],
    }
)


def test_each_value_is_a_bar_with_count_and_share_at_its_end_and_the_quiet_ones_are_pale():
    (bars,) = mix(FELT, by="Emotion").data
    assert (list(bars.x), list(bars.text)) == ([1234, 20, 15_000, 7], ["1.2k · 7.6%", "20 · 0.1%", "15k · 92.3%", "7"])
    assert list(bars.marker.color) == [theme.INK, theme.INK, theme.CONTEXT, theme.CONTEXT]
    assert list(map(list, bars.customdata)) == [[0], [1], [2], [3]]


def test_hover_tells_how_sure_a_share_is_and_nothing_of_what_is_unknown():
    assert list(mix(FELT, by="Emotion").data[0].hovertext) == [
        "Anger<br>1,234 mentions<br>7.6%<br>Sampling interval 7.0% – 8.0%, without the errors of the word lists",
        "Joy<br>20 mentions<br>0.1%",
        "None<br>15,000 mentions<br>92.3%<br>Sampling interval 91.8% – 92.7%, without the errors of the word lists",
        "Unknown<br>7 mentions",
    ]


def test_the_first_twelve_rows_are_shown():
    assert len(mix(pd.concat([FELT] * 4, ignore_index=True), by="Emotion").data[0].x) == 12
