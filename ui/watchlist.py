"""The five tables of the watchlist, beside each rule what it matches, and examples of it."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import written
from language import _
from nlp.rules import watchlist as rules_of
from nlp.watchlist import KINDS, Rule, Watchlist
from store.connect import Store
from ui.changes import TABLES
from ui.counts import counts
from ui.drafts import Draft, sound
from ui.examples import draw_examples
from ui.grid import grid
from ui.kinds import kinds
from ui.matches import Found, Sample, found
from ui.plain import plain
from ui.rows import COLUMNS, told
from ui.words import words

HELP = {
    "brand": "A mention that holds one of the words is about the brand; so is one about its products, and one that its queries found.",
    "product": "A mention that holds one of the words is about the product, and about its brand.",
    "problem": "What customers complain about again and again: one row a problem, with all the words that people use for it.",
    "topic": "What is talked about for a while: a launch, an event, a rumour.",
    "combination": "Mentions that are about all of its parts: a brand and a problem, two brands that are compared.",
}
# What a first row could be.
FIRST = {
    "brand": {"name": "Lanxi", "words": "Lanxi, LANXI", "without": "Lake Lanxi"},
    "product": {"name": "Lanxi S2", "words": "Lanxi S2, S2 watch", "without": "–"},
    "problem": {"name": "Battery", "words": "battery, charging, power", "without": "power bank"},
    "topic": {"name": "Spring launch", "words": "spring launch, new colours", "without": "–"},
}
LABELS = {
    "name": "Name", "ours": "Ours", "brand": "Brand", "set": "Set", "words": "Words", "with": "Beside one of", "without": "Exclusions",
    "queries": "Queries", "of": "Parts",
}  # fmt: skip
HELPS = {
    "words": "Separate them by 、 or commas, or paste them in lines. “1,299” in quotation marks is one word.",
    "with": "Counts only where one of these stands in the same text.",
    "without": "An exclusion that holds a word hides it there: 小米粥 of 小米. Any other keeps the whole text out.",
    "queries": "Mentions that one of these searches found count too.",
    "ours": "Our own brand: comparisons begin with it.",
}
WIDTHS = {"name": 120, "ours": 60, "brand": 110, "set": 80, "words": 170, "with": 110, "without": 120, "queries": 110, "of": 300}
# kind -> the kinds whose names are chosen from in its table.
PARTS = {"product": ("brand",), "combination": ("brand", "product", "problem", "topic")}
SOME_QUERIES = 8


def watchlist(draft: Draft, store: Store, held: Sample) -> None:
    chosen, kind = st.container(), st.session_state.setdefault("_kind", "brand")
    st.caption(_(HELP[kind]))
    left, right = st.columns([12, 5], gap="small")
    with left:
        names = _names(draft, *PARTS.get(kind, ()))
        draft.cells[kind] = grid(kind, draft.cells[kind], _columns(kind, names), alt=_(TABLES[kind]), depends=names, read={"brand": lambda text: text or None, "of": words})
        if kind == "brand":
            _queries(held)
        if not told(kind, draft.cells[kind]):
            _first(kind)
    # Last, though it stands above: how many rows there are is known only then.
    with chosen:
        kinds("_kind", {kind: _(TABLES[kind]) for kind in KINDS}, {kind: len(told(kind, draft.cells[kind])) for kind in KINDS})
    if told(kind, draft.cells[kind]):
        _matched(kind, draft, store, held, left, right)


def brands(draft: Draft) -> list[str]:
    return _names(draft, "brand")


def usable(draft: Draft) -> Watchlist:
    """As it stands in the tables, without what cannot be used."""
    return sound(rules_of, draft.told())


def _matched(kind: str, draft: Draft, store: Store, held: Sample, left: DeltaGenerator, right: DeltaGenerator) -> None:
    if problem := draft.problem():
        with left:
            st.warning(plain(problem), icon=":material/edit_note:")
    rules = usable(draft)
    matched = found(store, rules)
    by_name = {rule.name: rule for rule in rules.of_kind(kind)}
    names = [row.get("name", "") for row in told(kind, draft.cells[kind])]
    with right:
        name = _matches(kind, [(name, by_name.get(name)) for name in names], held, matched)
    if name in by_name:
        draw_examples(rules, by_name[name], held, matched)


def _names(draft: Draft, *kinds: str) -> list[str]:
    names = [row["name"] for kind in kinds for row in told(kind, draft.cells[kind]) if row.get("name")]
    return list(dict.fromkeys(names))


def _columns(kind: str, names: list[str]) -> dict[str, object]:
    """How each cell is edited; what is chosen from names offers those that stand there too."""
    return {name: column(name, names) for name in COLUMNS[kind]}


def column(name: str, names: Sequence[str] = (), **more: object) -> object:
    """How a cell of rules is edited. `names`: what is chosen from."""
    told = {"label": _(LABELS[name]), "help": _(HELPS[name]) if name in HELPS else None} | more
    if name == "ours":
        return st.column_config.CheckboxColumn(width=WIDTHS[name], default=False, **told)
    if name in ("brand", "set"):
        return st.column_config.SelectboxColumn(options=names, width=WIDTHS[name], **told)
    if name == "of":
        return st.column_config.MultiselectColumn(options=names, accept_new_options=False, width=WIDTHS[name], **told)
    return st.column_config.TextColumn(width=WIDTHS[name], **told)


def _first(kind: str) -> None:
    """What a row could be, where there is none yet."""
    with st.container(border=True, key=f"first_{kind}", gap="small"):
        if kind == "combination":
            st.caption(_("Name brands, products, problems or topics first; then choose two or more of them here."))
            return
        st.caption(_("For example:"))
        example = {_(LABELS[name]): [_(text)] for name, text in FIRST[kind].items()}
        st.dataframe(example, hide_index=True, alt=_("An example row"), key=f"example_{kind}")
        st.caption(_("Type the first row into the table above: click a cell, or choose it with the arrow keys and press Enter. Rows copied from a spreadsheet can be pasted."))


def _matches(kind: str, rules: list[tuple[str, Rule | None]], held: Sample, matched: Found) -> str:
    """How much each rule matches now and would match; the name that is chosen, the first without a choice."""
    rows = [(name, held.now(kind, name) if rule else None, int(matched[rule.kind, rule.name].sum()) if rule else None) for name, rule in rules]
    return rules[counts(kind, rows, held)][0]


def _queries(held: Sample) -> None:
    """The searches that the mentions came from, to be named at a brand."""
    known = held.mentions["queries"].combine_chunks().flatten().value_counts().to_pylist()
    if known:
        most = sorted(known, key=lambda one: (-one["counts"], one["values"]))[:SOME_QUERIES]
        st.caption(plain(_("Queries in the data: {names}", names=written.listed(one["values"] for one in most))))
