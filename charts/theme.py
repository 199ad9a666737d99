"""Colours by meaning, the template of every figure, and the way hostile text reaches a figure.

A figure is made in the light colours, ready to print; `on_screen` hands them to the theme of whoever looks.
"""

import unicodedata
from collections.abc import Iterable
from html import escape

import pandas as pd
import plotly.graph_objects as go

from language import _

PAPER, PAPER_DARK = "#FFFFFF", "#12161C"
INK, INK_DARK = "#1B1F24", "#C8CED6"
GREY = "#7F8790"
CONTEXT = "rgba(127, 135, 144, 0.4)"
PALE = "rgba(127, 135, 144, 0.2)"
FAINT = "rgba(127, 135, 144, 0.09)"

SENTIMENT = {1: "#2A6F97", 0: "#A7B0BA", -1: "#C8452F"}
SENTIMENT_DARK = {1: "#6CB8E6", 0: "#6B7684", -1: "#FF7A59"}

# Tol's muted scheme (https://sronpersonalpages.nl/~pault/) and a grey; in the dark, contrast ≥ 4.
CATEGORICAL = (
    "#332288", "#88CCEE", "#44AA99", "#117733", "#999933",
    "#DDCC77", "#CC6677", "#882255", "#AA4499", GREY,
)  # fmt: skip
CATEGORICAL_DARK = (
    "#8577E6", "#9AD6F5", "#4FC2AE", "#3F9A5C", "#A8A83C",
    "#E6D78C", "#E8808C", "#C94484", "#C987DE", "#868E97",
)  # fmt: skip

PLATFORM = {
    "weibo": "#CC6677",
    "wechat": "#117733",
    "douyin": "#332288",
    "xiaohongshu": "#882255",
    "bilibili": "#88CCEE",
    "zhihu": "#44AA99",
    "kuaishou": "#DDCC77",
    "x": "#AA4499",
    "tieba": "#999933",
    "news": GREY,
}

# Streamlit's page puts the chart colours of the viewer's theme in the place of these: categorical 01–10,
# sequential 11–20, diverging 21–30, background 38 (streamlit/elements/lib/streamlit_plotly_theme.py).
ON_SCREEN = {colour: f"#0000{place:02}" for place, colour in enumerate(CATEGORICAL, start=1)} | {
    INK: "#000020",
    PAPER: "#000038",
    SENTIMENT[-1]: "#000021",
    SENTIMENT[0]: "#000025",
    SENTIMENT[1]: "#000030",
}

LETTER = 6.5
"""Pixels that a Latin letter of a label takes, on average."""

TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

# Their figures are tabular as they are; Plotly has no way to ask for it.
FONTS = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif"

GUANLAN = go.layout.Template(
    layout={
        "font": {"family": FONTS, "size": 12, "color": INK},
        "colorway": CATEGORICAL,
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "showlegend": False,
        "dragmode": False,
        "hoverlabel": {"align": "left", "bgcolor": PAPER, "bordercolor": CONTEXT, "font": {"color": INK}},
        "xaxis": {"fixedrange": True, "automargin": True, "showgrid": False, "zeroline": False},
        "yaxis": {
            "fixedrange": True,
            "automargin": True,
            "gridcolor": FAINT,
            "zeroline": True,
            "zerolinecolor": CONTEXT,
        },
    }
)


def colours(keys: Iterable[object]) -> list[str]:
    """The colour of each key: platforms have their own, an unknown platform is grey, NULL a pale grey.

    All others share out the nine in the order of their names, so that the order of the keys changes nothing.
    """
    keys = [None if pd.isna(key) else key for key in keys]
    if any(key in PLATFORM for key in keys):
        return [CONTEXT if key is None else PLATFORM.get(key, GREY) for key in keys]
    names = sorted({str(key) for key in keys if key is not None})
    shared = {name: CATEGORICAL[place % 9] for place, name in enumerate(names)}
    return [CONTEXT if key is None else shared[str(key)] for key in keys]


def plain(text: object, *, limit: int = 24) -> str:
    """Text of unknown origin as one line that Plotly shows as it is and never as HTML; NULL is 未知.

    What is wider than `limit` Latin letters, a Chinese character counting as two, ends in an ellipsis.
    """
    return _("Unknown") if pd.isna(text) else escape(line(text, limit=limit), quote=False)


def line(text: str, *, limit: int) -> str:
    """The same where nothing reads HTML."""
    told = " ".join("".join(map(_harmless, str(text))).split())
    if width(told) > limit:
        told = told[:limit]
        while width(told) >= limit:
            told = told[:-1]
        told = f"{told.rstrip()}…"
    return told


def width(told: str) -> int:
    """How wide the line is, in Latin letters; a Chinese character is two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in told)


def without_data() -> go.Figure:
    """The figure in the place of a chart that has no rows: it says what to do."""
    text = _("No mentions match these filters.<br>Widen the window or remove a filter.")
    middle = {"x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper"}
    figure = go.Figure(layout={"template": GUANLAN, "height": 200})
    figure.update_xaxes(visible=False).update_yaxes(visible=False)
    return figure.add_annotation(middle, text=text, font_color=INK, showarrow=False)


def on_screen(figure: go.Figure) -> go.Figure:
    """The figure for `st.plotly_chart(…, theme="streamlit")`: it follows the viewer's theme, light or dark.

    Its colours are those of `.streamlit/config.toml`, so they mean nothing anywhere else.
    """
    shown = go.Figure(_swapped(figure.to_plotly_json()))
    # Streamlit's own grey for the axes has too little contrast on white (3.7).
    text = {"tickfont": {"color": "#000018"}, "title": {"font": {"color": "#000018"}}}
    return shown.update_xaxes(text).update_yaxes(text)


def _swapped(part: object, of_colour: bool = False) -> object:
    if isinstance(part, dict):
        return {name: _swapped(value, "color" in name) for name, value in part.items()}
    if isinstance(part, list | tuple):
        return [_swapped(value, of_colour) for value in part]
    return ON_SCREEN.get(part, part) if of_colour and isinstance(part, str) else part


def _harmless(character: str) -> str:
    """Control characters become spaces; lone surrogates and what turns the direction of writing go."""
    if character in TURNS or unicodedata.category(character) == "Cs":
        return ""
    return " " if unicodedata.category(character) == "Cc" else character
