"""How people feel about it: positive, neutral and negative over time and by group, the negative share, net sentiment.

The frames have mentions and of them positive, neutral, negative and unknown, and the shares of the known three,
positive_share, neutral_share and negative_share (0–1, NULL where too few). Over time they have bucket (start of its
hour, day, week or month, as `grain` says) and complete (False is drawn hatched or dotted). The customdata of a mark is the position of its row and, where it stands for a sentiment, that:
1, 0, −1, or None for unknown.
"""

import pandas as pd
import plotly.graph_objects as go

import written
from charts import numbers, theme
from charts.bars import hover, told, values
from charts.brands import keyed
from charts.lines import lines
from charts.ranking import ROW, in_rows
from charts.stack import COLOURS, COLUMNS, count, height_axis, named, names, stacked, too_few, whose
from charts.time_axis import on_time_axis, say, share_axis
from language import _

UPPER, LOWER, PANEL = 210, 130, 72
"""Pixels: the heights of the two panels of the main chart, and of each small multiple."""

LEAST_TOP = 10
"""The axis of negative shares reaches at least so many percent."""

NUMBER, THICK = 10, 0.74
"""Of the bars of 100 %: pixels of the numbers on them, and the part of a row."""

MOST_ROWS, COMPARED = 16, 38
"""Groups at most, and the pixels of a row whose change is told."""

NAME = 16
"""Latin letters of a group's name at most."""


def sentiment_over_time(frame: pd.DataFrame, *, grain: str, parts: bool = False) -> go.Figure:
    """Bars stacked by sentiment: counts, or with `parts` shares of 100 % with neutral in the middle.

    A bucket too small for shares stays empty.
    """
    if frame.empty:
        return theme.without_data()
    rows = _in_time(frame)
    figure = stacked(on_time_axis(rows, grain=grain), rows, grain=grain, parts=parts)
    if parts and rows["negative_share"].isna().all():
        say(figure, _too_few_everywhere())
    return named(height_axis(figure, rows, parts), rows, parts)


def negative_over_time(frame: pd.DataFrame, *, grain: str) -> go.Figure:
    """The negative share as a line from 0 %, its interval, negative_low and negative_high (NULL: none), as a band."""
    if frame.empty:
        return theme.without_data()
    rows = _in_time(frame)
    return _negative(on_time_axis(rows, grain=grain), rows, grain)


def net_over_time(frame: pd.DataFrame, *, grain: str) -> go.Figure:
    """Net sentiment, net, as a line from −100 % to +100 %, its interval, net_low and net_high (NULL: none), as a band."""
    if frame.empty:
        return theme.without_data()
    rows = _in_time(frame)
    return _net(on_time_axis(rows, grain=grain), rows, grain)


def volume_and_negative(frame: pd.DataFrame, *, grain: str) -> go.Figure:
    """The volume stacked by sentiment above, the negative share with its interval below, over one time axis."""
    if frame.empty:
        return theme.without_data()
    rows = _in_time(frame)
    figure = on_time_axis(rows, grain=grain, heights=(UPPER, LOWER))
    figure = named(height_axis(stacked(figure, rows, grain=grain, parts=False), rows, parts=False), rows, parts=False)
    return _negative(figure, rows, grain, panel=2)


def small_multiples(frame: pd.DataFrame, *, grain: str, show: str = "count") -> go.Figure:
    """For each group (group_key, and group, its label) a flat panel, the largest on top: bars stacked by sentiment with
    `show` count or share, a line with its interval with negative or net. All panels have the same axes.
    """
    if frame.empty:
        return theme.without_data()
    groups = [rows for _key, rows in _in_time(frame).groupby("group_key", dropna=False, sort=False)]
    groups.sort(key=lambda rows: rows["mentions"].sum(), reverse=True)
    figure = on_time_axis(frame, grain=grain, heights=(PANEL,) * len(groups))
    for panel, rows in enumerate(groups, start=1):
        _panel(figure, rows, grain, show, panel, of=frame)
        title = f"<b>{theme.plain(rows['group'].iloc[0])}</b> · n = {written.whole(rows['mentions'].sum())}"
        say(figure, title, panel=panel, x=0, xanchor="left", y=1, yanchor="bottom")
    titles = {"count": _("Volume"), "share": _("Share"), "negative": _("Negative share"), "net": _("Net sentiment")}
    figure.update_yaxes(title_text="").update_layout(yaxis_title_text=titles[show])
    return named(figure, groups[0], show == "share") if show in ("count", "share") else figure


