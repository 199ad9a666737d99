"""What stands beside a word, as a network: the word in the middle, lines between words that stand in the same mentions."""

from math import sqrt

import networkx as nx
import pandas as pd
import plotly.graph_objects as go

import written
from charts import theme
from charts.bars import told
from language import _

MOST_NODES, MOST_EDGES = 24, 45
HEIGHT, NAME = 460, 20
SMALLEST, LARGEST, WIDEST = 9, 34, 5
# The node of the word itself: no word is empty.
MIDDLE = ""


def beside(frame: pd.DataFrame, *, word: str, edges: pd.DataFrame) -> go.Figure:
    """The first 24 rows around `word`; of `edges` (words: two of them, mentions) the first 45.

    Columns: word, mentions (with both), stories, lift (NULL where too few). The customdata of a circle is its row's position; in the
    middle of a line stands a mark that is not seen, with the position of its edge and 1.
    """
    if frame.empty:
        return theme.without_data()
    nodes = frame.head(MOST_NODES)
    joined = edges.head(MOST_EDGES)
    at = _layout(nodes, word, joined)
    figure = go.Figure(layout={"template": theme.GUANLAN, "height": HEIGHT, "hovermode": "closest"})
    most = max(joined["mentions"].max(), 1) if len(joined) else 1
    for pair, mentions in zip(joined["words"], joined["mentions"], strict=True):
        figure.add_trace(_line(at[pair[0]], at[pair[1]], max(WIDEST * mentions / most, 0.6)))
    figure.add_trace(_spokes(at))
    figure.add_trace(_joints(joined, at))
    figure.add_trace(_circles(nodes, at))
    figure.add_trace(
        go.Scatter(
            x=[at[MIDDLE][0]],
            y=[at[MIDDLE][1]],
            mode="markers+text",
            text=[f"<b>{theme.plain(word, limit=NAME)}</b>"],
            textposition="top center",
            textfont={"color": theme.INK, "size": 15},
            marker={"color": theme.INK, "size": 14},
            hoverinfo="skip",
        )
    )
    figure.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0})
    figure.update_xaxes(visible=False, range=[-1.2, 1.2], title_text=_("Place in the network"))
    return figure.update_yaxes(visible=False, range=[-1.2, 1.2], title_text=_("Place in the network"))


def _layout(nodes: pd.DataFrame, word: str, joined: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Where each word stands, MIDDLE at 0, 0; always the same."""
    graph = nx.Graph()
    strongest = max(nodes["mentions"].max(), 1)
    graph.add_weighted_edges_from((MIDDLE, name, 0.3 + count / strongest) for name, count in zip(nodes["word"], nodes["mentions"], strict=True))
    graph.add_weighted_edges_from((*pair, count / strongest) for pair, count in zip(joined["words"], joined["mentions"], strict=True))
    start = nx.circular_layout(graph, center=(0, 0)) | {MIDDLE: (0, 0)}
    found = nx.spring_layout(graph, pos=start, fixed=[MIDDLE], k=1.3, iterations=200, seed=0)
    reach = max(max(abs(x), abs(y)) for x, y in found.values()) or 1
    return {name: (float(x / reach), float(y / reach)) for name, (x, y) in found.items()}


def _line(one: tuple[float, float], other: tuple[float, float], width: float) -> go.Scatter:
    line = {"color": theme.CONTEXT, "width": width}
    return go.Scatter(x=[one[0], other[0]], y=[one[1], other[1]], mode="lines", line=line, hoverinfo="skip")


def _spokes(at: dict) -> go.Scatter:
    ends = [(x, y) for name, (x, y) in at.items() if name != MIDDLE]
    line = {"color": theme.PALE, "width": 1}
    xs, ys = ([part for end in ends for part in (at[MIDDLE][axis], end[axis], None)] for axis in (0, 1))
    return go.Scatter(x=xs, y=ys, mode="lines", line=line, hoverinfo="skip")


def _joints(joined: pd.DataFrame, at: dict) -> go.Scatter:
    hover = [
        _("{one} and {other}: {count} mentions", one=theme.plain(pair[0], limit=NAME), other=theme.plain(pair[1], limit=NAME), count=written.whole(count))
        for pair, count in zip(joined["words"], joined["mentions"], strict=True)
    ]
    marks = pd.DataFrame({"hover": hover, "key": [[place, 1] for place in joined.index]})
    middles = [[(at[pair[0]][axis] + at[pair[1]][axis]) / 2 for pair in joined["words"]] for axis in (0, 1)]
    return go.Scatter(x=middles[0], y=middles[1], mode="markers", marker={"opacity": 0, "size": 10}, **told(marks))


def _circles(nodes: pd.DataFrame, at: dict) -> go.Scatter:
    most = max(nodes["mentions"].max(), 1)
    marks = pd.DataFrame({"hover": [_hover(row) for row in nodes.itertuples()], "key": [[place] for place in range(len(nodes))]})
    return go.Scatter(
        x=[at[name][0] for name in nodes["word"]],
        y=[at[name][1] for name in nodes["word"]],
        mode="markers+text",
        text=[theme.plain(name, limit=NAME) for name in nodes["word"]],
        textposition="top center",
        textfont={"color": theme.INK},
        marker={"color": theme.GREY, "size": [max(LARGEST * sqrt(count / most), SMALLEST) for count in nodes["mentions"]]},
        cliponaxis=False,
        **told(marks),
    )


def _hover(row: tuple) -> str:
    lines = [theme.plain(row.word, limit=NAME), _("{count} mentions with both", count=written.whole(row.mentions)), _("{count} stories", count=written.whole(row.stories))]
    if not pd.isna(row.lift):
        lines.append(_("{times} times as often as by chance", times=written.short(row.lift)))
    return "<br>".join(lines)
