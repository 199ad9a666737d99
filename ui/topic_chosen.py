"""One topic: what it is called, how large it is and how it is felt, what is said in it, and where it was first seen."""

from datetime import timedelta

import streamlit as st

import written
from analysis.answer import Answer
from analysis.filters import Filters
from analysis.labels import label
from analysis.mentions import mentions
from language import _
from ui.ask import ask
from ui.card import open_mentions
from ui.mention import mention_list
from ui.plain import plain
from ui.topic_editing import edit_topic
from ui.topics import first_source, marks

SHOWN = 5
SECOND = timedelta(seconds=1)


def draw_topic(answer: Answer, row: dict) -> None:
    with st.container(border=True, key="topic", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"#### {plain(label('topics', row['topic_id']))}", width="content")
            for mark in marks(row):
                st.badge(mark, color="gray")
            st.space("stretch")
            st.button(_("Close"), key="close_topic", type="tertiary", icon=":material/close:", on_click=_close)
        st.caption(plain(" · ".join(_told(row))))
        if row["names"]:
            st.text(written.listed(row["names"]))
        for told in _kin(row):
            st.caption(plain(told))
        with st.container(horizontal=True, key="topic_ways"):
            if st.button(_("Its {count} mentions", count=written.whole(row["mentions"])), key="open_topic", type="tertiary", icon=":material/list_alt:"):
                open_mentions(answer.mentions(row))
            if row["first_seen"]:
                told = _("First seen {when}, {source}", when=written.minute(row["first_seen"]), source=first_source(row))
                if st.button(plain(told), key="open_first", type="tertiary", icon=":material/flag:"):
                    open_mentions(_first(answer.filters, row))
        if row["topic_id"] is not None:
            edit_topic(row)
        _said(answer, row)


def _told(row: dict) -> list[str]:
    told = [_("{count} mentions", count=written.whole(row["mentions"]))]
    if row["share"] is not None:
        change = "" if row["change"] is None else f" ({_('{change} on the period before', change=written.points(row['change']))})"
        told.append(_("{share} of all", share=written.share(row["share"])) + change)
    if row["negative_share"] is not None:
        sure = written.share(row["negative_share"]) if row["negative_low"] is None else written.give_or_take(row["negative_share"], row["negative_low"], row["negative_high"])
        told.append(_("Negative share {share}", share=sure))
    told.append(_("Net sentiment: too few") if row["net"] is None else _("Net sentiment {net}", net=written.share(row["net"])))
    if row["quality"]:
        numbers = {name: written.coefficient(row[name]) for name in ("coherence", "separation")}
        told.append(_("Quality of the topic: {quality} (coherence {coherence}, separation {separation})", quality=label("qualities", row["quality"]), **numbers))
    return told


def _kin(row: dict) -> list[str]:
    """What became of topics of the run before."""
    parted, taken = (written.listed(written.quoted(label("topics", one)) for one in row[which]) for which in ("parted_from", "took_in"))
    told = {_("It parted from {topics}.", topics=parted): parted, _("It took in {topics}.", topics=taken): taken}
    return [sentence for sentence, topics in told.items() if topics]


def _first(filters: Filters, row: dict) -> Filters:
    """Its earliest mention, whatever the filters: what it shares the second with stands beside it."""
    return Filters(topics=(row["topic_id"],), since=row["first_seen"], until=row["first_seen"] + SECOND, as_of=filters.as_of)


def _said(answer: Answer, row: dict) -> None:
    """The texts nearest its middle that stand in the view, else those that are noticed most."""
    chosen, ids = answer.mentions(row), tuple(row["examples"])
    if ids:
        st.markdown(f"**{_('What is typical of it')}**")
        mention_list(ask(mentions, chosen, among=ids), key="topic_examples")
        return
    st.markdown(f"**{_('What is noticed most in it')}**")
    mention_list(ask(mentions, chosen, order="heat", limit=SHOWN), key="topic_examples", by=("heat",))


def _close() -> None:
    st.session_state["topic"] = None
    st.session_state["_anew"] += 1
