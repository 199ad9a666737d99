"""The rules of the segments of the audience, on the settings page, with how many mentions each segment has and would have."""

from collections.abc import Callable
from functools import partial

import streamlit as st

import written
from analysis.filters import Filters
from analysis.labels import NAMES as LABELS
from analysis.labels import label
from analysis.segment_rules import segment_rules
from language import _
from nlp.rules import RulesError
from nlp.segments import AUTHOR_KINDS, INTENTS, MENTION_KINDS, NAMES, UNKNOWN, Segment, Segments
from store.connect import Store
from ui.ask import ask
from ui.drafts import Draft
from ui.grid import grid, height
from ui.plain import plain
from ui.rows import each, told

# Columns whose values are known -> these.
CLOSED = {"name": NAMES, "author_kinds": AUTHOR_KINDS, "kinds": MENTION_KINDS, "intents": tuple(INTENTS)}
# What a rule may ask of the verification, which is one cell here -> the value that it wants.
VERIFICATION = {"verified": 1, "unverified": 0}


def segment_rules_table(draft: Draft, aspects: list[str], store: Store) -> None:
    """`aspects`: those of the lexicon."""
    st.caption(_("Each mention is of the segment of the first rule, by order, all of whose conditions it meets; what no rule takes is of none. An empty cell asks nothing. A segment may have several rules."))
    entries = draft.cells["segment"]
    codes = CLOSED | {name: tuple(dict.fromkeys([*some, *(one for row in entries for one in row.get(name) or ())])) for name, some in (("platforms", LABELS["platforms"]), ("aspects", aspects))}
    names = {column: {_name(column, code): code for code in known} for column, known in codes.items()}
    # The cells hold names and not codes, so that names can be pasted.
    named = [_asked(row) for row in each(entries, {column: partial(_said, partial(_name, column)) for column in names})]
    typed = grid("segment", named, _columns({column: [*told] for column, told in names.items()}), alt=_("Rules of segments"), depends=codes)
    draft.cells["segment"] = each(map(_flagged, typed), {column: partial(_said, lambda name, known=known: known.get(name, name)) for column, known in names.items()})
    if problem := draft.problem():
        st.warning(plain(problem), icon=":material/edit_note:")
    _counted(_usable(draft), store)
    st.caption(_("Who is a KOL and which articles speak for a medium is set under Accounts."))


def _columns(options: dict[str, list[str]]) -> dict[str, object]:
    config = st.column_config
    return {
        "order": config.NumberColumn(_("Turn"), min_value=1, step=1, width=60, help=_("The lowest is asked first.")),
        "name": config.SelectboxColumn(_("Segment"), options=options["name"], width=90),
        "author_kinds": config.MultiselectColumn(_("Kind of author"), options=options["author_kinds"], width=170),
        "kinds": config.MultiselectColumn(_("Kind"), options=options["kinds"], width=130),
        "brands": config.NumberColumn(_("Brands named, from"), min_value=0, step=1, width=110),
        "followers": config.NumberColumn(_("Followers, from"), min_value=0, step=1, width=110),
        "followers_below": config.NumberColumn(_("Followers, below"), min_value=0, step=1, width=110),
        "verified": config.SelectboxColumn(_("Verification"), options=[label("verified", code) for code in VERIFICATION.values()], width=80, help=_("Empty: either way. Where it is not known, no rule that asks for it is met.")),
        "platforms": config.MultiselectColumn(_("Platform"), options=options["platforms"], width=130),
        "aspects": config.MultiselectColumn(_("Aspect"), options=options["aspects"], width=130),
        "intents": config.MultiselectColumn(_("Intent"), options=options["intents"], width=130),
    }


def _name(column: str, code: str) -> str:
    """Of a code in a column, as its reader calls it."""
    if column == "name":
        return label("segments", code)
    return label(column, None if (column, code) == ("author_kinds", UNKNOWN) else code)


def _asked(row: dict) -> dict:
    """With the verification that it asks for as one cell."""
    wanted = next((label("verified", code) for flag, code in VERIFICATION.items() if row.get(flag) is True), row.get("verified") or None)
    return {name: cell for name, cell in row.items() if name not in VERIFICATION} | ({"verified": wanted} if VERIFICATION.keys() & row.keys() else {})


def _flagged(row: dict) -> dict:
    """The way back; what is neither stays as it is."""
    wanted = {flag: row.get("verified") == label("verified", code) for flag, code in VERIFICATION.items()}
    return row | (wanted if any(wanted.values()) else {})


def _said(say: Callable[[str], str], cell: str | list[str]) -> str | list[str]:
    return say(cell) if isinstance(cell, str) else [say(one) for one in cell]


def _usable(draft: Draft) -> tuple[Segment, ...] | None:
    """The rules as they stand in the table; None where they cannot be used."""
    try:
        return Segments.read(told("segment", draft.cells["segment"])).rules
    except RulesError:
        return None


def _counted(rules: tuple[Segment, ...] | None, store: Store) -> None:
    answer = ask(segment_rules, Filters(), of=store, rules=rules or ())
    found = {row["value"]: row for row in answer.rows}
    rows = [(name, found.get(name, {})) for name in (*NAMES, None)]
    table = {
        _("Segment"): [_("None of these") if name is None else label("segments", name) for name, _row in rows],
        _("Mentions now"): [written.whole(row.get("mentions", 0)) for _name, row in rows],
        _("Authors now"): [written.whole(row.get("authors", 0)) for _name, row in rows],
        _("Mentions by these rules"): [written.whole(row.get("drafted", 0)) if rules is not None else "–" for _name, row in rows],
        _("Authors by these rules"): [written.whole(row.get("drafted_authors", 0)) if rules is not None else "–" for _name, row in rows],
    }
    right = {name: st.column_config.TextColumn(alignment="right") for name in [*table][1:]}
    st.dataframe(table, key="segments_met", hide_index=True, height=height(len(rows)), column_config=right, alt=_("How many mentions each segment has and would have"))
    st.caption(_("exact, of all mentions; kinds of author, brands, aspects and intents are what the mentions have now. A rule on authors decides mention by mention: an author may stand in several segments."))
