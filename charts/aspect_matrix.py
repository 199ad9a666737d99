"""Aspects crossed with brands: a table of heat with mentions or net sentiment in its cells."""

import pandas as pd
import plotly.graph_objects as go
from plotly.colors import hex_to_rgb

import written
from charts import theme
from charts.brands import NAME
from charts.crossing import heads
from charts.heat import grey, heat
from language import _

ROW, HEAD = 30, 96
# How much of a colour a cell shows, from none to a share of 40 % and more, or to a net sentiment of ±60 % and more.
PALEST, DARKEST, FULL, FULL_NET = 0.03, 0.6, 0.4, 0.6


def aspect_matrix(frame: pd.DataFrame, *, cells: str = "volume") -> go.Figure:
    """A cell for each row; `cells` is volume, the darker the larger a part of its brand it is, or net, in the colours of sentiment.

    Columns: row_key and row (aspect and its label), column_key and column (brand), mentions, brand_mentions, share (of these, 0–1; NULL where too few), negative,
    positive, net (−1 to 1; NULL where too few). The customdata of a cell is its row's position.
    """
    if frame.empty:
        return theme.without_data()
    down, left = heads(frame, "row", 20)
    across, top = heads(frame, "column", NAME)
    is_net = cells == "net"
    drawn = frame.assign(
        down=frame["row_key"].map(down), across=frame["column_key"].map(across), frame=0,
        colour=[_felt(net) for net in frame["net"]] if is_net else [grey(min(share / FULL, 1), PALEST, DARKEST) for share in frame["share"].fillna(0)],
        text=[_net(cell) if is_net else written.short(cell.mentions) if cell.mentions else "" for cell in frame.itertuples()],
        key=[[place] for place in range(len(frame))], hover=[_hover(cell) for cell in frame.itertuples()],
    )  # fmt: skip
    return heat(drawn, left, top, rows=_("Aspect"), columns=_("Brand"), row=ROW, head=HEAD, size=12)


def _felt(net: float) -> str:
    if pd.isna(net):
        return grey(0, PALEST, DARKEST)
    alpha = PALEST + (DARKEST - PALEST) * min(abs(net) / FULL_NET, 1)
    return f"rgba{(*hex_to_rgb(theme.SENTIMENT[1 if net > 0 else -1]), round(alpha, 3))}"


def _net(cell: tuple) -> str:
    return written.share(cell.net) if not pd.isna(cell.net) else _("Too few") if cell.mentions else ""


def _hover(cell: tuple) -> str:
    share = "" if pd.isna(cell.share) else f" · {written.share(cell.share)}"
    net = _("Net sentiment: too few") if pd.isna(cell.net) else _("Net sentiment {net}", net=written.share(cell.net))
    lines = [
        f"{theme.plain(cell.column, limit=40)} · {theme.plain(cell.row, limit=40)}",
        _("{count} of {total} mentions", count=written.whole(cell.mentions), total=written.whole(cell.brand_mentions)) + share,
        net,
        _("{positive} positive · {negative} negative", positive=written.whole(cell.positive), negative=written.whole(cell.negative)),
    ]
    return "<br>".join(lines)
