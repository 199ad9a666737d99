"""The course of sentiment: counts, shares or the negative share with its interval, as a whole or group by group."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from analysis.metrics import NEGATIVE_SHARE, NET_SENTIMENT, SENTIMENT
from analysis.sentiment import sentiment
from charts.sentiment import negative_over_time, net_over_time, sentiment_over_time, small_multiples
from language import _
from ui.ask import ask
from ui.chosen import SHOWN_AS, fresh
from ui.columns import COUNTS, NET, SHARES, of_sentiment
from ui.figures import time_card
from ui.grain import choose_grain, left_out
from ui.kpis import View
from ui.split import choose_split, labelled, largest

METRICS = {"count": SENTIMENT, "share": SENTIMENT, "negative": NEGATIVE_SHARE, "net": NET_SENTIMENT}


def course_card(view: View, by: str | None, marks: pd.DataFrame) -> None:
    show, total = st.session_state["show"], view.totals.row["mentions"]
    columns = of_sentiment("bucket", *COUNTS, *SHARES, *NET, "complete")
    if by is None:
        answer = view.course
        figure, note = _figure(answer.frame, show, view.grain), left_out(total, answer.rows)
    else:
        groups = largest(view.filters, by)
        answer = ask(sentiment, replace(view.filters, **{by: groups}), grain=view.grain, by=by)
        figure = small_multiples(labelled(answer, by), grain=view.grain, show=show)
        columns, note = {"value": _("Group"), **columns}, _("the largest {count} groups", count=len(groups))
    time_card(_("How sentiment moved"), figure, answer, METRICS[show], grain=view.grain, marks=marks, key="course", total=total, columns=columns, note=note, control=_choose)


def _figure(frame: pd.DataFrame, show: str, grain: str):
    if show in ("count", "share"):
        return sentiment_over_time(frame, grain=grain, parts=show == "share")
    return (negative_over_time if show == "negative" else net_over_time)(frame, grain=grain)


def _choose() -> None:
    names = {"count": _("Counts"), "share": _("Shares"), "negative": _("Negative share"), "net": _("Net sentiment")}
    st.segmented_control(
        _("Shown as"), SHOWN_AS, default=st.session_state["show"], format_func=names.get, required=True,
        label_visibility="collapsed", **fresh("show"),
    )  # fmt: skip
    choose_split()
    choose_grain()
