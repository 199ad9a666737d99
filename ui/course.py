"""The course of sentiment: counts, shares or the negative share with its interval, as a whole or group by group."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from analysis.filters import Filters
from analysis.metrics import NEGATIVE_SHARE, NET_SENTIMENT, SENTIMENT
from analysis.sentiment import sentiment
from charts.sentiment import negative_over_time, net_over_time, sentiment_over_time, small_multiples
from language import _
from ui.ask import ask
from ui.card import card
from ui.chosen import SHOWN_AS, fresh
from ui.columns import COUNTS, NET, SHARES, of_sentiment
from ui.figures import choose_figure, overlaid
from ui.grain import choose_grain, left_out
from ui.kpis import View
from ui.split import choose_split, labelled, largest

METRICS = {"count": SENTIMENT, "share": SENTIMENT, "negative": NEGATIVE_SHARE, "net": NET_SENTIMENT}


def course_card(view: View, by: str | None, marks: pd.DataFrame) -> None:
    show, total = st.session_state["show"], view.totals.row["mentions"]
    columns = of_sentiment("bucket", *COUNTS, *SHARES, *NET, "complete")
    if by is None:
        answer = view.course
        figure, told = overlaid(_figure(answer.frame, show, view.grain, marks), answer.frame, view.filters, view.grain)
        note = " · ".join(filter(None, [left_out(total, answer.rows), told]))
    else:
        groups = largest(view.filters, by)
        answer = ask(sentiment, replace(view.filters, **{by: groups}), grain=view.grain, by=by)
        figure = small_multiples(labelled(answer, by), grain=view.grain, show=show, marks=marks)
        columns, note = {"value": _("Group"), **columns}, _("the largest {count} groups", count=len(groups))
    card(
        _("How sentiment moved"), figure, answer, METRICS[show], key="course", total=total, columns=columns, note=note,
        control=partial(_choose, view.filters if by is None else None),
    )  # fmt: skip


def _figure(frame: pd.DataFrame, show: str, grain: str, marks: pd.DataFrame):
    if show in ("count", "share"):
        return sentiment_over_time(frame, grain=grain, marks=marks, parts=show == "share")
    return (negative_over_time if show == "negative" else net_over_time)(frame, grain=grain, marks=marks)


def _choose(filters: Filters | None) -> None:
    """`filters`: of which a figure of the business can be shown beside; it is not where the course is split."""
    names = {"count": _("Counts"), "share": _("Shares"), "negative": _("Negative share"), "net": _("Net sentiment")}
    st.segmented_control(
        _("Shown as"), SHOWN_AS, default=st.session_state["show"], format_func=names.get, required=True,
        label_visibility="collapsed", **fresh("show"),
    )  # fmt: skip
    if filters:
        choose_figure(filters)
    choose_split()
    choose_grain()
