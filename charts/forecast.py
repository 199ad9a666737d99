"""What the next hours may bring, after the hours that are known."""

import pandas as pd
import plotly.graph_objects as go

import written
from charts import theme
from charts.lines import lines
from charts.marks import mark
from charts.time_axis import count_axis, on_time_axis
from language import _

SHOWN = 7 * 24
# A band that reaches higher than so many times the highest value leaves the plot; hover tells its end.
HIGHEST = 2


def forecast(frame: pd.DataFrame) -> go.Figure:
    """The latest seven days as a line, then the hours ahead dashed, with their interval as a band; a mark where they begin.

    Columns: bucket (start of its hour), mentions (NULL ahead), forecast (NULL before), least and most (NULL: no band). The customdata
    of a mark is its row's position.
    """
    if frame.empty:
        return theme.without_data()
    rows = frame.assign(key=[[row] for row in range(len(frame))], complete=True, low=frame["least"], high=frame["most"])
    rows["value"] = rows["mentions"].astype(float).fillna(rows["forecast"])
    known, ahead = rows[rows["mentions"].notna()].tail(SHOWN), rows[rows["mentions"].isna()]
    rows = pd.concat([known, ahead]) if len(known) and len(ahead) else known if len(known) else ahead
    top = rows["value"].max()
    figure = count_axis(on_time_axis(rows, grain="hour"), min(max(top, rows["high"].max()), HIGHEST * top) if len(ahead) else top)
    for part, told, dash in ((known, _known, "solid"), (ahead, _ahead, "dash")):
        if len(part):
            drawn = lines(part.assign(hover=[told(row) for row in part.itertuples()]), colour=theme.INK, grain="hour")
            drawn[-1].update(line_dash=dash, marker_opacity=0)
            figure.add_traces(drawn)
    if ahead.empty:
        return figure
    begins = ahead["bucket"].min()
    now = {"at": [begins], "until": [pd.NaT], "kind": ["ours"], "title": [_("Known up to {time}", time=written.time_of_day(begins))]}
    return mark(figure, pd.DataFrame(now))


def _known(row: tuple) -> str:
    return "<br>".join([_("Volume"), written.bucket(row.bucket, "hour"), _("{count} mentions", count=written.whole(row.value))])


def _ahead(row: tuple) -> str:
    told = [_("Forecast"), written.bucket(row.bucket, "hour"), _("about {count} mentions", count=written.short(row.value))]
    if pd.notna(row.low):
        told.append(_("80% interval {least} – {most}", least=written.whole(row.low), most=written.whole(row.high)))
    return "<br>".join(told)
