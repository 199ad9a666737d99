"""A cloud of words: the more mentions hold one, the larger it is; its colour is how they feel, or whether it grows."""

from collections.abc import Iterable, Sequence

import pandas as pd
import plotly.graph_objects as go

import written
from charts import theme
from charts.bars import told
from charts.cloud import DESK, WIDEST, Placed, placed
from language import _

# From where net sentiment leans to a side, and from which z on a word grows or shrinks.
LEANING, CLEAR = 0.1, 3
FALLING = "rgba(127, 135, 144, 0.55)"
NOTHING = "rgba(0, 0, 0, 0)"
# Pixels that Plotly leaves free inside a bar, and the height of its lines by the size of their font.
INSET, TALL = 3, 1.35


def cloud(frame: pd.DataFrame, *, colour: str = "sentiment", size: tuple[int, int] = DESK) -> go.Figure:
    """As many of the rows as have room, in their order; `colour` is sentiment or growth.

    Columns: word, mentions, share (0–1; NULL where too few), stories, net (−1 to 1, NULL where too few), and where growth is known
    growth and z. The customdata of a word is its row's position.
    """
    if frame.empty:
        return theme.without_data()
    layout = placed(tuple(zip(frame["word"], frame["mentions"], strict=True)), size)
    rows = frame.iloc[[at.place for at in layout]]
    return drawn(rows["word"], layout, colours(rows, colour), [_hover(row) for row in rows.itertuples()], size)


def drawn(words: Iterable[str], layout: Sequence[Placed], painted: list[str], hover: list[str], size: tuple[int, int]) -> go.Figure:
    """Each word where it is placed, within a bar that is not seen: Plotly makes it smaller where the bar of a narrow window has no
    room for it, so that no word lies on another.
    """
    marks = pd.DataFrame({"hover": hover, "key": [[at.place] for at in layout]})
    figure = go.Figure(layout={"template": theme.GUANLAN, "height": size[1], "barmode": "overlay", "hovermode": "closest"})
    figure.add_trace(
        go.Bar(
            orientation="h",
            base=[at.x - at.width / 2 - INSET for at in layout],
            x=[at.width + 2 * INSET for at in layout],
            y=[at.y for at in layout],
            width=[TALL * at.size + 2 * INSET for at in layout],
            marker={"color": NOTHING},
            text=[theme.plain(word, limit=WIDEST) for word in words],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            insidetextfont={"size": [at.size for at in layout], "color": painted},
            cliponaxis=False,
            **told(marks),
        )
    )
    figure.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0})
    figure.update_xaxes(visible=False, range=[0, size[0]], title_text=_("Place in the cloud"))
    return figure.update_yaxes(visible=False, range=[size[1], 0], title_text=_("Place in the cloud"))


def colours(rows: pd.DataFrame, colour: str) -> list[str]:
    """Of each row; grey where too few mentions, or no period before, tell."""
    if colour == "growth":
        z = rows["z"] if "z" in rows else pd.Series(float("nan"), rows.index)
        return [theme.INK if one >= CLEAR else FALLING if one <= -CLEAR else theme.GREY for one in z.fillna(0)]
    return [theme.SENTIMENT[1 if one >= LEANING else -1] if abs(one) >= LEANING else theme.GREY for one in rows["net"].fillna(0)]


def _hover(row: tuple) -> str:
    lines = [
        theme.plain(row.word, limit=WIDEST),
        _("{count} mentions", count=written.whole(row.mentions)),
        None if pd.isna(row.share) else _("{share} of all", share=written.share(row.share)),
        _("{count} stories", count=written.whole(row.stories)),
        _("Net sentiment: too few") if pd.isna(row.net) else _("Net sentiment {net}", net=written.share(row.net)),
    ]
    if not pd.isna(growth := getattr(row, "growth", None)):
        lines.append(_("{change} of its share on the period before", change=written.change(1 + growth, 1) or _signed(growth)))
    return "<br>".join(filter(None, lines))


def _signed(growth: float) -> str:
    return f"{'+' if growth >= 0 else ''}{written.share(growth)}"
