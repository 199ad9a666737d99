"""Whose account is whose: the list, and how many mentions and authors each entry means."""

import streamlit as st

import written
from analysis.accounts import accounts as matching
from analysis.filters import Filters
from analysis.labels import NAMES, label
from language import _
from nlp.authors import ANY, KINDS
from store.connect import Store
from ui.ask import ask
from ui.drafts import Draft
from ui.grid import grid, height
from ui.rows import each, told

SOUGHT = ("id", "platform", "name", "brand", "note")


def accounts(draft: Draft, brands: list[str], store: Store) -> None:
    """`brands`: those of the watchlist."""
    st.caption(_("What this list says of an account counts before what exports say and before the number of followers. An id is compared as exported, @ and a name with the author's name."))
    sought = st.text_input(_("Search accounts"), key="seek_accounts", placeholder=_("part of a name, id or note"), icon=":material/search:", width=320)
    entries = draft.cells["account"]
    names = list(dict.fromkeys([*brands, *(row["brand"] for row in entries if row.get("brand"))]))
    platforms = list(dict.fromkeys([ANY, *NAMES["platforms"], *(row["platform"] for row in entries if row.get("platform"))]))
    left, right = st.columns([12, 5], gap="small")
    with left:
        # The cells hold names and not codes, so that names can be pasted.
        named = grid(
            "accounts", each(entries, {"platform": _platform, "kind": _kind}), _columns(names, list(map(_platform, platforms))),
            alt=_("Accounts"), depends=(sought, names, platforms), wanted=lambda row: _wanted(each([row], CODES)[0], draft, sought), read={"brand": lambda text: text or None},
        )  # fmt: skip
        draft.cells["account"] = each(named, CODES)
    with right:
        _matches([row for row in told("account", draft.cells["account"]) if row.get("id") and _wanted(row, draft, sought)], store)


def _columns(brands: list[str], platforms: list[str]) -> dict[str, object]:
    config = st.column_config
    return {
        "id": config.TextColumn(_("Account id or @name"), width=140),
        "platform": config.SelectboxColumn(_("Platform"), options=platforms, default=_platform(ANY), width=95),
        "kind": config.SelectboxColumn(_("Kind of author"), options=list(map(_kind, KINDS)), width=110),
        "name": config.TextColumn(_("Name"), width=95, help=_("For you: how the account is called, where its id does not tell.")),
        "brand": config.SelectboxColumn(_("Brand"), options=brands, width=95, help=_("Whose account it is.")),
        "note": config.TextColumn(_("Note"), width=130),
    }


def _platform(platform: str) -> str:
    return _("All platforms") if platform == ANY else label("platforms", platform)


def _kind(kind: str) -> str:
    return label("author_kinds", kind)


def _read_platform(text: str) -> str:
    """By its name or its code; what is neither stays as it is."""
    return {_platform(platform).lower(): platform for platform in (ANY, *NAMES["platforms"])}.get(text.lower(), text)


def _read_kind(text: str) -> str:
    return {_kind(kind).lower(): kind for kind in KINDS}.get(text.lower(), text.lower())


CODES = {"platform": _read_platform, "kind": _read_kind}


def _wanted(row: dict, draft: Draft, sought: str) -> bool:
    """What is sought, and what is not saved yet."""
    holds = sought.strip().lower() in " ".join(str(row.get(name) or "") for name in SOUGHT).lower()
    return holds or any(entry not in draft.began["account"] for entry in told("account", [row]))


def _matches(entries: list[dict], store: Store) -> None:
    keys = [(row.get("platform", ANY), row["id"]) for row in entries]
    if not keys:
        return
    met = ask(matching, Filters(), of=store, entries=tuple(keys)).rows
    st.dataframe(
        {
            _("Account"): [id_ if platform == ANY else f"{id_} · {_platform(platform)}" for platform, id_ in keys],
            _("Mentions counted"): [written.whole(row["mentions"]) for row in met],
            _("Authors"): [written.whole(row["authors"]) for row in met],
        },
        key="accounts_met",
        hide_index=True,
        height=height(len(keys)),
        column_config={
            _("Mentions counted"): st.column_config.TextColumn(alignment="right", width=80),
            _("Authors"): st.column_config.TextColumn(alignment="right", width=60),
        },
        alt=_("How many mentions each entry means"),
    )
    st.caption(_("exact, of all mentions"))
