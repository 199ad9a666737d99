"""Replies of brands: of the known threads how much was answered, and how soon, a row for each brand."""

import pandas as pd
import plotly.graph_objects as go

import written
from charts import theme
from charts.bars import told
from charts.ranking import ended, in_rows
from language import _

ROW, THICK, NAME = 54, 0.5, 20


def brand_replies(frame: pd.DataFrame) -> go.Figure:
    """A bar of all known threads for each row, the answered part in the brand's colour, the unanswered pale; where too few are known, or none is, a pale one of all
    mentions.

    Columns: label, colour, mentions, known, answered, unanswered, by_others, share, low, high (NULL where too few), median, early, late (minutes), timed.
    The customdata of a part is its row's position and answered or unanswered; of a bar of all mentions the position alone.
    """
    if frame.empty:
        return theme.without_data()
    rows = frame.assign(place=range(len(frame)), name=[theme.plain(label, limit=NAME) for label in frame["label"]])
    ends = [_end(row) for row in rows.itertuples()]
    figure = in_rows(rows["name"].tolist(), [max(end, key=theme.width) for end in ends], title=_("Brand"), across=(0, 1), row=ROW)
    figure.update_xaxes(title_text=_("Share of known threads"), range=[0, 1])
    figure.update_layout(barmode="overlay")
    enough, few = rows[rows["share"].notna()], rows[rows["share"].isna()]
    if len(enough):
        known = enough["known"].astype(float)
        figure.add_trace(_bars(enough, enough["share"], 0, "answered", enough["colour"].tolist()))
        figure.add_trace(_bars(enough, enough["unanswered"].astype(float) / known, 1 - enough["unanswered"].astype(float) / known, "unanswered", theme.PALE))
    if len(few):
        figure.add_trace(_bars(few, pd.Series(1, few.index), 0, None, theme.FAINT))
    return ended(figure, ["<br>".join(end) for end in ends])


def _bars(rows: pd.DataFrame, long: pd.Series, base: pd.Series | int, part: str | None, colour: list[str] | str) -> go.Bar:
    marks = pd.DataFrame({"hover": [_hover(row, part) for row in rows.itertuples()], "key": [[place] if part is None else [place, part] for place in rows["place"]]})
    begin = [0] * len(rows) if isinstance(base, int) else base.tolist()
    return go.Bar(orientation="h", x=long.tolist(), base=begin, y=rows["place"].tolist(), width=THICK, marker={"color": colour}, **told(marks))


def _end(row: tuple) -> list[str]:
    """What stands at the end of a row, in lines."""
    if pd.isna(row.known):
        return [_("not known"), _("no official account")]
    if pd.isna(row.share):
        return [_("Too few"), _("{answered} of {known} threads", answered=written.whole(row.answered), known=written.whole(row.known))]
    share = written.share(row.share) if pd.isna(row.low) else written.give_or_take(row.share, row.low, row.high)
    threads = _("{answered} of {known} threads", answered=written.whole(row.answered), known=written.whole(row.known))
    return [share, threads] if pd.isna(row.median) else [share, threads, _("median {median}", median=written.duration(row.median))]


def _hover(row: tuple, part: str | None) -> str:
    if part == "answered":
        lines = [_("{count} answered by its own accounts", count=written.whole(row.answered))]
        if not pd.isna(row.median):
            lines += [_("median {median}", median=written.duration(row.median)), _("80 % of them: {early} – {late}", early=written.duration(row.early), late=written.duration(row.late))]
        else:
            lines.append(_("{count} with a time: too few for a median", count=written.whole(row.timed)))
    elif part == "unanswered":
        lines = [_("{count} answered by nobody", count=written.whole(row.unanswered))]
    else:
        lines = [_("{count} mentions", count=written.whole(row.mentions)), *_end(row)]
    return "<br>".join([theme.plain(row.label, limit=40), *lines])
