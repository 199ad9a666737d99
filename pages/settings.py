"""系统设置: what is watched, whose accounts are whose, what words say, which stand whole; saved with a trail."""

import streamlit as st

from language import _, current
from ui.accounts import accounts
from ui.ask import is_demo, shown
from ui.author_rules import author_rules
from ui.batches import correction_batches
from ui.card import heading
from ui.dictionary import dictionary, stop_words
from ui.drafts import NAMES, Drafts
from ui.exchange import exchange
from ui.label_source import label_choices
from ui.lexicons import LEXICONS, lexicons
from ui.matches import sample
from ui.personal import personal
from ui.ranking import ranking
from ui.reply_library import reply_library
from ui.segment_rules import segment_rules_table
from ui.targets import target_table
from ui.trail import trail
from ui.unsaved import unsaved
from ui.watchlist import brands, usable, watchlist

# The lexicons are one section, and the accounts with who else is what; a link to each setting leads there.
OTHERS = {"lexicons": "Lexicons", "layer": "Personal layer", "targets": "Targets", "trail": "Changes", "exchange": "Export and import"}
SECTIONS = ("watchlist", "accounts", "lexicons", "dictionary", "stop_words", "segments", "replies", "ranking", "layer", "targets", "trail", "exchange")

heading(_("Settings"), _("What is watched, whose account is whose, what do words say, and which count as one?"))
store = shown()
if is_demo():
    st.caption(_("Changes here concern the demo only; your own store has its own settings."))
drafts = Drafts(store)
wanted = st.query_params.get("section")
if wanted in LEXICONS:
    st.session_state.setdefault("_lexicon", wanted)
    wanted = "lexicons"
if wanted == "authors":
    wanted = "accounts"
section = st.segmented_control(
    _("Section"), SECTIONS, default=wanted if wanted in SECTIONS else "watchlist", key=f"section_{current()}", required=True,
    label_visibility="collapsed", format_func=lambda name: _((NAMES | OTHERS)[name]),
)  # fmt: skip
bar = st.container()
if section == "watchlist":
    watchlist(drafts["watchlist"], store, sample(store))
elif section == "accounts":
    accounts(drafts["accounts"], brands(drafts["watchlist"]), store)
    author_rules(drafts["authors"], drafts["accounts"], store)
elif section == "lexicons":
    lexicons(drafts, store)
elif section == "dictionary":
    dictionary(drafts["dictionary"], usable(drafts["watchlist"]), sample(store))
elif section == "stop_words":
    stop_words(drafts["stop_words"])
elif section == "segments":
    segment_rules_table(drafts["segments"], [row["name"] for row in drafts["aspects"].told()["aspect"] if row.get("name")], store)
elif section == "replies":
    reply_library(drafts["replies"], [row["name"] for row in drafts["aspects"].told()["aspect"] if row.get("name")], store)
elif section == "ranking":
    ranking(drafts["ranking"])
elif section == "layer":
    personal(store)
elif section == "targets":
    target_table(store, brands(drafts["watchlist"]))
elif section == "trail":
    trail(drafts)
    label_choices(store)
    correction_batches(store)
else:
    exchange(drafts)
# Last, though it stands above: what is typed is known only then.
with bar:
    unsaved(drafts)
