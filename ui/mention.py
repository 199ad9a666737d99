"""Mentions on a page: as a list that opens one, and one with all that is known of it. Their text is never markup."""

import json

import streamlit as st

import written
from analysis.answer import Answer
from analysis.filters import Filters
from analysis.labels import label
from analysis.mentions import mention, sightings
from language import _
from loaders.rules import rules_of
from nlp.rules import RulesError
from ui.ask import shown
from ui.card import open_mentions, statement

SHOWN = 160
COUNTS = {"likes": "Likes", "comments": "Comments", "reposts": "Reposts", "favourites": "Favourites", "views": "Views"}
# column -> its title and the field of Filters whose values it holds.
DERIVED = {
    "language": ("Language", "languages"), "brands": ("Brand", "brands"), "products": ("Product", "products"),
    "keyword_sets": ("Keyword set", "keyword_sets"), "author_kind": ("Kind of author", "author_kinds"), "segment": ("Segment", "segments"),
}  # fmt: skip
SENTIMENT_BY = {"export": "as the export says", "model": "by the model", "person": "corrected by a person"}
COUNTS_ARE = {
    "final": "as collected",
    "capped": "lower bounds, the tool caps its counts",
    "snapshot": "taken shortly after publication",
}


def mention_list(answer: Answer, *, key: str, height: int | None = None) -> None:
    """A table of mentions; choosing a row opens it."""
    rows = answer.rows
    table = {
        _("Time"): [row["published_at"] for row in rows],
        _("Platform"): [label("platforms", row["platform"]) for row in rows],
        _("Kind"): [label("kinds", row["kind"]) for row in rows],
        _("Author"): [row["author_name"] or _("Unknown") for row in rows],
        _("Text"): [_short(row) for row in rows],
        _("Likes"): [row["likes"] for row in rows],
        _("Comments"): [row["comments"] for row in rows],
        _("Reposts"): [row["reposts"] for row in rows],
    }
    event = st.dataframe(
        table,
        key=f"list_{key}",
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        height=height or "auto",
        placeholder="–",
        column_config={
            _("Time"): st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm", width=130),
            _("Platform"): st.column_config.TextColumn(width=80),
            _("Kind"): st.column_config.TextColumn(width=60),
            _("Author"): st.column_config.TextColumn(width=120),
            _("Text"): st.column_config.TextColumn(width="large"),
        },
        alt=_("A list of mentions"),
    )
    if event.selection.rows:
        mention_detail(str(rows[event.selection.rows[0]]["mention_id"]), key=key)


def mention_detail(mention_id: str, *, key: str) -> None:
    """One mention: its text as it was shown, its counts, where it comes from, and what the export said besides."""
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
        with st.container(horizontal=True):
            if row["url"]:
                st.link_button(_("Open the original"), row["url"], icon=":material/open_in_new:", type="tertiary")
            if row["root_id"] is not None and st.button(
                _("Its whole thread"), key=f"thread_{key}", icon=":material/account_tree:", type="tertiary"
            ):
                open_mentions(Filters(roots=(str(row["root_id"]),)))
            if row["story_id"] is not None and st.button(
                _("The same text"), key=f"story_{key}", icon=":material/content_copy:", type="tertiary"
            ):
                open_mentions(Filters(stories=(str(row["story_id"]),)))
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
    return _(", ").join(label(field, one) for one in values) or "–"


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


def _short(row: dict) -> str:
    text = " ".join((row["title"] or row["text"] or "").split()) or _("(no text)")
    return text[:SHOWN] + "…" if len(text) > SHOWN else text
