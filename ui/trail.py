"""Every change of the settings, and the way back to each."""

import streamlit as st

import written
from language import _
from nlp.changes import Change, changes
from nlp.rules import SETTINGS, RulesError, default, split, tables
from store import settings
from store.settings import Setting
from ui.changes import in_words
from ui.chronicle import chosen
from ui.drafts import CHOSEN, NAMES, Drafts
from ui.plain import plain
from ui.unsaved import apply


def trail(drafts: Drafts) -> None:
    entries = settings.trail(drafts.store, tuple(SETTINGS))
    if not entries:
        st.caption(_("Nothing was changed yet: the shipped settings count. Every change you save stands here, and each can be taken back."))
        return
    table = {
        _("Time"): [entry.at for entry in entries],
        _("Setting"): [_(NAMES[entry.key]) for entry in entries],
        _("What changed"): [_told(entry, before) for entry, before in _with_earlier(entries)],
        _("By"): [entry.by or "–" for entry in entries],
    }
    columns = {
        _("Setting"): st.column_config.TextColumn(width=100),
        _("What changed"): st.column_config.TextColumn(width="large"),
        _("By"): st.column_config.TextColumn(width=80),
    }
    places = chosen(table, key="trail", alt=_("Every change of the settings"), columns=columns)
    for place in places:
        _entry(drafts, entries[place])
    if not places:
        st.caption(_("Choose a change to see the setting as it was then, and to restore it."))
    _defaults(drafts)


def _with_earlier(entries: list[Setting]) -> list[tuple[Setting, str | None]]:
    """Each entry with the value that its setting had before."""
    earlier = [next((old.value for old in entries[place + 1 :] if old.key == entry.key), None) for place, entry in enumerate(entries)]
    return list(zip(entries, earlier, strict=True))


def _told(entry: Setting, before: str | None) -> str:
    try:
        told = in_words(difference(entry.key, before, entry.value))
    except RulesError as error:
        return str(error)
    back = _("back to the shipped one") if entry.value is None else ""
    return _("; ").join(filter(None, [back, told])) or _("nothing but its order or spelling")


def difference(setting: str, before: str | None, after: str | None) -> list[Change]:
    """Of two values of a setting; None is the shipped one."""
    meant = {name: CHOSEN[name] for name in SETTINGS[setting] if name in CHOSEN}
    return changes(*(meant | tables(default(setting) if value is None else value) for value in (before, after)))


def _entry(drafts: Drafts, entry: Setting) -> None:
    now = drafts.saved[entry.key]
    then = default(entry.key) if entry.value is None else entry.value
    with st.container(border=True, key="restore", gap="small"):
        st.markdown(f"**{_(NAMES[entry.key])} · {written.minute(entry.at)}**")
        try:
            split(tables(then))
        except RulesError as error:
            st.caption(plain(_("This version can no longer be used: {why}", why=error)))
        else:
            _restoring(drafts, entry.key, entry.value, difference(entry.key, now, then))
        with st.expander("TOML"):
            st.code(then, language="toml", wrap_lines=True)


def _restoring(drafts: Drafts, setting: str, value: str | None, differs: list[Change]) -> None:
    if not differs:
        st.caption(_("This is how it is now."))
        return
    st.caption(plain(_("Restoring it: {changes}", changes=in_words(differs))))
    st.button(
        _("Restore this version"), key="restore_version", on_click=restore, args=[drafts, {setting: value}, differs], width="content"
    )


def _defaults(drafts: Drafts) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="defaults"):
        st.caption(_("Back to the shipped setting:"), width="content")
        for setting, name in NAMES.items():
            differs = difference(setting, drafts.saved[setting], None)
            st.button(
                _(name), key=f"default_{setting}", type="tertiary", disabled=not differs, on_click=restore,
                args=[drafts, {setting: None}, differs],
            )  # fmt: skip


def restore(drafts: Drafts, values: dict[str, str | None], differs: list[Change]) -> None:
    """Save these values; what was typed into their settings and not saved is gone."""
    apply(drafts.store, values, differs)
    drafts.forget(*values)
