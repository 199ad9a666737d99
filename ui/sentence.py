"""A sentence to try: what the lexicons as they are typed find in it, and by which words."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import streamlit as st

import written
from analysis.labels import label
from language import _
from nlp.codes import Joined
from nlp.emotions import NAMES as EMOTIONS
from nlp.intents import NAMES as INTENTS
from nlp.language import languages
from nlp.lexicon import SHORTER, TURNED, TURNS, Entry, Lexicon, Said
from nlp.meaning import Heard, meaning
from nlp.own import own
from nlp.watchlist import COUNTS, Watchlist
from nlp.words import NONE
from ui.changes import name_of
from ui.examples import why


def sentence(lexicon: Lexicon, watchlist: Watchlist) -> None:
    """`watchlist`: a text that names something of it is about it."""
    text = st.text_input(
        _("Try a sentence"), key="tried", placeholder=_("Try a sentence: type it to see what these lexicons find in it"), icon=":material/science:",
        label_visibility="collapsed",
    )  # fmt: skip
    if not text.strip():
        return
    rows = found(text, lexicon, watchlist)
    st.dataframe(
        {name: [row[place] for row in rows] for place, name in enumerate((_("Dimension"), _("Result"), _("Sentiment"), _("By these words")))},
        hide_index=True,
        column_config={
            _("Dimension"): st.column_config.TextColumn(width=70),
            _("Result"): st.column_config.TextColumn(width=120),
            _("Sentiment"): st.column_config.TextColumn(width=70),
            _("By these words"): st.column_config.TextColumn(width="large"),
        },
        alt=_("What the lexicons find in the sentence"),
    )


def found(text: str, lexicon: Lexicon, watchlist: Watchlist) -> list[tuple[str, str, str, str]]:
    """(what, found, sentiment, by which words): the aspects, the intent and the emotion, then words that do not count, and why."""
    texts = Joined.of([text]).normal()
    words = own(texts)
    named = any(hits.any() for (kind, _name), hits in watchlist.matched(texts).items() if kind in ("brand", "product"))
    means = meaning(lexicon, Heard.of(words, languages(words.said, [None]), np.array([named])))
    places = list(_places(text, lexicon, lexicon.said(words.said)[0]))
    names = [means.aspects.names[place] for place in means.aspects.name]
    (intent,), (emotion,) = means.intent, means.emotion
    intent, emotion = INTENTS[intent] if intent != NONE else None, EMOTIONS[emotion] if emotion != NONE else None
    by_feeling = _("By its feeling") if intent in ("praise", "complaint") else ""
    rows = [
        (_("Aspect"), name_of("aspect", name), _feeling(p), _by(places, "aspect", name))
        for name, p in zip(names, means.aspects.sentiment, strict=True)
    ]
    return [
        *(rows or [(_("Aspect"), written.UNKNOWN, "", "")]),
        (_("Intent"), label("intents", intent), "", _by(places, "intent", intent) or by_feeling),
        (_("Emotion"), label("emotions", emotion), "", _by(places, "emotion", emotion)),
        *_left_out(places),
    ]


@dataclass(frozen=True)
class Place:
    """Where a `word` of an entry stands, why it does not count (or COUNTS), and the word that is the reason (`by`)."""

    entry: Entry
    word: str
    why: int
    by: str

    @property
    def counts_for(self) -> tuple[str, str] | None:
        """(kind, name): its entry, or what a negation turns that to."""
        told = self.entry.kind, self.entry.name
        return told if self.why == COUNTS else TURNS.get(told) if self.why == TURNED else None


def _places(text: str, lexicon: Lexicon, said: Said) -> Iterator[Place]:
    columns = (said.entry, said.hits.start, said.end, said.why, said.by)
    for entry, start, end, reason, by in zip(*(column.tolist() for column in columns), strict=True):
        yield Place(lexicon.used[entry], text[start:end], reason, lexicon.dictionary[by] if by != NONE else "")


def _by(places: list[Place], kind: str, name: str | None) -> str:
    """The words that count for it, and those that a negation turns to it."""
    told = (
        place.word if place.why == COUNTS else _("{word}, turned by “{by}”", word=place.word, by=place.by)
        for place in places
        if place.counts_for == (kind, name)
    )
    return written.listed(dict.fromkeys(told))


def _left_out(places: list[Place]) -> list[tuple[str, str, str, str]]:
    """What stands in the sentence and counts for nothing, without words inside those that count."""
    rows = [
        (_("Not counted"), name_of(place.entry.kind, place.entry.name), "", _("{word}: {why}", word=place.word, why=why(place.entry, place.why, place.by)))
        for place in places
        if place.counts_for is None and place.why != SHORTER
    ]
    return list(dict.fromkeys(rows))


def _feeling(p: np.ndarray) -> str:
    return written.UNKNOWN if np.isnan(p[0]) else label("sentiments", int(p.argmax()) - 1)
