"""信息列表: the mentions behind every number, searched, sorted and opened."""

import streamlit as st

import written
from analysis.filters import Filters
from analysis.mentions import ORDERS, mentions
from analysis.metrics import VOLUME
from analysis.totals import totals
from language import _
from ui.ask import ask
from ui.card import empty, heading, statement
from ui.download import csv_bytes
from ui.filter_bar import fresh
from ui.mention import mention_list

PAGE = 50
DOWNLOADED = 20_000
NAMES = {
    "newest": "Newest first", "oldest": "Oldest first", "engagement": "Most engagement", "likes": "Most likes",
    "comments": "Most comments", "reposts": "Most reposts", "heat": "Most heat",
}  # fmt: skip
COLUMNS = (
    "published_at", "platform", "kind", "author_name", "title", "text", "url", "likes", "comments", "reposts", "favourites",
    "views", "counts_are", "sentiment", "sentiment_by", "region", "language", "author_kind", "segment", "brands", "products",
    "keyword_sets", "queries", "mention_id",
)  # fmt: skip


def exported(filters: Filters, order: str) -> bytes:
    answer = ask(mentions, filters, order=order, limit=DOWNLOADED)
    return csv_bytes(list(COLUMNS), ([row[name] for name in COLUMNS] for row in answer.rows))


def page_of(filters: Filters, order: str) -> list:
    """The keys at which the pages so far began, kept while the view stays the same."""
    view = (repr(filters), order)
    if st.session_state.get("_paged") != view:
        st.session_state["_paged"], st.session_state["_starts"] = view, [None]
    return st.session_state["_starts"]


chosen: Filters = st.session_state["filters"]
heading(_("Mentions"), _("What exactly was said? Every number of the other pages opens here."), chosen)
answered = ask(totals, chosen)
count = answered.row["mentions"]
if count == 0:
    empty(
        _("No mention matches these filters."),
        _("Widen the window or take a filter away."),
        icon=":material/search_off:",
    )
    st.stop()
with st.container(horizontal=True, vertical_alignment="bottom"):
    st.markdown(f"#### {_('{count} mentions', count=written.whole(count))}", width="stretch")
    order = st.selectbox(
        _("Order"),
        ORDERS,
        list(ORDERS).index(st.session_state["order"]),
        format_func=lambda name: _(NAMES[name]),
        width=200,
        **fresh("order"),
    )
    st.download_button(
        _("Download"), data=lambda: exported(chosen, order), file_name="guanlan-mentions.csv", mime="text/csv", on_click="ignore",
        icon=":material/download:", help=_("The first {count} in this order, as csv.", count=written.whole(min(count, DOWNLOADED))),
    )  # fmt: skip
starts = page_of(chosen, order)
answer = ask(mentions, chosen, order=order, after=starts[-1], limit=PAGE)
mention_list(answer, key="mentions", height=560)
first = (len(starts) - 1) * PAGE + 1
with st.container(horizontal=True, vertical_alignment="center"):
    if st.button(_("Previous"), disabled=len(starts) == 1, icon=":material/chevron_left:", key="previous"):
        starts.pop()
        st.rerun()
    st.caption(
        width="content",
        body=_(
            "{first}–{last} of {count}",
            first=written.whole(first),
            last=written.whole(first + len(answer.rows) - 1),
            count=written.whole(count),
        ),
    )
    if st.button(_("Next"), disabled=first + len(answer.rows) > count, icon=":material/chevron_right:", key="next"):
        last = answer.rows[-1]
        starts.append((last["position"], str(last["mention_id"])))
        st.rerun()
    with st.popover(_("Definition"), type="tertiary"):
        st.write(_(VOLUME.definition))
    with st.popover("SQL", type="tertiary"):
        st.code(statement(answer), language="sql", wrap_lines=True)