def _panel(figure: go.Figure, rows: pd.DataFrame, grain: str, show: str, panel: int, *, of: pd.DataFrame) -> None:
    """One group; `of` has all of them, which share an axis."""
    if show == "negative":
        _negative(figure, rows, grain, panel=panel, of=of)
    elif show == "net":
        _net(figure, rows, grain, panel=panel)
    else:
        stacked(figure, rows, grain=grain, parts=show == "share", panel=panel)
        height_axis(figure, of, show == "share", panel=panel)
        if show == "share" and rows["negative_share"].isna().all():
            say(figure, _("Too few"), panel=panel)


def sentiment_by(frame: pd.DataFrame, *, by: str, counts: bool = False) -> go.Figure:
    """For each of the first rows a bar of 100 %, negative, neutral, positive, with net sentiment and n at its end; `by` names the
    rows. On the bars stand their shares, or with `counts` their mentions.

    Columns also: label, net (−1 to 1, NULL where too few), and where it is compared, change (what it is told to have moved by,
    NULL where it is not) and clear (whether that is no chance). Rows too small for shares have a pale bar.
    """
    if frame.empty:
        return theme.without_data()
    rows = frame.head(MOST_ROWS)
    rows = rows.assign(position=range(len(rows)), name=[theme.plain(label, limit=NAME) for label in rows["label"]])
    few = rows["negative_share"].isna()
    nets = [_("Too few") if pd.isna(net) else written.share(net) for net in rows["net"]]
    ends = [f"{net} · {written.short(count)}" for net, count in zip(nets, rows["mentions"], strict=True)]
    compared = rows[["change", "clear"]].fillna({"change": ""}).to_numpy().tolist() if "change" in rows else [["", False]] * len(rows)
    changes = [change for change, _clear in compared]
    head = _("Net · mentions")
    figure = in_rows(rows["name"].tolist(), [head, *ends, *changes], title=by, across=(0, 1), row=COMPARED if any(changes) else ROW)
    figure.update_xaxes(title_text=_("Share of known sentiment"))
    figure.add_traces([_row_bars(rows[~few], sentiment, counts) for sentiment in names(parts=True)])
    if few.any():
        figure.add_trace(_pale_bars(rows[few]))
    spot = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 4, "showarrow": False, "align": "left", "font": {"color": theme.INK}}
    figure.add_annotation(spot, text=head, y=1, yref="paper", yanchor="bottom")
    for place, (end, (change, clear)) in enumerate(zip(ends, compared, strict=True)):
        beneath = f"<br><b>{change}</b>" if clear else f"<br>{change}"
        figure.add_annotation(spot, text=end + beneath if change else end, y=place)
    figure.update_layout(barmode="stack", uniformtext={"mode": "hide", "minsize": NUMBER})
    shown = names(parts=True)
    return keyed(figure, list(shown.values()), [COLOURS[sentiment] for sentiment in shown])


def _in_time(frame: pd.DataFrame) -> pd.DataFrame:
    rows = frame.assign(position=range(len(frame)), complete=frame["complete"].astype(bool))
    return rows.sort_values("bucket", kind="stable")


