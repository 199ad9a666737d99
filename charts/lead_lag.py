"""How a figure of the business goes together with what is said, the figure some days before or after."""

import pandas as pd
import plotly.graph_objects as go

import written
from charts import theme
from charts.bars import told, values
from language import _

HEIGHT = 260
SEEN, PALE = 7, 0.16


def lead_lag(frame: pd.DataFrame, *, name: str, talk: str) -> go.Figure:
    """The correlation at each lag with its interval as a band; lags whose interval excludes 0 are filled.

    Columns: lag (days that the figure comes after the talk), pairs, r, r_low, r_high (NULL: too few pairs), clear. `name` and `talk` name
    both series. The customdata of a mark is its row's position.
    """
    if frame.empty:
        return theme.without_data()
    rows = frame.assign(key=[[place] for place in range(len(frame))], hover=[_hover(row, name, talk) for row in frame.itertuples()])
    known = rows[rows["r"].notna()]
    figure = go.Figure(layout={"template": theme.GUANLAN, "height": HEIGHT, "margin_t": 16})
    band = [*known["lag"], *known["lag"][::-1]], [*known["r_high"], *known["r_low"][::-1]]
    figure.add_trace(go.Scatter(x=band[0], y=band[1], mode="lines", line={"width": 0}, fill="toself", fillcolor=theme.INK, opacity=PALE, hoverinfo="skip"))
    colours = [theme.INK if clear else theme.PAPER for clear in rows["clear"]]
    marker = {"color": colours, "size": SEEN, "line": {"color": theme.INK, "width": 1}}
    line = {"color": theme.INK, "width": 1.5}
    figure.add_trace(go.Scatter(x=rows["lag"].tolist(), y=values(rows["r"]), mode="lines+markers", line=line, marker=marker, **told(rows)))
    title = _("Days that the figure comes after the talk")
    figure.update_xaxes(title_text=title, tickvals=[*range(-14, 15, 7)], ticktext=["−14", "−7", "0", "+7", "+14"], zeroline=True, zerolinecolor=theme.CONTEXT)
    return figure.update_yaxes(title_text=_("Correlation"), range=[-1, 1], tickvals=[-1, -0.5, 0, 0.5, 1], ticktext=["−1", "−0.5", "0", "0.5", "1"])


def _hover(row: tuple, name: str, talk: str) -> str:
    lines = [f"{theme.plain(talk, limit=30)} × {theme.plain(name, limit=40)}", lagged(row.lag)]
    if pd.isna(row.r):
        return "<br>".join([*lines, _("Too few pairs of days")])
    interval = f"{written.coefficient(row.r_low)} – {written.coefficient(row.r_high)}"
    return "<br>".join([*lines, _("r = {r}, interval {interval}", r=written.coefficient(row.r), interval=interval), _("{count} pairs of days", count=written.whole(row.pairs))])


def lagged(lag: int) -> str:
    """Which comes first, and by how many days."""
    if lag == 0:
        return _("The same day")
    return _("The figure {count} days later", count=lag) if lag > 0 else _("The figure {count} days earlier", count=-lag)
