"""Topics crossed with another field: a table of heat with the mentions in its cells."""

import pandas as pd
import plotly.graph_objects as go
from plotly.colors import hex_to_rgb

import written
from charts import theme
from charts.bars import told
from language import _

ROW, HEAD, GAP = 30, 76, 0.96
NAME, COLUMN = 20, 10
# How much of the grey a cell shows, from no mention of its row to half of them and more.
PALEST, DARKEST, FULL = 0.03, 0.7, 0.5


def crossing(frame: pd.DataFrame, *, rows: str, columns: str) -> go.Figure:
    """A cell for each row, the darker the larger a part of its topic it is; `rows` and `columns` say what stands there.

    Columns: row_key and row, column_key and column (labels; they stand as they come), mentions, row_mentions, share (of these, 0–1;
    NULL where too few), net (−1 to 1; NULL where too few). The customdata of a cell is its row's position.
    """
    if frame.empty:
        return theme.without_data()
    down, left = _heads(frame, "row", NAME)
    across, top = _heads(frame, "column", COLUMN)
    cells = frame.assign(key=[[place] for place in range(len(frame))], hover=[_hover(cell) for cell in frame.itertuples()])
    readable = {"marker": {"opacity": 1}, "textfont": {"color": theme.INK}}
    bars = go.Bar(
        orientation="h",
        base=[across[key] - GAP / 2 for key in map(_key, cells["column_key"])],
        x=[GAP] * len(cells),
        y=[down[key] for key in map(_key, cells["row_key"])],
        width=GAP,
        marker={"color": [_shade(share) for share in cells["share"]], "line": {"width": 0}},
        text=[written.short(count) if count else "" for count in cells["mentions"]],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"color": theme.INK, "size": 12},
        # A cell that is chosen leaves the others as they are.
        selected=readable,
        unselected=readable,
        **told(cells),
    )
    figure = go.Figure(bars, layout={"template": theme.GUANLAN, "height": ROW * len(left) + HEAD})
    figure.update_xaxes(title_text=columns, range=[-0.5, len(top) - 0.5], tickvals=[*range(len(top))], ticktext=top, side="top")
    return figure.update_yaxes(title_text=rows, range=[len(left) - 0.5, -0.5], tickvals=[*range(len(left))], ticktext=left, showgrid=False, zeroline=False)


def _heads(frame: pd.DataFrame, which: str, limit: int) -> tuple[dict[object, int], list[str]]:
    """Where each key stands, and what it is called."""
    named = dict(zip(map(_key, frame[f"{which}_key"]), frame[which], strict=True))
    return {key: place for place, key in enumerate(named)}, [theme.plain(name, limit=limit) for name in named.values()]


def _key(key: object) -> object:
    return None if pd.isna(key) else key


def _shade(share: float) -> str:
    part = 0 if pd.isna(share) else min(share / FULL, 1)
    return f"rgba{(*hex_to_rgb(theme.GREY), round(PALEST + (DARKEST - PALEST) * part, 3))}"


def _hover(cell: tuple) -> str:
    share = "" if pd.isna(cell.share) else f" · {written.share(cell.share)}"
    lines = [
        f"{theme.plain(cell.row, limit=40)} · {theme.plain(cell.column)}",
        _("{count} of {total} mentions", count=written.whole(cell.mentions), total=written.whole(cell.row_mentions)) + share,
        _("Net sentiment: too few") if pd.isna(cell.net) else _("Net sentiment {net}", net=written.share(cell.net)),
    ]
    return "<br>".join(lines)
