import tomllib
from pathlib import Path

import plotly.graph_objects as go
import pytest

from charts import theme

CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def contrast(colour: str, ground: str) -> float:
    """WCAG 2.2, contrast ratio."""
    dark, light = sorted((_luminance(colour), _luminance(ground)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_colours_of_sentiment_and_their_contrast_are_fixed():
    assert theme.SENTIMENT == {1: "#2A6F97", 0: "#A7B0BA", -1: "#C8452F"}
    assert theme.SENTIMENT_DARK == {1: "#6CB8E6", 0: "#6B7684", -1: "#FF7A59"}
    assert {key: round(contrast(theme.SENTIMENT[key], theme.PAPER), 1) for key in (1, -1)} == {
        1: 5.5,
        -1: 4.8,
    }
    assert {
        key: round(contrast(colour, theme.PAPER_DARK), 1) for key, colour in theme.SENTIMENT_DARK.items()
    } == {
        1: 8.3,
        0: 3.9,
        -1: 7.1,
    }


def test_ink_and_the_dark_palette_stand_out_from_their_ground():
    assert contrast(theme.INK, theme.PAPER) > 15
    assert contrast(theme.INK_DARK, theme.PAPER_DARK) > 11
    assert min(contrast(colour, theme.PAPER_DARK) for colour in theme.CATEGORICAL_DARK) >= 4


def test_every_platform_has_one_colour_for_ever():
    assert theme.PLATFORM == {
        "weibo": "#CC6677",
        "wechat": "#117733",
        "douyin": "#332288",
        "xiaohongshu": "#882255",
        "bilibili": "#88CCEE",
        "zhihu": "#44AA99",
        "kuaishou": "#DDCC77",
        "x": "#AA4499",
        "tieba": "#999933",
        "news": "#7F8790",
    }
    assert set(theme.PLATFORM.values()) == set(theme.CATEGORICAL)


def test_colours_do_not_depend_on_the_order_of_the_keys():
    assert theme.colours(["zhihu", "myspace", None]) == [theme.PLATFORM["zhihu"], theme.GREY, theme.CONTEXT]
    assert theme.colours(["b", "a", None]) == [theme.CATEGORICAL[1], theme.CATEGORICAL[0], theme.CONTEXT]
    assert theme.colours([None, "a", "b"]) == [theme.CONTEXT, theme.CATEGORICAL[0], theme.CATEGORICAL[1]]


def test_the_page_and_the_figures_have_the_same_colours():
    light, dark = CONFIG["theme"]["light"], CONFIG["theme"]["dark"]
    assert (light["backgroundColor"], dark["backgroundColor"]) == (theme.PAPER, theme.PAPER_DARK)
    assert light["textColor"] == theme.INK
    assert light["chartCategoricalColors"] == list(theme.CATEGORICAL)
    assert dark["chartCategoricalColors"] == list(theme.CATEGORICAL_DARK)


@pytest.mark.parametrize("viewer", ["light", "dark"])
def test_what_stands_for_a_colour_on_screen_is_that_colour_in_the_viewer_s_theme(viewer):
    table = CONFIG["theme"][viewer]
    ten = table["chartCategoricalColors"], table["chartSequentialColors"], table["chartDivergingColors"]
    place = {
        f"#0000{number:02}": colour
        for number, colour in enumerate([c for list_ in ten for c in list_], start=1)
    }
    place["#000038"] = table["backgroundColor"]
    meant = {
        "light": dict(zip(theme.ON_SCREEN, theme.ON_SCREEN, strict=True)),
        "dark": dict(zip(theme.CATEGORICAL, theme.CATEGORICAL_DARK, strict=True))
        | {theme.INK: theme.INK_DARK, theme.PAPER: theme.PAPER_DARK}
        | {theme.SENTIMENT[key]: theme.SENTIMENT_DARK[key] for key in theme.SENTIMENT},
    }
    assert [len(colours) for colours in ten] == [10, 10, 10]
    assert {colour: place[stands] for colour, stands in theme.ON_SCREEN.items()} == meant[viewer]


def test_on_screen_changes_colours_and_no_words():
    figure = go.Figure(
        go.Bar(x=[theme.INK], y=[1], marker_color=[theme.INK, "#123456"], hovertext=[theme.INK])
    )
    shown = theme.on_screen(figure)
    assert list(shown.data[0].marker.color) == ["#000020", "#123456"]
    assert (list(shown.data[0].x), list(shown.data[0].hovertext)) == ([theme.INK], [theme.INK])
    assert list(figure.data[0].marker.color) == [theme.INK, "#123456"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
        ("<a href='javascript:x'>y", "&lt;a href='javascript:x'&gt;y"),
        ("two\nlines\t\x00here", "two lines here"),
        ("abc\u202edcba\u2066", "abcdcba"),
        ("\ud800lone", "lone"),
        ("a" * 24, "a" * 24),
        ("a" * 25, "a" * 23 + "…"),
        ("中" * 12, "中" * 12),
        ("中" * 13, "中" * 11 + "…"),
        ("<" * 99, "&lt;" * 23 + "…"),
        ("", ""),
        (None, "Unknown"),
        (float("nan"), "Unknown"),
    ],
)
def test_text_of_others_is_one_short_line_and_no_markup(text, shown):
    assert theme.plain(text) == shown
