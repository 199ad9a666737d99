"""系统设置: what is watched, whose accounts are whose, which words stand whole; saved with a trail."""

import streamlit as st

from language import _, current
from ui.accounts import accounts
from ui.ask import is_demo, shown
from ui.card import heading
from ui.dictionary import dictionary, stop_words
from ui.drafts import NAMES, Drafts
from ui.exchange import exchange
from ui.matches import sample
from ui.trail import trail
from ui.unsaved import unsaved
from ui.watchlist import brands, sound, watchlist

OTHERS = {"trail": "Changes", "exchange": "Export and import"}
SECTIONS = NAMES | OTHERS

heading(_("Settings"), _("What is watched, whose account is whose, and which words count as one?"))
store = shown()
if is_demo():
    st.caption(_("Changes here concern the demo only; your own store has its own settings."))
drafts = Drafts(store)
wanted = st.query_params.get("section")
section = st.segmented_control(
    _("Section"), list(SECTIONS), default=wanted if wanted in SECTIONS else "watchlist", key=f"section_{current()}", required=True,
    label_visibility="collapsed", format_func=lambda name: _(SECTIONS[name]),
)  # fmt: skip
bar = st.container()
if section == "watchlist":
    watchlist(drafts["watchlist"], store, sample(store))
elif section == "accounts":
    accounts(drafts["accounts"], brands(drafts["watchlist"]), store)
elif section == "dictionary":
    dictionary(drafts["dictionary"], sound(drafts["watchlist"].told()), sample(store))
elif section == "stop_words":
    stop_words(drafts["stop_words"])
elif section == "trail":
    trail(drafts)
else:
    exchange(drafts)
# Last, though it stands above: what is typed is known only then.
with bar:
    unsaved(drafts)