def _negative(
    figure: go.Figure, rows: pd.DataFrame, grain: str, *, panel: int = 1, of: pd.DataFrame | None = None
) -> go.Figure:
    """The rows in a panel whose axis fits `of`, or them."""
    highest = (rows if of is None else of)[["negative_share", "negative_high"]].max().max()
    ticks = numbers.ticks(LEAST_TOP if pd.isna(highest) else max(LEAST_TOP, 100 * highest))
    share_axis(figure, _("Negative share"), [tick / 100 for tick in ticks], panel=panel)
    value = [
        too_few(row)
        if pd.isna(row.negative_share)
        else f"{count(row, 'negative')}<br>{_interval(row.negative_low, row.negative_high)}"
        for row in rows.itertuples()
    ]
    told_of = rows.assign(hover=hover(rows, whose(rows, _("Negative share")), value, grain=grain, of="negative_share", is_share=True))
    columns = ("negative_share", "negative_low", "negative_high")
    return _line(figure, told_of, columns, theme.SENTIMENT[-1], grain, panel=panel)


def _net(figure: go.Figure, rows: pd.DataFrame, grain: str, *, panel: int = 1) -> go.Figure:
    share_axis(figure, _("Net sentiment"), [-1, -0.5, 0, 0.5, 1], panel=panel)
    value = [_sides(row) for row in rows.itertuples()]
    told_of = rows.assign(hover=hover(rows, whose(rows, _("Net sentiment")), value, grain=grain, of="net", is_share=True))
    return _line(figure, told_of, ("net", "net_low", "net_high"), theme.INK, grain, panel=panel)


def _sides(row: tuple) -> str:
    sides = _(
        "{positive} positive · {negative} negative",
        positive=written.whole(row.positive),
        negative=written.whole(row.negative),
    )
    if pd.isna(row.net):
        return f"{_('Too few')}<br>{sides}"
    return f"{written.share(row.net)} · {sides}<br>{_interval(row.net_low, row.net_high)}"


def _interval(low: float, high: float) -> str:
    if pd.isna(low) or pd.isna(high):
        return _("No interval: a few texts or authors make up most of it.")
    return _("Sampling interval {interval}, without the model's error", interval=written.interval(low, high))


def _line(
    figure: go.Figure, rows: pd.DataFrame, columns: tuple[str, str, str], colour: str, grain: str, *, panel: int = 1
) -> go.Figure:
    """The figure with a line of the first column, with a band between the others; says so where there is none to draw."""
    named_so = dict(zip(columns, ("value", "low", "high"), strict=True))
    drawn = rows.assign(key=[[position] for position in rows["position"]]).rename(columns=named_so)
    figure.add_traces(lines(drawn, colour=colour, grain=grain, panel=panel))
    return say(figure, _too_few_everywhere(), panel=panel) if drawn["value"].isna().all() else figure


def _too_few_everywhere() -> str:
    return _("Too few mentions for shares.<br>Choose longer buckets or remove a filter.")


def _row_bars(rows: pd.DataFrame, sentiment: int, counts: bool) -> go.Bar:
    """The shares of a sentiment; the number stands on its bar where it fits, on neutral never."""
    column, name = COLUMNS[sentiment], names(parts=True)[sentiment]
    texts = [
        f"{row.name} · {name}<br>{count(row, column)}<br>{_('Net sentiment {share}', share=written.share(row.net))}"
        for row in rows.itertuples(index=False)
    ]
    numbers_on = [written.whole(count) for count in rows[column]] if counts else [written.share(part) for part in rows[f"{column}_share"]]
    return go.Bar(
        orientation="h",
        x=values(rows[f"{column}_share"]),
        y=rows["position"].tolist(),
        width=THICK,
        name=name,
        marker={"color": COLOURS[sentiment]},
        text=[number if sentiment else "" for number in numbers_on],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"color": theme.PAPER, "size": NUMBER},
        **told(rows.assign(hover=texts, key=[[position, sentiment] for position in rows["position"]])),
    )


def _pale_bars(rows: pd.DataFrame) -> go.Bar:
    texts = [f"{row.name}<br>{too_few(row)}" for row in rows.itertuples(index=False)]
    keyed = rows.assign(hover=texts, key=[[position] for position in rows["position"]])
    look = {"orientation": "h", "width": THICK, "marker": {"color": theme.FAINT}}
    return go.Bar(x=[1] * len(rows), y=rows["position"].tolist(), **look, **told(keyed))
