"""What is said here and not there, as two clouds: side by side, on a phone one under the other."""

import pandas as pd
import plotly.graph_objects as go

from charts import theme
from charts.cloud import DESK, HALF, LOWER, Placed, moved, placed
from charts.distinctive import hover_of
from charts.words import drawn
from language import _

# Pixels above a cloud for its name, and between two of them.
HEAD, GAP = 26, 20


def sides(frame: pd.DataFrame, *, here: str, there: str, size: tuple[int, int] = DESK) -> go.Figure:
    """Left (above) the rows typical of one side in the ink, right (below) those of the other in grey, each word the larger the
    further its z is from 0, on one scale; `here` and `there` name the sides.

    Columns: as charts.distinctive has them. The customdata of a word is its row's position.
    """
    if frame.empty:
        return theme.without_data()
    layout = laid_out(frame["word"].tolist(), frame["z"].tolist(), size)
    rows = frame.iloc[[at.place for at in layout]]
    hover = [hover_of(row, theme.plain(row.word), here, there) for row in rows.itertuples()]
    figure = drawn(rows["word"], layout, shades(rows["z"]), hover, together(size))
    for (left, top), z, name in zip(_corners(size), (1, -1), (here, there), strict=True):
        text = f"<b>{theme.plain(name)}</b>" if ((frame["z"] > 0) == (z > 0)).any() else f"<b>{theme.plain(name)}</b>: {_('no word is typical')}"
        figure.add_annotation(x=left, y=top - HEAD / 2, xanchor="left", text=text, showarrow=False, font={"color": shades([z])[0], "size": 13})
    return figure


def laid_out(words: list[str], deviates: list[float], size: tuple[int, int] = DESK) -> tuple[Placed, ...]:
    """The layout of both clouds, the places those of `words`."""
    half, scale = (HALF if size == DESK else LOWER), tuple(map(abs, deviates))
    parts = []
    for (left, top), sign in zip(_corners(size), (1, -1), strict=True):
        places = [place for place, z in enumerate(deviates) if z * sign > 0]
        layout = placed(tuple((words[place], abs(deviates[place])) for place in places), half, (min(scale), max(scale)))
        parts += [moved(at, places[at.place], left, top) for at in layout]
    return tuple(parts)


def shades(deviates: pd.Series | list[float]) -> list[str]:
    """Ours in the ink, the other side's in grey."""
    return [theme.INK if z > 0 else theme.GREY for z in deviates]


def together(size: tuple[int, int]) -> tuple[int, int]:
    """How large both are."""
    return (2 * HALF[0] + GAP, HEAD + HALF[1]) if size == DESK else (LOWER[0], 2 * (HEAD + LOWER[1]))


def _corners(size: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Left and top of either cloud, under its name."""
    return ((0, HEAD), (HALF[0] + GAP, HEAD)) if size == DESK else ((0, HEAD), (0, 2 * HEAD + LOWER[1]))
