"""Launches aligned at their day 0, and windows aligned at their peak: lines over the steps from there."""

import pandas as pd
import plotly.graph_objects as go

import written
from charts import numbers, theme
from charts.bars import told, values
from language import _

HEIGHT, HEAD, FOOT, NAME = 340, 34, 56, 44
# Steps that the axis shows at least.
LEAST = 14
DASHES = ("solid", "dash", "dot", "dashdot")
SHOWN = {"volume": "mentions", "ratio": "ratio", "share": "share", "net": "net"}


def aligned(frame: pd.DataFrame, *, shown: str = "volume") -> go.Figure:
    """A line for each launch from its day 0 on, of `shown`: volume, ratio (to the mean of the 28 days before), share or net.

    Columns: place (of the launch), label, colour (of its brand), step, bucket, mentions, ratio, share, net (NULL where not known). The customdata of a point is its row's position.
    """
    if frame.empty:
        return theme.without_data()
    titles = {"volume": _("Volume (mentions a day)"), "ratio": _("Times the 28 days before"), "share": _("Share of voice"), "net": _("Net sentiment")}
    value = pd.to_numeric(frame[SHOWN[shown]]).astype(float)
    hover = [
        "<br>".join([theme.plain(row.label, limit=40), _("day {step}: {day}", step=row.step, day=written.full_day(row.bucket)), _told(row)]) for row in frame.itertuples()
    ]
    figure = over_steps(frame.assign(value=value, hover=hover), title=_("Days since day 0"))
    return on_scale(figure, titles[shown], value, parts=shown in ("share", "net"))


def over_steps(rows: pd.DataFrame, *, title: str) -> go.Figure:
    """A line for each `place` over its steps, broken where value is NULL, where a mark that is not seen still tells why; a legend names them.

    Columns: place, label, colour, step, value, hover. The customdata of a point is its row's position.
    """
    rows = rows.assign(key=[[place] for place in range(len(rows))])
    figure = go.Figure(layout={"template": theme.GUANLAN, "height": HEIGHT, "hovermode": "closest", "margin": {"t": HEAD, "b": FOOT}})
    groups = [group for _place, group in rows.groupby("place", sort=False)]
    for number, group in enumerate(groups):
        colour = group["colour"].iloc[0]
        known = group[group["value"].notna()]
        figure.add_trace(
            go.Scatter(
                x=group["step"].tolist(), y=values(group["value"]), name=theme.plain(group["label"].iloc[0], limit=NAME), mode="lines+markers",
                line={"color": colour, "width": 1.8, "dash": DASHES[number % len(DASHES)]}, marker={"color": colour, "size": 4}, selected={"marker": {"opacity": 1}}, **told(group),
            )
        )  # fmt: skip
        gaps = group.drop(known.index)
        if len(gaps):
            figure.add_trace(go.Scatter(x=gaps["step"].tolist(), y=[0] * len(gaps), mode="markers", marker={"opacity": 0, "size": 5}, showlegend=False, **told(gaps)))
    legend = {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "itemclick": False, "itemdoubleclick": False, "font": {"color": theme.INK}}
    figure.update_layout(showlegend=True, legend=legend)
    known = rows.loc[rows["value"].notna(), "step"]
    ends = [min(known.min(), 0) - 1, max(known.max(), LEAST) + 1] if len(known) else [-1, LEAST + 1]
    return figure.update_xaxes(title_text=title, range=ends, zeroline=True, zerolinecolor=theme.INK)


def on_scale(figure: go.Figure, title: str, value: pd.Series, *, parts: bool) -> go.Figure:
    """The figure with the axis of its values: shares (−1 to 1), or numbers from 0 on."""
    if parts:
        return figure.update_yaxes(title_text=title, tickformat=".0%", rangemode="tozero")
    ticks = numbers.ticks(max(value.max(), 1) if value.notna().any() else 1)
    return figure.update_yaxes(title_text=title, range=[0, 1.06 * ticks[-1]], tickvals=ticks, ticktext=[written.short(tick) for tick in ticks])


def _told(row: tuple) -> str:
    if pd.isna(row.mentions):
        return _("not observed")
    lines = [_("{count} mentions", count=written.whole(row.mentions))]
    lines += [] if pd.isna(row.ratio) else [_("{times} times the 28 days before", times=written.short(row.ratio))]
    lines += [] if pd.isna(row.share) else [_("{share} of all compared brands", share=written.share(row.share))]
    lines += [] if pd.isna(row.net) else [_("Net sentiment {net}", net=written.share(row.net))]
    return "<br>".join(lines)
