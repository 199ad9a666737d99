"""The library of answers: the table, each answer as it would read, how often it was used, and a workbook of it out and in."""

from functools import partial

import streamlit as st

import written
from analysis.filters import Filters
from analysis.handling import used
from analysis.labels import NAMES, label
from analysis.mentions import mentions
from language import _
from loaders.refused import Refused
from loaders.rules import rules_or_shipped
from nlp.replies import PLACEHOLDERS, Reply, filled, one_line
from nlp.rules import RulesError, library
from store.connect import Store
from ui.ask import ask
from ui.card import mentions_link
from ui.download import spoken
from ui.drafts import Draft
from ui.grid import grid, height
from ui.keyed import keyed
from ui.ledger import XLSX
from ui.plain import plain
from ui.reply_sheet import Read, coded, read, written_out
from ui.rows import each, rows
from ui.suggested import facts, lacking

SHOWN = 8


def reply_library(draft: Draft, aspects: list[str], store: Store) -> None:
    """`aspects`: those that there are."""
    st.caption(_("What may be answered to whom; on the page of mentions the three that fit best are offered, filled in. The shipped ones are examples: replace them by your own."))
    st.caption(_("Placeholders: {names}", names=plain(written.listed(f"{{{name}}}" for name in PLACEHOLDERS))))
    entries = draft.cells["reply"]
    offered = list(dict.fromkeys([*aspects, *(row["aspect"] for row in entries if row.get("aspect"))]))
    spoken_cells = {"aspect": partial(label, "aspects"), "intent": partial(label, "intents")}
    names = [label("aspects", name) for name in offered]
    # The cells hold names and not codes, so that names can be pasted.
    named = grid("replies", each(entries, spoken_cells), _columns(names), alt=_("Reply library"), depends=names, read={"aspect": _or_none, "intent": _or_none})
    draft.cells["reply"] = each(named, {"aspect": lambda text: coded("aspect", text, offered), "intent": partial(coded, "intent")})
    if problem := draft.problem():
        st.warning(plain(problem), icon=":material/edit_note:")
    counts = {row["reply_id"]: row["mentions"] for row in ask(used, Filters(), of=store).rows}
    _preview([reply for row in draft.told()["reply"] if (reply := _usable(row))], counts, store)
    _exchanged(draft, counts, offered)


def _columns(aspects: list[str]) -> dict[str, object]:
    config = st.column_config
    return {
        "aspect": config.SelectboxColumn(_("Aspect"), options=aspects, width=100, help=_("Left empty: for any.")),
        "intent": config.SelectboxColumn(_("Intent"), options=[label("intents", name) for name in NAMES["intents"]], width=80, help=_("Left empty: for any.")),
        "text": config.TextColumn(_("Reply text"), width="large"),
        "words": config.TextColumn(_("Looked up by"), width=200, help=_("Further words by which it is found for a mention; they are not part of the reply.")),
    }


def _or_none(text: str) -> str | None:
    return text or None


def _usable(row: dict) -> Reply | None:
    try:
        (reply,) = library({"reply": [row]})
    except RulesError:
        return None
    return reply


def _preview(replies: list[Reply], counts: dict[str, int], store: Store) -> None:
    """Each answer as it would read for the newest mention; the one that is chosen whole, with the way to the mentions that it was used for."""
    if not replies:
        return
    newest = next(iter(ask(mentions, Filters(), of=store, limit=1).rows), None)
    watched = rules_or_shipped(store).watchlist
    texts = [filled(reply.text, facts(newest, reply, watched) if newest else {}) for reply in replies]
    st.markdown(f"**{_('As it would read')}**")
    st.caption(plain(_filled_for(newest)))
    left, right = st.columns(2, gap="medium")
    with left:
        event = st.dataframe(
            {
                _("Reply text"): [reply.beginning for reply in replies],
                _("Gaps"): [len(missing) for _text, missing in texts],
                _("Used for"): [counts.get(reply.reply_id, 0) for reply in replies],
            },
            key=keyed("replies_read", [reply.reply_id for reply in replies]),
            hide_index=True, on_select="rerun", selection_mode="single-row", height=height(min(len(replies), SHOWN)),
            column_config={
                _("Gaps"): st.column_config.NumberColumn(width=60, help=_("Facts that this mention does not tell.")),
                _("Used for"): st.column_config.NumberColumn(width=80, format="localized", help=_("Mentions of which the ledger says now that it was used.")),
            },
            alt=_("Each reply as it would read"),
        )  # fmt: skip
    place = next((place for place in event.selection.rows if place < len(replies)), 0)
    with right:
        text, missing = texts[place]
        st.code(text, language=None, wrap_lines=True)
        if missing:
            st.caption(f":material/warning: {lacking(missing)}")
        if counts.get(replies[place].reply_id):
            mentions_link(Filters(replies=(replies[place].reply_id,)))


