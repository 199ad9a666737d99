"""Mentions on a page: as a list that opens one, and one with all that is known of it. Their text is never markup."""

import json
from collections.abc import Callable
from dataclasses import replace

import streamlit as st

import written
from analysis.answer import Answer
from analysis.filters import Filters
from analysis.labels import label
from analysis.mentions import mention, mentions, sightings
from language import _
from loaders.rules import rules_of
from nlp.rules import RulesError
from ui.ask import ask, shown
from ui.by_author import by_author
from ui.card import statement
from ui.corrections import correction_buttons, last_said, trail
from ui.handling import handling_of, last_handled
from ui.related import draw_related, opened_instead
from ui.suggested import suggested
from ui.tags import tags
from ui.why import draw_why

SHOWN = 160
TOP = 5
COUNTS = {"likes": "Likes", "comments": "Comments", "reposts": "Reposts", "favourites": "Favourites", "views": "Views"}
# order -> the column that it goes by, and its title.
MEASURES = {
    "engagement": ("engagement", "Engagement"), "heat": ("heat", "Heat"), "likes": ("likes", "Likes"), "comments": ("comments", "Comments"),
    "reposts": ("reposts", "Reposts"), "spread": ("reposts", "Reposts"), "views": ("views", "Views"),
    "negative": ("p_negative", "Odds of negative"),
}  # fmt: skip
# column -> its title and the field of Filters whose values it holds.
DERIVED = {
    "language": ("Language", "languages"), "brands": ("Brand", "brands"), "products": ("Product", "products"),
    "keyword_sets": ("Keyword set", "keyword_sets"), "aspect_sentiments": ("Aspect", "aspect_sentiments"), "intent": ("Intent", "intents"),
    "emotion": ("Emotion", "emotions"), "author_kind": ("Kind of author", "author_kinds"), "segment": ("Segment", "segments"),
}  # fmt: skip
FURTHER = ("aspect_sentiments", "intent", "emotion")
SENTIMENT_BY = {"export": "as the export says", "model": "by the model", "person": "corrected by a person"}
COUNTS_ARE = {
    "final": "as collected",
    "capped": "lower bounds, the tool caps its counts",
    "snapshot": "taken shortly after publication",
}


def mention_list(
    answer: Answer,
    *,
    key: str,
    height: int | None = None,
    by: tuple[str, ...] = (),
    several: Callable[[list[dict]], None] | None = None,
    first: dict[str, list] | None = None,
    last: dict[str, list] | None = None,
) -> None:
    """A table of mentions; choosing a row opens it. What they are sorted `by` stands next to their time. Where `several` may be
    chosen, it draws what can be done with them. `first` and `last` are columns of a list of its own kind, by their titles; all
    others tell the status of those that are handled.
    """
    rows = answer.rows
    table = {
        _("Time"): [row["published_at"] for row in rows],
        _("Platform"): [label("platforms", row["platform"]) for row in rows],
        _("Kind"): [label("kinds", row["kind"]) for row in rows],
        _("Sentiment"): [label("sentiments", row["sentiment"]) if row["sentiment"] is not None else None for row in rows],
        _("Author"): [row["author_name"] or _("Unknown") for row in rows],
        _("Text"): [short(row) for row in rows],
        _("Likes"): [row["likes"] for row in rows],
        _("Comments"): [row["comments"] for row in rows],
        _("Reposts"): [row["reposts"] for row in rows],
    }
    measured = {_(title): [_rounded(row[column]) for row in rows] for column, title in (MEASURES[name] for name in by if name in MEASURES)}
    table |= measured
    # Not shown until the reader takes them from the table's own menu.
    further = {_(title): [_told(field, row[column]) for row in rows] for column, (title, field) in DERIVED.items() if column in FURTHER}
    handled = {} if first or not any(row["status"] for row in rows) else {_("Handling"): [_status(row) for row in rows]}
    first, last = first or {}, last or {}
    table |= further | handled | first | last
    with st.container(key=f"list_{key}"):
        event = st.dataframe(
            table,
            key=f"list_{key}_{_turn(answer, key)}",
            hide_index=True,
            on_select="rerun",
            selection_mode="multi-row" if several else "single-row",
            height=height or "auto",
            placeholder="–",
            column_order=list(dict.fromkeys([_("Time"), *measured, *first, _("Platform"), _("Kind"), _("Sentiment"), *handled, *table])),
            column_config={
                _("Time"): st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm", width=128),
                _("Platform"): st.column_config.TextColumn(width=76),
                _("Kind"): st.column_config.TextColumn(width=50),
                _("Sentiment"): st.column_config.TextColumn(width=56),
                _("Author"): st.column_config.TextColumn(width=100),
                _("Text"): st.column_config.TextColumn(width=320),
                **{_(title): st.column_config.NumberColumn(format="localized", width=68) for _column, title in MEASURES.values()},
                _("Heat"): st.column_config.NumberColumn(format="%.1f", width=68),
                _("Odds of negative"): st.column_config.NumberColumn(format="percent", width=68),
                **dict.fromkeys(further),
                _("Handling"): st.column_config.TextColumn(width=92),
                _("Status"): st.column_config.TextColumn(width=92),
                _("Owner"): st.column_config.TextColumn(width=100),
                _("Waited"): st.column_config.TextColumn(width=72),
                _("Replied at"): st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm", width=128),
            },
            alt=_("A list of mentions"),
        )
    last_said(key)
    last_handled(key)
    chosen = [rows[place] for place in event.selection.rows if place < len(rows)]
    if len(chosen) == 1:
        mention_detail(str(chosen[0]["mention_id"]), key=key)
    elif chosen:
        several(chosen)


