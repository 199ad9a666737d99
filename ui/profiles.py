"""The mappings that were saved: what they are for, how often they served, and the way to change or forget them."""

from dataclasses import replace
from datetime import datetime

import streamlit as st

import written
from language import _
from loaders import profiles
from loaders.profiles import Profile
from ui.ask import store
from ui.mapping import field_name
from ui.plain import plain


def saved_mappings() -> None:
    """Nothing where none was saved, nor forgotten a moment ago."""
    saved, forgotten = profiles.saved(store()), st.session_state.get("_forgotten")
    if not saved and not forgotten:
        return
    with st.expander(_("Saved mappings ({count})", count=len(saved)), key="saved_mappings", expanded=bool(forgotten)):
        st.caption(_("Files whose columns have these names are read so by themselves. To map anew, drop such a file."))
        if forgotten:
            _back(*forgotten)
        uses = profiles.uses(store())
        for known_by, profile in saved.items():
            _saved(known_by, profile, uses.get(known_by, 0))


def _saved(known_by: str, profile: Profile, used: int) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"profile_{known_by}"):
        with st.container(gap=None, width="stretch"):
            st.text(profile.name)
            held = [f"{field_name(field)} = {column}" for field, column in profile.columns.items() if column]
            st.caption(plain(_("; ").join(held)))
            when = written.minute(datetime.fromisoformat(profile.at))
            st.caption(plain(_("Saved {when} · used by {count} imports", when=when, count=written.whole(used))))
        with st.popover(_("Rename"), type="tertiary"):
            name = st.text_input(_("Name of this mapping"), profile.name, key=f"rename_{known_by}")
            if st.button(_("Save"), key=f"renamed_{known_by}", disabled=not name.strip()):
                profiles.save(store(), known_by, replace(profile, name=name.strip()))
                st.rerun()
        st.button(_("Forget"), key=f"forget_{known_by}", type="tertiary", on_click=_forget, args=[known_by, profile])


def _forget(known_by: str, profile: Profile) -> None:
    profiles.forget(store(), known_by)
    st.session_state["_forgotten"] = (known_by, profile)


def _back(known_by: str, profile: Profile) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(plain(_("“{name}” was forgotten.", name=profile.name)), width="content")
        st.button(_("Take it back"), key="unforget", on_click=_unforget, args=[known_by, profile], type="tertiary")


def _unforget(known_by: str, profile: Profile) -> None:
    profiles.save(store(), known_by, profile)
    del st.session_state["_forgotten"]
