"""Topics of this view: found in its mentions alone, when somebody asks for them."""

import streamlit as st

import written
from analysis.answer import Answer
from analysis.filters import Filters
from analysis.labels import label
from analysis.metrics import TOPICS
from analysis.view_topics import found, view_topics
from charts.sentiment import MOST_ROWS, sentiment_by
from jobs import jobs_of
from language import _
from ui.ask import ask, shown
from ui.card import card
from ui.columns import COUNTS, NET, SHARES, of_sentiment
from ui.topic_editing import failed, number_of_topics


def view_topics_card(filters: Filters, total: int) -> None:
    told = ask(found, filters)
    if not told.rows:
        with st.container(border=True, key="card_view_topics"):
            st.markdown(f"**{_('Topics of this view')}**")
            st.caption(_("The topics above are those of the whole store. Here they can be found in these mentions alone: finer ones, for this view."))
            _find(filters, _("Find the topics of this view"))
            _why_not(filters)
        return
    answer = ask(view_topics, filters)
    frame = answer.frame.assign(label=[label("view_topics", row["value"]) for row in answer.rows])
    columns = {"value": _("Topic"), **of_sentiment(*COUNTS, *SHARES, *NET)}
    card(
        _("Topics of this view"), sentiment_by(frame, by=_("Topic"), counts=True), answer, TOPICS, key="view_topics", total=total, columns=columns, note=_when(told),
        control=lambda: _find(filters, _("Find anew")), source=lambda: _why_not(filters), most=MOST_ROWS,
    )  # fmt: skip


def _why_not(filters: Filters) -> None:
    failed("view_topics", link=filters.link())


def _when(told: Answer) -> str:
    """Mentions that came since belong to none."""
    return _("found {when}; mentions that came since belong to none", when=written.minute(told.rows[0]["made_at"]))


def _find(filters: Filters, title: str) -> None:
    with st.popover(title, type="tertiary", icon=":material/manage_search:"), st.form("find_view_topics", border=False):
        asked = number_of_topics("asked_view_topics")
        if st.form_submit_button(_("Find topics"), type="primary"):
            jobs_of(shown()).submit("view_topics", name="", link=filters.link(), asked=asked)
            st.rerun()
