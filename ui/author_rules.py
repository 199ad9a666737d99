"""Who is a KOL or a medium where neither the list of accounts nor the export says it, on the settings page, with how many are and would be."""

import streamlit as st

import written
from analysis.author_rules import author_rules as counted
from analysis.filters import Filters
from analysis.labels import label
from language import _, current
from nlp.authors import ANY
from nlp.rules import platforms
from store.connect import Store
from ui.ask import ask
from ui.drafts import CHOSEN, Draft
from ui.grid import height
from ui.plain import plain

DECIDED = ("kol", "media")


def author_rules(draft: Draft, accounts: Draft, store: Store) -> None:
    with st.container(border=True, key="author_rules", gap="small"):
        st.markdown(f"**{_('Accounts that are not on the list')}**")
        st.caption(_("Where an export says no kind either: an article on a platform of media speaks for a medium; any other author with enough followers is a KOL; the rest are persons."))
        left, right = st.columns([5, 8], gap="medium")
        problem = draft.problem()
        with left:
            _followers(draft)
            _platforms(draft)
            as_shipped = all(draft.cells[name] == CHOSEN[name] for name in draft.cells)
            if problem:
                st.warning(plain(problem), icon=":material/edit_note:")
            st.button(_("Back to the shipped values"), key="shipped_authors", type="tertiary", icon=":material/restart_alt:", disabled=as_shipped, on_click=_shipped, args=[draft])
        with right:
            _counted(draft.began if problem else draft.told(), accounts, store, usable=not problem)


def _followers(draft: Draft) -> None:
    key = _key(draft, "kol_followers")
    st.number_input(_("A KOL from so many followers on"), step=10_000, key=key, on_change=_typed, args=[draft, "kol_followers", key])


def _platforms(draft: Draft) -> None:
    key = _key(draft, "media_platforms")
    st.multiselect(
        _("Platforms of media"), platforms(), key=key, on_change=_typed, args=[draft, "media_platforms", key], format_func=lambda code: label("platforms", code),
        placeholder=_("none"), help=_("An article that is published there speaks for a medium, whoever signs it."),
    )  # fmt: skip


def _key(draft: Draft, name: str) -> str:
    """Of its control, which shows what the draft has."""
    key = f"{name}_{current()}"
    if key not in st.session_state or st.session_state[key] != draft.cells[name]:
        st.session_state[key] = draft.cells[name]
    return key


def _typed(draft: Draft, name: str, key: str) -> None:
    draft.cells[name] = st.session_state[key]


def _shipped(draft: Draft) -> None:
    draft.cells = {name: CHOSEN[name] for name in draft.cells}


def _counted(rules: dict, accounts: Draft, store: Store, *, usable: bool) -> None:
    listed = tuple((row.get("platform", ANY), row["id"]) for row in accounts.began["account"])
    answer = ask(counted, Filters(), of=store, kol_followers=rules["kol_followers"], media_platforms=tuple(sorted(rules["media_platforms"])), listed=listed)
    found = {row["value"]: row for row in answer.rows}
    rows = [found.get(kind, {}) for kind in DECIDED]
    table = {
        _("Kind of author"): [label("author_kinds", kind) for kind in DECIDED],
        _("Mentions counted"): [_changed(row, "mentions", "drafted" if usable else None) for row in rows],
        _("Authors"): [_changed(row, "authors", "drafted_authors" if usable else None) for row in rows],
    }
    right = {name: st.column_config.TextColumn(alignment="right", help=_("now → by these rules")) for name in [*table][1:]}
    st.dataframe(table, key="author_rules_met", hide_index=True, height=height(len(rows)), column_config=right, alt=_("How many mentions KOL and media have and would have"))
    st.caption(_("exact, of all mentions, with the list of accounts as saved"))


def _changed(row: dict, now: str, then: str | None) -> str:
    """`then` None: the rules cannot be used."""
    before, after = (written.whole(row.get(name, 0)) if name else "–" for name in (now, then))
    return after if before == after else f"{before} → {after}"
