"""信息列表: the mentions behind every number, searched, sorted, opened and corrected."""

import streamlit as st

import written
from analysis.filters import Filters
from analysis.mentions import mentions
from analysis.metrics import VOLUME
from analysis.totals import totals
from language import _
from ui.ask import ask
from ui.card import heading, nothing_matches, statement
from ui.chosen import ROWS, fresh
from ui.corrections import correction_buttons
from ui.download import csv_bytes, spoken
from ui.facets import draw_facets
from ui.handling import handle
from ui.mention import forget_chosen, mention_list
from ui.order import choose_order
from ui.stories import draw_stories

PAGE = 50
DOWNLOADED = 20_000
COLUMNS = (
    "published_at", "platform", "kind", "author_name", "title", "text", "url", "likes", "comments", "reposts", "favourites",
    "views", "counts_are", "sentiment", "sentiment_by", "aspects", "aspect_sentiments", "emotion", "intent", "region", "language", "author_kind", "segment", "brands", "products",
    "keyword_sets", "queries", "status", "owner", "reply", "note", "replied_at", "mention_id",
)  # fmt: skip


def exported(rows: list[dict]) -> bytes:
    return csv_bytes(list(COLUMNS), ([row[name] for name in COLUMNS] for row in rows))


def draw_head(count: int) -> None:
    """How many there are, and what a row of the list is."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"#### {_('{count} mentions', count=written.whole(count))}", width="content")
        names = {"mentions": _("Mention by mention"), "stories": _("Similar texts as one")}
        st.segmented_control(
            _("A row is"), ROWS, default=st.session_state["rows"], format_func=names.get, required=True, label_visibility="collapsed", **fresh("rows"),
        )  # fmt: skip


def draw_order(count: int) -> tuple[str, ...]:
    """The orders, the first counting most, and the download of what they sort."""
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="right"):
        order = choose_order()
        st.download_button(
            _("Download"), data=spoken(lambda: exported(ask(mentions, chosen, order=order, limit=DOWNLOADED).rows)),
            file_name="guanlan-mentions.csv", mime="text/csv", on_click="ignore", icon=":material/download:",
            help=_("The first {count} in this order, as csv.", count=written.whole(min(count, DOWNLOADED))),
        )  # fmt: skip
    return order


def page_of(filters: Filters, order: tuple[str, ...]) -> list:
    """The positions after which the pages so far began, kept while the view stays the same."""
    view = (repr(filters), order)
    if st.session_state.get("_paged") != view:
        st.session_state["_paged"], st.session_state["_starts"] = view, [None]
    return st.session_state["_starts"]


def draw_several(rows: list[dict]) -> None:
    """What can be done with several mentions at once."""
    ids = [str(row["mention_id"]) for row in rows]
    said = {row["sentiment"] if row["sentiment_by"] == "person" else None for row in rows}
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="several"):
        st.markdown(f"**{_('{count} chosen', count=written.whole(len(rows)))}**", width="content")
        correction_buttons(ids, key="mentions", already=said.pop() if len(said) == 1 else None)
        handle(rows, key="mentions")
        st.download_button(
            _("Download these"), data=spoken(lambda: exported(rows)), file_name="guanlan-chosen.csv", mime="text/csv", on_click="ignore",
            icon=":material/download:", type="tertiary",
        )  # fmt: skip
        st.button(_("Choose none"), key="choose_none", icon=":material/close:", type="tertiary", on_click=forget_chosen, args=["mentions"])


def draw_pages(starts: list, rows: list[dict], count: int) -> None:
    """The way to the next page and back, and where in the list this one is."""
    first = (len(starts) - 1) * PAGE + 1
    if st.button(_("Previous"), disabled=len(starts) == 1, icon=":material/chevron_left:", key="previous"):
        starts.pop()
        st.rerun()
    places = {"first": first, "last": first + len(rows) - 1, "count": count}
    st.caption(_("{first}–{last} of {count}", **{name: written.whole(place) for name, place in places.items()}), width="content")
    if st.button(_("Next"), disabled=first + len(rows) > count, icon=":material/chevron_right:", key="next"):
        starts.append(rows[-1]["position"])
        st.rerun()


def draw_mentions(filters: Filters, count: int) -> None:
    orders = draw_order(count)
    begun = page_of(filters, orders)
    answer = ask(mentions, filters, order=orders, after=begun[-1], limit=PAGE)
    mention_list(answer, key="mentions", height=560, by=orders, several=draw_several)
    with st.container(horizontal=True, vertical_alignment="center"):
        draw_pages(begun, answer.rows, count)
        with st.popover(_("Definition"), type="tertiary"):
            st.write(_(VOLUME.definition))
        with st.popover("SQL", type="tertiary"):
            st.code(statement(answer), language="sql", wrap_lines=True)


chosen: Filters = st.session_state["filters"]
heading(_("Mentions"), _("What exactly was said? Every number of the other pages opens here."), chosen)
total = ask(totals, chosen).row["mentions"]
if total == 0:
    nothing_matches()
draw_head(total)
left, right = st.columns([3, 1], gap="medium")
with left:
    if st.session_state["rows"] == "stories":
        draw_stories(chosen, total)
    else:
        draw_mentions(chosen, total)
with right:
    draw_facets(chosen)
