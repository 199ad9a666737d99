"""The topics that are new in a view, and those that grew clearly, with when and where each was first seen."""

from datetime import timedelta

import streamlit as st

import written
from analysis.answer import Answer
from analysis.filters import Filters
from analysis.labels import label
from language import _
from ui.address import link_to
from ui.card import mentions_link
from ui.plain import plain
from ui.span import span
from ui.topics import first_source, marks

MOST = 4
WEEK = timedelta(days=7)


def news_card(answer: Answer, before: Filters | None) -> None:
    known = span()
    with st.container(border=True, key="card_topic_news", gap="small", height="stretch"):
        st.markdown(f"**{_('New and rising')}**")
        if before is None:
            st.caption(_("There is no period before to compare with: the data does not reach back over one. Choose a later or a shorter window."))
            if known.days[1] - known.days[0] >= 2 * WEEK:
                st.page_link("../pages/topics.py", label=_("The last 7 days"), icon=":material/date_range:", query_params=_of_last_week(answer.filters))
            return
        st.caption(_("against {window}", window=before.window()))
        found = sorted((row for row in answer.rows if row["new"] or row["rising"]), key=lambda row: (not row["new"], -(row["change"] or 0), -row["mentions"]))
        if not found:
            st.caption(_("No topic is new here, and none grew clearly."))
        for row in found[:MOST]:
            _draw(answer, row)
        if len(found) > MOST:
            st.caption(_("… and {count} more", count=written.whole(len(found) - MOST)))


def _of_last_week(filters: Filters) -> dict[str, list[str]]:
    """The same view of the last 7 days."""
    return {name: values for name, values in link_to(filters).items() if name not in ("since", "until")} | {"period": ["last7"]}


def _draw(answer: Answer, row: dict) -> None:
    with st.container(gap="xxsmall", key=f"news_{row['topic_id']}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{plain(label('topics', row['topic_id']))}**", width="content")
            mentions_link(answer.mentions(row))
        st.caption(f"**{' · '.join(marks(row))}** · {' · '.join(_told(row))}")
        st.caption(plain(_("First seen {when}, {source}", when=written.minute(row["first_seen"]), source=first_source(row))))


def _told(row: dict) -> list[str]:
    told = [_("{count} mentions", count=written.whole(row["mentions"]))]
    if row["share"] is not None:
        told.append(written.share(row["share"]) + (f" ({written.points(row['change'])})" if row["change"] is not None else ""))
    if row["negative_share"] is not None:
        told.append(_("Negative share {share}", share=written.share(row["negative_share"])))
    return told
