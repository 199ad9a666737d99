"""Words that stand whole, with what that does to a sentence, and words that say nothing about a topic."""

import re

import numpy as np
import streamlit as st

import written
from language import _
from nlp.codes import normal
from nlp.rules import tables
from nlp.tokens import Tokenizer
from nlp.watchlist import Watchlist
from ui.drafts import Draft
from ui.grid import height
from ui.matches import Sample
from ui.words import words

AROUND = 10
SHOWN = 30


def dictionary(draft: Draft, watchlist: Watchlist, held: Sample) -> None:
    """`watchlist`: its words stand whole too."""
    st.caption(_("New words, names and net slang that must not be cut: they then count as one word in clouds, topics and bursts. The words of the watchlist are among them already."))
    field(draft, "dictionary", _("Dictionary"))
    before = {*tables(draft.saved).get("dictionary", []), *watchlist.words()}
    new = [word for word in words(draft.cells["dictionary"]) if word not in before]
    if not new:
        st.caption(_("Each new word is shown here in a sentence, as it is cut before and after."))
        return
    _cuts(new, frozenset(before), frozenset({*before, *new}), held)


def stop_words(draft: Draft) -> None:
    st.caption(_("Words that say nothing about a topic: left out of clouds and of the names of topics, never out of searches. A change counts as soon as it is saved."))
    field(draft, "stop_words", _("Stop words"))


def field(draft: Draft, name: str, title: str) -> None:
    """The words as one text, kept like the tables while it is not drawn."""
    key = f"words_{name}"
    if key not in st.session_state or st.session_state[key] != draft.cells[name]:
        st.session_state[key] = draft.cells[name]
    st.text_area(
        title, key=key, height=220, label_visibility="collapsed", on_change=_typed, args=[draft, name, key],
        placeholder=_("Words, separated by 、 commas or lines"),
    )  # fmt: skip
    st.caption(_("{count} words, separated by 、 commas or lines", count=written.whole(len(words(draft.cells[name])))))


def _typed(draft: Draft, name: str, key: str) -> None:
    draft.cells[name] = st.session_state[key]


def _cuts(new: list[str], before: frozenset[str], after: frozenset[str], held: Sample) -> None:
    places = [[found.start() for found in re.finditer(re.escape(normal(word).strip()), held.texts.text)] for word in new[:SHOWN]]
    texts = [_around(held, found[0], len(word)) if found else word for word, found in zip(new, places, strict=False)]
    st.dataframe(
        {
            _("New word"): new[:SHOWN],
            _("Cut before"): [_cut(text, before) for text in texts],
            _("Cut after"): [_cut(text, after) for text in texts],
            _("Mentions with it"): [len(set(held.texts.rows(np.array(found, int)))) for found in places],
        },
        key="cuts",
        hide_index=True,
        height=height(min(len(new), SHOWN)),
        column_config={
            _("New word"): st.column_config.TextColumn(width=120),
            _("Mentions with it"): st.column_config.NumberColumn(width=90, format="localized"),
        },
        alt=_("How sentences are cut before and after"),
    )
    if len(new) > SHOWN:
        st.caption(_("{count} more new words", count=written.whole(len(new) - SHOWN)))


def _cut(text: str, known: frozenset[str]) -> str:
    return " / ".join(piece for piece in _tokenizer(tuple(sorted(known))).cut(text) if piece.strip())


@st.cache_resource(max_entries=3, show_spinner=False)
def _tokenizer(known: tuple[str, ...]) -> Tokenizer:
    return Tokenizer(known)


def _around(held: Sample, place: int, length: int) -> str:
    """A word with what stands around it."""
    row = int(held.texts.rows(np.array([place]))[0])
    start = place - int(held.texts.starts[row])
    return " ".join(held.said[row][max(start - AROUND, 0) : start + length + AROUND].split())
