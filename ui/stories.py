"""相似文章 as a list: one row for all that say the same, its heat, where it came from and how it spread."""

import streamlit as st

import written
from analysis.answer import Answer
from analysis.filters import Filters
from analysis.labels import label
from analysis.metrics import STORIES
from analysis.stories import stories
from language import _
from ui.ask import ask
from ui.card import open_mentions, statement
from ui.chosen import fresh
from ui.download import csv_bytes, spoken
from ui.keyed import keyed
from ui.mention import short

MOST = 200
ORDERS = {"mentions": "Most mentions", "heat": "Most heat", "last": "Newest first", "first": "Latest origin"}
COLUMNS = (
    "story_id", "mentions", "authors", "heat", "negative", "known", "first", "last", "platforms", "platform", "author_name", "title", "text", "url",
)  # fmt: skip


def draw_stories(filters: Filters, total: int) -> None:
    order = st.session_state["stories_by"]
    answer = ask(stories, filters, order=order, limit=MOST)
    if not answer.rows:
        st.info(_("No text of these mentions was said twice."))
        return
    first = answer.rows[0]
    counts = {name: written.whole(count) for name, count in (("stories", first["stories"]), ("within", first["within"]), ("alone", total - first["within"]))}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.caption(_("{stories} groups of similar texts hold {within} of these mentions; the other {alone} stand alone.", **counts), width="stretch")
        st.selectbox(
            _("Order"), ORDERS, [*ORDERS].index(order), format_func=lambda name: _(ORDERS[name]), width=160, label_visibility="collapsed", **fresh("stories_by"),
        )  # fmt: skip
        st.download_button(
            _("Download"), data=spoken(lambda: _exported(answer.rows)), file_name="guanlan-stories.csv", mime="text/csv", on_click="ignore",
            icon=":material/download:", key="download_stories",
        )  # fmt: skip
    when = st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm", width=128)
    event = st.dataframe(
        {
            _("Mentions counted"): [row["mentions"] for row in answer.rows],
            _("Text"): [short(row) for row in answer.rows],
            _("First source"): [_source(row) for row in answer.rows],
            _("Spread"): [" → ".join(label("platforms", one["platform"]) for one in row["spread"]) for row in answer.rows],
            _("Heat"): [round(row["heat"], 1) for row in answer.rows],
            _("First"): [row["first"] for row in answer.rows],
            _("Last"): [row["last"] for row in answer.rows],
            _("Authors"): [row["authors"] for row in answer.rows],
            _("Negative"): [f"{written.whole(row['negative'])} / {written.whole(row['known'])}" for row in answer.rows],
        },
        key=keyed("stories", [row["story_id"] for row in answer.rows]),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        height=560,
        column_config={
            _("Mentions counted"): st.column_config.NumberColumn(format="localized", width=64),
            _("Text"): st.column_config.TextColumn(width=270),
            _("First source"): st.column_config.TextColumn(width=130),
            _("First"): when,
            _("Last"): when,
            _("Spread"): st.column_config.TextColumn(width=170),
            _("Heat"): st.column_config.NumberColumn(format="%.1f", width=68),
            _("Authors"): st.column_config.NumberColumn(format="localized", width=64),
            _("Negative"): st.column_config.TextColumn(help=_("of those with known sentiment"), width=80),
        },
        alt=_("Groups of similar texts"),
    )
    if first["stories"] > len(answer.rows):
        st.caption(_("The first {count} of {all} are shown.", count=written.whole(len(answer.rows)), all=written.whole(first["stories"])))
    with st.container(horizontal=True):
        with st.popover(_("Definition"), type="tertiary"):
            st.write(_(STORIES.definition))
        with st.popover("SQL", type="tertiary"):
            st.code(statement(answer), language="sql", wrap_lines=True)
    for place in event.selection.rows:
        if place < len(answer.rows):
            _story(answer, answer.rows[place])


def _story(answer: Answer, row: dict) -> None:
    """How one spread, from where, in which words."""
    with st.container(border=True, key="story"):
        st.text(_source(row))
        if row["title"]:
            st.text(row["title"])
        st.text(row["text"] or _("(no text)"), width="stretch")
        st.dataframe(
            {
                _("Platform"): [label("platforms", one["platform"]) for one in row["spread"]],
                _("First"): [one["at"] for one in row["spread"]],
                _("After"): [written.duration((one["at"] - row["first"]).total_seconds() / 60) for one in row["spread"]],
                _("Mentions counted"): [one["mentions"] for one in row["spread"]],
            },
            hide_index=True,
            column_config={_("First"): st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm")},
            alt=_("In which order it reached the platforms"),
            key="story_spread",
        )
        title = _("Its {count} mentions", count=written.whole(row["mentions"]))
        if st.button(title, key="story_mentions", icon=":material/content_copy:", type="tertiary"):
            open_mentions(answer.mentions(row))


def _exported(rows: list[dict]) -> bytes:
    told = [row | {"platforms": [one["platform"] for one in row["spread"]]} for row in rows]
    return csv_bytes(list(COLUMNS), ([row[name] for name in COLUMNS] for row in told))


def _source(row: dict) -> str:
    return f"{label('platforms', row['platform'])} · {row['author_name'] or _('Unknown')}"
