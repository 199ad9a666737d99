"""The topics of a view: their map, and the table in which one is chosen."""

import pandas as pd
import streamlit as st

import written
from analysis.answer import Answer
from analysis.filters import Filters, code
from analysis.labels import label
from analysis.metrics import TOPICS
from analysis.topic_runs import topic_runs
from analysis.topics import topics
from charts.topics import DESK, PHONE, topic_map
from language import _
from loaders.topics import LEAST
from ui.ask import ask
from ui.card import card, empty, quiet_row
from ui.columns import NET, SHARES, of_sentiment
from ui.device import is_phone
from ui.grid import height
from ui.keyed import keyed
from ui.kpi import share_of

TALLEST = 16
GROWN = ("mentions_before", "share_before", "change", "change_low", "change_high", "growth", "clear")


def asked(filters: Filters, before: Filters | None) -> Answer:
    return ask(topics, filters, before=before)


def titled(rows: list[dict]) -> list[str]:
    return [label("topics", row["topic_id"]) for row in rows]


def told_run(answer: Answer) -> None:
    """What the topics were found in, and how many of these mentions belong to none."""
    told = []
    if found := ask(topic_runs, Filters(), limit=1).rows:
        told.append(_("{topics} topics found in {texts} texts on {day}", topics=written.whole(found[0]["topics"]), texts=written.whole(found[0]["texts"]), day=written.iso_day(found[0]["made_at"])))
    without = next((row for row in answer.rows if row["topic_id"] is None), None)
    if without:
        told.append(_("{count} of these mentions belong to no topic ({share})", count=written.whole(without["mentions"]), share=share_of(without["share"])))
    st.caption(" · ".join(told))


def no_topics() -> None:
    """None of the mentions has a topic."""
    if any(row["topics"] for row in ask(topic_runs, Filters(), limit=1).rows):
        empty(_("None of these mentions belongs to a topic."), _("Widen the window or take a filter away."), icon=":material/search_off:")
    else:
        empty(
            _("There are no topics yet."),
            _("They are found in the background after an import, in the texts themselves; it takes {count} different texts.", count=LEAST),
            icon=":material/category:",
        )


def map_card(answer: Answer, total: int, before: Filters | None) -> None:
    """Without what belongs to no topic: that is none."""
    size = PHONE if is_phone() else DESK
    frame = answer.frame.assign(label=titled(answer.rows))
    if frame["change"].isna().all():
        before = None
    told = [_("as large as its mentions"), _("right: its share grew against {window}", window=before.window()) if before else "", _("ringed: new") if before else ""]
    title = _("Which topics grow, and how they are felt") if before else _("How large the topics are, and how they are felt")
    card(
        title, topic_map(frame[frame["topic_id"].notna()], size=size), answer, TOPICS, key="topics", total=total,
        columns=columns(before), note=" · ".join(filter(None, told)),
    )  # fmt: skip


def columns(before: Filters | None) -> dict[str, str]:
    """By the reader's names; without a period before nothing grows."""
    names = {
        "topic_id": _("Topic"), "names": _("Names of the topic"), "mentions": _("Mentions counted"), "share": _("Share"), "stories": _("Stories"),
        "mentions_before": _("Mentions before"), "share_before": _("Share before"), "change": _("Change of share"), "change_low": _("From (change)"),
        "change_high": _("To (change)"), "growth": _("Growth"), "clear": _("Clear change"),
        **of_sentiment("negative", "neutral", "positive", "unknown", *SHARES, *NET),
        "first_seen": _("First seen"), "platform": _("First on"), "author_name": _("First by"), "new": _("New"), "rising": _("Rising"), "pinned": _("Pinned"),
        "quality": _("Quality of the topic"), "coherence": _("Coherence"), "separation": _("Separation"),
    }  # fmt: skip
    return {name: title for name, title in names.items() if before or name not in (*GROWN, "new", "rising")}


def topics_table(answer: Answer, before: Filters | None) -> dict | None:
    """All of them; the row that is chosen, by a click or by the address."""
    with st.container(border=True, key="card_topic_table", gap="small", height="stretch"):
        st.markdown(f"**{_('All topics')}**")
        st.caption(_("Choose a row to see its names, what is said, and where it was first seen."))
        ids = [code(row["topic_id"]) for row in answer.rows]
        event = st.dataframe(
            _table(answer, before), key=keyed("topics", (ids, st.session_state["_anew"])), hide_index=True, on_select="rerun", selection_mode="single-row",
            height="content" if len(ids) <= TALLEST else height(TALLEST), placeholder=_("Too few"), column_config=_configured(), alt=_("Topics with their numbers"),
        )  # fmt: skip
        quiet_row(answer, TOPICS, key="topic_table", columns=columns(before))
    places = [place for place in event.selection.rows if place < len(ids)]
    if places and ids[places[0]] != st.session_state["topic"]:
        # The address is written before the page is drawn.
        st.session_state["topic"] = ids[places[0]]
        st.rerun()
    chosen = dict(zip(ids, answer.rows, strict=True)).get(st.session_state["topic"])
    if chosen is None and st.session_state["topic"]:
        st.caption(_("The topic that was chosen has no mentions in this view."))
    return chosen


def marks(row: dict) -> list[str]:
    """What is to be known of a topic at a glance."""
    told = {"new": _("New"), "rising": _("Rising"), "pinned": _("Pinned")}
    return [name for which, name in told.items() if row[which]]


def first_source(row: dict) -> str:
    return f"{label('platforms', row['platform'])} · {row['author_name'] or _('Unknown')}" if row["first_seen"] else ""


def _table(answer: Answer, before: Filters | None) -> pd.DataFrame:
    rows = answer.rows
    shown = {
        _("Topic"): titled(rows),
        _("Mentions counted"): [row["mentions"] for row in rows],
        _("Share"): _percent(rows, "share"),
        **({_("Change (pp)"): _percent(rows, "change")} if before else {}),
        _("Mark"): [" · ".join(marks(row)) for row in rows],
        _("Negative share"): _percent(rows, "negative_share"),
        _("Net sentiment"): _percent(rows, "net"),
        _("First seen"): [written.minute(row["first_seen"]) if row["first_seen"] else "" for row in rows],
        _("First source"): [first_source(row) for row in rows],
        _("Quality of the topic"): [label("qualities", row["quality"]) if row["quality"] else "" for row in rows],
    }
    return pd.DataFrame(shown)


def _percent(rows: list[dict], name: str) -> list[float | None]:
    return [None if row[name] is None else 100 * row[name] for row in rows]


def _configured() -> dict[str, object]:
    percent = st.column_config.NumberColumn(format="%.1f%%")
    return {
        _("Topic"): st.column_config.TextColumn(width=140 if is_phone() else 170),
        _("Mark"): st.column_config.TextColumn(width=100),
        _("Mentions counted"): st.column_config.NumberColumn(format="localized"),
        _("Change (pp)"): st.column_config.NumberColumn(format="%+.1f", help=_("Of its share, in percentage points, against the period before.")),
        **dict.fromkeys((_("Share"), _("Negative share"), _("Net sentiment")), percent),
        _("First seen"): st.column_config.TextColumn(width=126, help=_("Its earliest mention in the whole store, whatever the filters.")),
        _("First source"): st.column_config.TextColumn(width=126),
        _("Quality of the topic"): st.column_config.TextColumn(help=_("By how well its words go together and how far its texts stand from the others; see the definition.")),
    }