def forget_chosen(key: str) -> None:
    """Nothing of this list is chosen any more: it is made anew."""
    st.session_state[f"_list_{key}"]["turn"] += 1


def _turn(answer: Answer, key: str) -> int:
    """Grows when other rows stand in a list: what was chosen there is not chosen here. What was last said of its mentions is
    told while the filters are the same.
    """
    state, ids = st.session_state.setdefault(f"_list_{key}", {"turn": 0}), [row["mention_id"] for row in answer.rows]
    if state.get("ids", ids) != ids:
        state["turn"] += 1
    state["ids"] = ids
    return state["turn"]


def top_mentions(title: str, filters: Filters | None, order: str, *, key: str, nothing: str) -> None:
    """The first mentions of an order, of those that have any of what it goes by; `nothing` is said where there are none."""
    st.subheader(title, anchor=False)
    answer = ask(mentions, filters, order=order, limit=TOP) if filters else None
    known = sum(bool(row["position"][order]) for row in answer.rows) if answer else 0
    if known:
        mention_list(replace(answer, table=answer.table.slice(0, known)), key=key)
    else:
        st.caption(nothing)


def mention_detail(mention_id: str, *, key: str) -> None:
    """One mention: its text as it was shown, its counts, where it comes from, and what the export said besides."""
    mention_id = opened_instead(mention_id, key=key)
    with shown().cursor() as cursor:
        row = mention(cursor, mention_id)
        seen = sightings(cursor, mention_id)
    if row is None:
        st.info(_("This mention is no longer in the store: its import was undone."))
        return
    with st.container(border=True, key=f"detail_{key}"):
        told = [
            label("platforms", row["platform"]),
            label("kinds", row["kind"]),
            written.minute(row["published_at"]),
            row["author_name"] or _("Unknown"),
            row["region"],
        ]
        st.text(" · ".join(part for part in told if part))
        if row["title"]:
            st.text(row["title"])
        st.text(row["text"] or _("(no text)"), width="stretch")
        counts = [f"{_(name)} {written.whole(row[field])}" for field, name in COUNTS.items() if row[field] is not None]
        st.caption(" · ".join([*counts, _(COUNTS_ARE[row["counts_are"] or "final"])]) if counts else _("The export gave no counts."))
        if row["url"] or row["author"]:
            with st.container(horizontal=True, gap="small", key=f"ways_{key}"):
                if row["url"]:
                    st.link_button(_("Open the original"), row["url"], icon=":material/open_in_new:", type="tertiary")
                if row["author"]:
                    by_author(row["author"], key=key)
        draw_related(mention_id, key=key)
        with st.container(horizontal=True, vertical_alignment="center", key=f"felt_{key}"):
            st.caption(_("Sentiment: {told}", told=_felt(row)), width="content")
            by_a_person = row["sentiment"] if row["sentiment_by"] == "person" else None
            correction_buttons([mention_id], key=key, already=by_a_person)
        trail(mention_id, key=key)
        handling_of(mention_id, key=key)
        suggested(row, key=key)
        tags(row, key=key)
        draw_why(row, key=key)
        _derived(row, key)
        with st.expander(_("Where this comes from")):
            places = [written.place(sighting["member"], sighting["line"]) for sighting in seen.rows]
            frame = seen.frame[["file_name", "line", "export", "imported_at"]].assign(line=places)
            frame = frame.set_axis([_("File"), _("Record"), _("Format"), _("Imported at")], axis=1)
            st.dataframe(frame, hide_index=True, alt=_("The files that held this mention"), key=f"seen_{key}")
            if row["extra"]:
                extra = json.loads(row["extra"])
                st.dataframe(
                    {_("Column"): list(extra), _("As exported"): [str(value) for value in extra.values()]},
                    hide_index=True,
                    alt=_("What the export said besides"),
                    key=f"extra_{key}",
                )
            st.code(statement(seen), language="sql", wrap_lines=True)


def _derived(row: dict, key: str) -> None:
    """What is concluded from the mention, apart from what its export says."""
    with st.expander(_("What is concluded from it")):
        told = {_(title): _told(field, row[column]) for column, (title, field) in DERIVED.items()}
        told[_("Sentiment")] = _felt(row)
        st.dataframe(
            {_("What"): list(told), _("Value"): list(told.values())}, hide_index=True, alt=_("What is concluded from it"), key=f"derived_{key}"
        )
        if row["enriched_by"] != _version():
            st.caption(_("Concluded by earlier rules; the present ones have not been applied to this mention yet."))


def _version() -> str | None:
    """That of the store's rules; None where they cannot be used, as 系统设置 says."""
    try:
        return rules_of(shown()).version
    except RulesError:
        return None


def _told(field: str, value: object) -> str:
    """The name of a value or of several; – where nothing is concluded."""
    values = value if isinstance(value, list) else [value] if value is not None else []
    return written.listed(label(field, one) for one in values) or "–"


def _felt(row: dict) -> str:
    if row["sentiment"] is None:
        return "–"
    by = _(SENTIMENT_BY[row["sentiment_by"]])
    if row["p_negative"] is None:
        return f"{label('sentiments', row['sentiment'])} · {by}"
    odds = _(
        "model: {negative} negative, {positive} positive",
        negative=written.share(row["p_negative"]),
        positive=written.share(row["p_positive"]),
    )
    return f"{label('sentiments', row['sentiment'])} · {by} · {odds}"


def _status(row: dict) -> str | None:
    return label("statuses", row["status"]) if row["status"] else None


def _rounded(value: float | None) -> float | None:
    return value if value is None else round(value, 3)


def short(row: dict) -> str:
    """Its title or text on one line, cut."""
    text = " ".join((row["title"] or row["text"] or "").split()) or _("(no text)")
    return text[:SHOWN] + "…" if len(text) > SHOWN else text