def _filled_for(newest: dict | None) -> str:
    if newest is None:
        return _("no mention to fill in from")
    told = [label("platforms", newest["platform"]), newest["author_name"], written.minute(newest["published_at"])]
    return _("filled in for the newest mention: {told}; choose a reply to read it", told=" · ".join(filter(None, told)))


def _exchanged(draft: Draft, counts: dict[str, int], aspects: list[str]) -> None:
    """The library as a workbook, and rows of one taken in; they stand in the table then, unsaved."""
    with st.container(border=True, key="replies_exchange", gap="small"):
        st.markdown(f"**{_('As a workbook')}**")
        st.caption(_("Download the library, edit it in a spreadsheet, choose it here: rows with a known id or text replace those, others are added. Nothing is saved until you press Save."))
        told = draft.told()["reply"]
        st.download_button(
            _("Download {format}", format="xlsx"), data=spoken(lambda: written_out(told, counts, aspects)), file_name="guanlan-replies.xlsx", mime=XLSX,
            on_click="ignore", icon=":material/table_view:", key="replies_xlsx",
        )  # fmt: skip
        turn = st.session_state.setdefault("_replies_read", 0)
        file = st.file_uploader(_("A workbook of replies"), type=["xlsx", "xls", "ods"], key=f"replies_{turn}", label_visibility="collapsed", max_upload_size=10)
        if file is not None:
            _offered(draft, file.getvalue(), aspects)


def _offered(draft: Draft, content: bytes, aspects: list[str]) -> None:
    """What a workbook holds, what of it cannot be taken and why, and the button that takes the rest."""
    try:
        found = _read(content, tuple(aspects))
    except Refused as error:
        st.warning(plain(error))
        return
    if found.refused:
        st.warning(_("{count} rows cannot be taken; they stay in your workbook.", count=written.whole(len(found.refused))))
        st.dataframe(
            {
                _("Row"): [line.line for line in found.refused],
                _("Reason"): [str(line.why) for line in found.refused],
                _("Content"): [line.raw for line in found.refused],
            },
            hide_index=True, alt=_("Rows that cannot be taken"), key="replies_refused",
        )  # fmt: skip
    entries = merged(draft.told()["reply"], found.rows)
    added = len(entries) - len(draft.told()["reply"])
    st.caption(_("{count} rows can be taken: {added} new, {replaced} that there are already.", count=written.whole(len(found.rows)), added=written.whole(added), replaced=written.whole(len(found.rows) - added)))
    st.button(_("Take them in"), key="replies_take", type="primary", disabled=not found.rows, on_click=_take, args=[draft, entries])


def merged(there: list[dict], taken: list[dict]) -> list[dict]:
    """The answers with those taken in the place of the ones with their id or else text, the others behind them. Of the same text the id
    stays, so that its uses do.
    """
    entries = list(there)
    of_id = {row["id"]: place for place, row in enumerate(entries) if row.get("id")}
    of_text = {one_line(row.get("text", "")): place for place, row in enumerate(entries)}
    for row in taken:
        known = of_id.get(row.get("id"))
        place = of_text.get(one_line(row["text"])) if known is None else known
        if place is None:
            place = len(entries)
            entries.append(row)
        else:
            entries[place] = row | {name: value for name, value in entries[place].items() if name == "id"}
        of_text[one_line(row["text"])] = place
        if row.get("id"):
            of_id[row["id"]] = place
    return entries


@st.cache_data(max_entries=4, show_spinner=False)
def _read(content: bytes, aspects: tuple[str, ...]) -> Read:
    return read(content, aspects)


def _take(draft: Draft, entries: list[dict]) -> None:
    draft.cells["reply"] = rows("reply", entries)
    st.session_state["_replies_read"] += 1
