"""Saved views: a page and what it looks at under a name, opened from every page."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode
from uuid import UUID

import streamlit as st

from analysis.filters import Filters
from language import DEFAULT, Sentence, _, current
from store.connect import Store
from store.views import LONGEST, NameTaken, View, ViewError, put_back, remove, rename, save
from store.views import views as views_of
from ui.ask import shown
from ui.plain import plain
from ui.window import name_of
from written import quoted

WIDTH = 420


@dataclass
class Talk:
    """What was last done here in this session, with the views of one store."""

    store: str
    said: Sentence | None = None
    taken: str | None = None
    removed: View | None = None
    renaming: UUID | None = None
    # Fields that were used up get new keys, and are empty again.
    turn: int = 0


@st.fragment
def views(page: str, titles: dict[str, str], link: dict[str, list[str]] | None) -> None:
    """`page` and `link` are what would be saved, None while there is no view; `titles` has the pages that can be opened."""
    # Opening a view closes the popover: on its page it is another.
    key = f"views_{st.session_state['_anew']}_{current()}"
    popover = st.popover(_("Saved views"), icon=":material/bookmark:", type="tertiary", key=key, on_change="rerun")
    if not popover.open:
        return
    store = shown()
    kept = views_of(store)
    with popover, st.container(width=WIDTH, gap="small", key="views"):
        _save_form(store, page, link)
        _said(store)
        if not kept:
            st.caption(_("No view is saved yet. A view is this page with its filters; a window with a name moves on with the data."))
        for view in kept:
            _row(store, view, titles)


def sentence(filters: str) -> str:
    """What a saved address looks at, in words; a window that has a name by that."""
    link = parse_qs(filters, keep_blank_values=True)
    chosen, _refused = Filters.of_link(link)
    if chosen.since is not None or chosen.until is not None:
        return chosen.sentence()
    return chosen.sentence(name_of(link["period"][0]) if "period" in link else _("default window"))


def _talk(store: Store) -> Talk:
    talk = st.session_state.get("_talk")
    if talk is None or talk.store != store.url:
        talk = st.session_state["_talk"] = Talk(store.url)
    return talk


def _save_form(store: Store, page: str, link: dict[str, list[str]] | None) -> None:
    key = f"view_name_{_talk(store).turn}"
    address = urlencode(link or {}, doseq=True)
    with st.form("save_view", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(_("Save this view as"), key=key, max_chars=LONGEST, placeholder=_("a name"), width="stretch")
        st.form_submit_button(
            _("Save"), key="save_view_button", disabled=link is None, on_click=_save, args=[store, key, page, address, False]
        )
    if (taken := _talk(store).taken) is not None and taken == st.session_state.get(key):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(plain(_("There is a view {name} already.", name=quoted(taken.strip()))), width="content")
            st.button(_("Replace it"), key="replace_view", type="tertiary", on_click=_save, args=[store, key, page, address, True])


def _said(store: Store) -> None:
    talk = _talk(store)
    if talk.said:
        st.caption(plain(talk.said))
    if talk.removed:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(plain(_("Deleted: {name}", name=talk.removed.name)), width="content")
            st.button(_("Undo"), key="put_view_back", type="tertiary", on_click=_put_back, args=[store])


def _row(store: Store, view: View, titles: dict[str, str]) -> None:
    page = view.page if view.page in titles else next(iter(titles))
    with st.container(gap="xxsmall", key=f"view_{view.view_id}"):
        if _talk(store).renaming == view.view_id:
            _rename_form(store, view)
        else:
            _open_and_change(store, view, page)
        st.caption(plain(f"{titles[page]} · {sentence(view.filters)}"))


def _open_and_change(store: Store, view: View, page: str) -> None:
    link = parse_qs(view.filters, keep_blank_values=True) | ({"lang": [current()]} if current() != DEFAULT else {})
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        # A link to the page that is open would leave the browser's address as it was.
        with st.container(width="stretch"):
            to_open = st.button(plain(view.name), key=f"open_{view.view_id}", icon=":material/bookmark:", type="tertiary")
        for label, key, change in ((_("Rename"), "rename", _begin_renaming), (_("Delete"), "delete", _remove)):
            st.button(label, key=f"{key}_{view.view_id}", type="tertiary", on_click=change, args=[store, view.view_id])
    if to_open:
        st.switch_page(f"../pages/{page}.py", query_params=link)


def _rename_form(store: Store, view: View) -> None:
    key = f"view_named_{view.view_id}"
    with st.form(f"rename_form_{view.view_id}", border=False), st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(_("Name"), view.name, key=key, max_chars=LONGEST, label_visibility="collapsed", width="stretch")
        st.form_submit_button(_("Save"), key=f"named_{view.view_id}", on_click=_rename, args=[store, view.view_id, key])
        st.form_submit_button(_("Cancel"), key=f"unnamed_{view.view_id}", type="tertiary", on_click=_begin_renaming, args=[store, None])


def _save(store: Store, key: str, page: str, address: str, replace: bool) -> None:
    name = st.session_state[key]
    if _done(store, lambda: save(store, name, page, address, replace=replace), taken=name):
        _talk(store).said = Sentence("Saved.")
        _talk(store).turn += 1


def _begin_renaming(store: Store, view_id: UUID | None) -> None:
    _done(store, lambda: None)
    _talk(store).renaming = view_id


def _rename(store: Store, view_id: UUID, key: str) -> None:
    name = st.session_state[key]
    if not _done(store, lambda: rename(store, view_id, name)):
        _talk(store).renaming = view_id


def _remove(store: Store, view_id: UUID) -> None:
    removed: list[View] = []
    if _done(store, lambda: removed.append(remove(store, view_id))):
        _talk(store).removed = removed[0]


def _put_back(store: Store) -> None:
    removed = _talk(store).removed
    _done(store, lambda: put_back(store, removed))


def _done(store: Store, change: Callable[[], object], taken: str | None = None) -> bool:
    """Whether a change was made; what was said before is forgotten, and why it was not is said."""
    talk = _talk(store)
    talk.said = talk.taken = talk.removed = talk.renaming = None
    try:
        change()
    except NameTaken as error:
        talk.taken = taken
        talk.said = None if taken is not None else error.sentence
    except ViewError as error:
        talk.said = error.sentence
    else:
        return True
    return False
