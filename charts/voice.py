"""Share of voice: whom of the compared brands is spoken of how much, as a whole, over time and by platform.

The frames have a row for each brand, value, with label (its name), mentions, amount (what the shares are of; NULL where unknown), known (of how
many mentions), capped (how many of these counts are lower bounds), partial (whether what they are of is unknown for a brand there) and share (0–1; NULL where too
few or partial). `ours` are the brands in ink, `what` names what is counted. The customdata of a mark is its row's position. Where there is no share, a mark of no length tells why.
"""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

import written
from charts import theme
from charts.bars import bars, hover, told
from charts.brands import NAME, colours, keyed
from charts.ranking import ended, in_rows
from charts.time_axis import named_at_end, on_time_axis, say, share_axis
from language import _

ROW, THICK, NUMBER = 40, 0.56, 10
PLATFORM_ROW, MOST_PLATFORMS = 30, 10


def voice(frame: pd.DataFrame, *, ours: Sequence[str], what: str) -> go.Figure:
    """The share of each brand as a bar, with its amount and change at the end.

    Columns also: change (what it is told to have moved by, NULL where it is not) and clear (whether that is no chance).
    """
    if frame.empty:
        return theme.without_data()
    painted = colours(frame["value"], ours)
    shares = [_lacking(row) if pd.isna(row.share) else written.share(row.share) for row in frame.itertuples()]
    ends = [f"{share} · {amount(row)}" for share, row in zip(shares, frame.itertuples(), strict=True)]
    changes = [change if isinstance(change, str) else "" for change in frame["change"]]
    names = [theme.plain(label, limit=NAME) for label in frame["label"]]
    most = frame["share"].max()
    figure = in_rows(names, [*ends, *changes], title=_("Brand"), across=(0, 1 if pd.isna(most) else most), row=ROW)
    marks = pd.DataFrame({"hover": [_hover(row, what) for row in frame.itertuples()], "key": [[place] for place in range(len(frame))]})
    look = {"orientation": "h", "width": THICK, "marker": {"color": [painted[brand] for brand in frame["value"]]}}
    figure.add_trace(go.Bar(x=frame["share"].fillna(0).tolist(), y=list(range(len(frame))), **look, **told(marks)))
    figure.update_xaxes(title_text=_("Share of voice"))
    beneath = [f"<b>{change}</b>" if clear else change for change, clear in zip(changes, frame["clear"], strict=True)]
    return ended(figure, [f"{end}<br>{change}" if change else end for end, change in zip(ends, beneath, strict=True)])


def voice_over_time(frame: pd.DataFrame, *, grain: str, ours: Sequence[str], what: str) -> go.Figure:
    """Bars of 100 %, ours at the foot. Columns also: bucket (start of its hour, day or week, as `grain` says) and complete (False is drawn
    hatched). A bucket too small for shares stays empty.
    """
    if frame.empty:
        return theme.without_data()
    rows = frame.assign(position=range(len(frame)), complete=frame["complete"].astype(bool))
    painted, figure = colours(frame["value"], ours), on_time_axis(rows, grain=grain)
    for brand, colour in painted.items():
        one = rows[rows["value"] == brand].sort_values("bucket")
        value = [_of(row, what) for row in one.itertuples()]
        texts = hover(one, theme.plain(one["label"].iloc[0]), value, grain=grain, of="share", is_share=True)
        figure.add_trace(bars(one.assign(hover=texts, key=[[position] for position in one["position"]], height=one["share"].fillna(0)), height="height", colour=colour, grain=grain))
    share_axis(figure, _("Share of voice"), [0, 0.25, 0.5, 0.75, 1])
    told_of = rows[rows["share"].notna()]
    if told_of.empty:
        unknown = _("What shares are of is unknown for a brand.<br>Compare by mentions.")
        say(figure, unknown if rows["partial"].any() else _("Too few mentions for shares.<br>Choose longer buckets or remove a filter."))
    last = told_of[told_of["complete"]] if told_of["complete"].any() else told_of
    last = last[last["bucket"] == last["bucket"].max()].set_index("value")["share"]
    heights = last.reindex(painted).fillna(0)
    names = rows.drop_duplicates("value").set_index("value")["label"]
    return named_at_end(
        figure, names=[theme.plain(names[brand], limit=NAME) for brand in painted], colours=list(painted.values()), ends=(heights.cumsum() - heights / 2).tolist()
    )


def voice_across(frame: pd.DataFrame, *, ours: Sequence[str], what: str) -> go.Figure:
    """For each of the first ten platforms a bar of 100 %, ours first, with all that is counted there at its end. Columns also: platform and platform_name (its
    label; NULL is unknown).
    """
    if frame.empty:
        return theme.without_data()
    rows = frame.assign(position=range(len(frame)), place=pd.factorize(frame["platform"], use_na_sentinel=False)[0])
    rows = rows[rows["place"] < MOST_PLATFORMS]
    painted, heads = colours(frame["value"], ours), rows.drop_duplicates("place")
    sums = rows.groupby("place").agg(amount=("amount", "sum"), capped=("capped", "sum"), share=("share", "max"), partial=("partial", "any"))
    ends = [amount(row) if not pd.isna(row.share) else f"{_lacking(row)} · {amount(row)}" for row in sums.itertuples()]
    figure = in_rows([theme.plain(name, limit=NAME) for name in heads["platform_name"]], ends, title=_("Platform"), across=(0, 1), row=PLATFORM_ROW)
    figure.update_xaxes(title_text=_("Share of voice")).update_layout(barmode="stack", uniformtext={"mode": "hide", "minsize": NUMBER})
    for brand, colour in painted.items():
        one = rows[rows["value"] == brand]
        keys = one.assign(hover=[f"{theme.plain(row.platform_name)} · {_hover(row, what)}" for row in one.itertuples()], key=[[place] for place in one["position"]])
        figure.add_trace(
            go.Bar(
                orientation="h", x=one["share"].fillna(0).tolist(), y=one["place"].tolist(), width=0.74, marker={"color": colour},
                text=["" if pd.isna(share) else written.share(share) for share in one["share"]], textposition="inside", insidetextanchor="middle",
                textangle=0, textfont={"size": NUMBER}, **told(keys),
            )
        )  # fmt: skip
    names = frame.drop_duplicates("value").set_index("value")["label"]
    return keyed(ended(figure, ends), [theme.plain(names[brand], limit=NAME) for brand in painted], list(painted.values()))


def amount(row: tuple) -> str:
    """What is counted, with ≥ where some of its counts are lower bounds."""
    return ("≥ " if row.capped else "") + written.short(row.amount)


def _lacking(row: tuple) -> str:
    """Why there is no share."""
    return _("No share") if row.partial else _("Too few")


def _of(row: tuple, what: str) -> str:
    share = (_("no share: unknown for a brand") if row.partial else _("too few for a share")) if pd.isna(row.share) else written.share(row.share)
    counted = ("≥ " if row.capped else "") + written.whole(row.amount)
    return f"{what}: {counted} · {share}<br>{_('{count} mentions', count=written.whole(row.mentions))}"


def _hover(row: tuple, what: str) -> str:
    return f"{theme.plain(row.label, limit=40)}<br>{_of(row, what)}"
