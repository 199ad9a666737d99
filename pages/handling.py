"""处置台账: what is done about the mentions, by whom and how soon, and which negative ones nobody has taken in."""

from datetime import datetime

import streamlit as st

import written
from analysis.filters import Filters
from analysis.handling import handling
from analysis.mentions import mentions
from analysis.metrics import OPEN
from analysis.totals import totals
from language import _
from ui.ask import ask
from ui.card import MENTIONS, empty, heading, mentions_link, nothing_matches, statement
from ui.handling import handle, last_handled
from ui.ledger import columns, draw_downloads, draw_numbers, draw_replies, in_ledger, not_in_ledger
from ui.mention import forget_chosen, mention_list
from ui.order import choose_order

SHOWN = 200
WAITING = 20


def draw_several(rows: list[dict], key: str) -> None:
    """What can be done with several mentions at once."""
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"several_{key}"):
        st.markdown(f"**{_('{count} chosen', count=written.whole(len(rows)))}**", width="content")
        handle(rows, key=key)
        st.button(_("Choose none"), key=f"choose_none_{key}", icon=":material/close:", type="tertiary", on_click=forget_chosen, args=[key])


def draw_ledger(filters: Filters, present: datetime) -> None:
    count = ask(totals, filters).row["mentions"]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.markdown(f"#### {_('{count} mentions in the ledger', count=written.whole(count))}", width="stretch")
        order = choose_order()
        draw_downloads(filters, order, count, present)
    answer = ask(mentions, filters, order=order, limit=SHOWN)
    first, last = columns(answer.rows, present)
    mention_list(answer, key="ledger", height=400, by=order, several=lambda rows: draw_several(rows, "ledger"), first=first, last=last)
    with st.container(horizontal=True, vertical_alignment="center"):
        if count > SHOWN:
            st.caption(_("The first {shown} of {count}; the downloads hold all.", shown=written.whole(SHOWN), count=written.whole(count)), width="content")
        with st.popover(_("Definition"), type="tertiary"):
            st.write(_(OPEN.definition))
        with st.popover("SQL", type="tertiary"):
            st.code(statement(answer), language="sql", wrap_lines=True)
        mentions_link(filters)


def draw_empty() -> None:
    empty(
        _("Nothing stands in the ledger here."),
        _("Choose one or several mentions on the page of mentions and press Handle, or take in the negative ones below."),
        icon=":material/assignment:",
    )
    st.page_link(MENTIONS, label=_("Choose mentions"), icon=":material/list_alt:", query_params=st.session_state["_link"])


def draw_waiting(filters: Filters | None) -> None:
    st.subheader(_("Negative mentions that nobody has taken in"), anchor=False)
    last_handled("waiting")
    count = ask(totals, filters).row["mentions"] if filters else 0
    if not count:
        st.caption(_("Every negative mention of this view stands in the ledger, or there is none."))
        return
    answer = ask(mentions, filters, order="heat", limit=WAITING)
    with st.container(horizontal=True, vertical_alignment="center", key="waiting_head"):
        st.caption(_("{count} in all; the {shown} with most heat:", count=written.whole(count), shown=written.whole(len(answer.rows))), width="content")
        handle(answer.rows, key="waiting")
        mentions_link(filters)
    mention_list(answer, key="untaken", height=320, by=("heat",), several=lambda rows: draw_several(rows, "untaken"))


chosen: Filters = st.session_state["filters"]
heading(_("Handling ledger"), _("What is done about it, by whom, and how soon?"), chosen)
if ask(totals, chosen).row["mentions"] == 0:
    nothing_matches()
draw_numbers(chosen)
ledger = in_ledger(chosen)
if ledger and ask(totals, ledger).row["mentions"]:
    draw_ledger(ledger, ask(handling, chosen).row["present"])
else:
    draw_empty()
draw_waiting(not_in_ledger(chosen))
draw_replies(chosen)
