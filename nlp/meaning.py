"""What the lexicons make of texts: their aspects and how each fares, their intent, their emotion."""

from dataclasses import dataclass

import numpy as np

from nlp.aspects import Aspects, aspects
from nlp.codes import SIGN, kinds
from nlp.emotions import emotions
from nlp.intents import intents
from nlp.lexicon import EMOTIONS, INTENTS, TURNED, TURNS, Lexicon, Said
from nlp.own import Own
from nlp.sentiment import Model, Weighed, weighed
from nlp.watchlist import COUNTS

# The model has learnt no other languages.
SCORED = ("zh", "en")


@dataclass(frozen=True)
class Heard:
    """What texts say, whatever the lexicons: their own words, weighed by the model; `p`: how each feels to it, NaN where it
    does not say; `known`: which are in a language that it has learnt; `watched`: which name something of the watchlist.
    """

    own: Own
    weighed: Weighed
    p: np.ndarray
    known: np.ndarray
    watched: np.ndarray

    @classmethod
    def of(cls, own: Own, language: np.ndarray, watched: np.ndarray, model: Model | None = None) -> "Heard":
        """`language`: code of each text, or None; without a `model` the shipped one."""
        weighed_, known = weighed(own, model), np.isin(language.astype(str), [*SCORED, "None"])
        return cls(own, weighed_, np.where(known[:, None], weighed_.of_texts(), np.nan), known, watched)


@dataclass(frozen=True)
class Meaning:
    """`intent` and `emotion`: of each text its place in intents.NAMES and emotions.NAMES, NONE where there is none."""

    aspects: Aspects
    intent: np.ndarray
    emotion: np.ndarray


def meaning(lexicon: Lexicon, heard: Heard) -> Meaning:
    """Words count in any language; what follows from there being none of them only where the language is known and authors
    say something themselves.
    """
    said, clauses = lexicon.said(heard.own.said)
    found = aspects(lexicon, said.of(said.why == COUNTS), clauses, heard.own, heard.weighed, heard.p)
    named = heard.watched.copy()
    named[found.row] = True
    felt = np.where(np.isnan(heard.p[:, 0]), 0, heard.p.argmax(axis=1) - 1)
    read = heard.known & np.logical_or.reduceat(kinds()[heard.own.said.codes] >= SIGN, heard.own.said.starts[:-1])
    return Meaning(
        found,
        intents(counts(lexicon, said, "intent", INTENTS, len(read)), named, felt, read),
        emotions(counts(lexicon, said, "emotion", EMOTIONS, len(read)), read),
    )


def counts(lexicon: Lexicon, said: Said, kind: str, names: tuple[str, ...], rows: int) -> np.ndarray:
    """(rows, names): how many words of each stand in each text, what negations turn where it turns to."""
    # By why a word counts or is turned: entry -> place in names, behind the last one what counts for none.
    places = np.full((2, len(lexicon.used)), len(names))
    for name, number in lexicon.numbers(kind).items():
        places[0, number] = names.index(name)
        if (kind, name) in TURNS:
            places[1, number] = names.index(TURNS[kind, name][1])
    counted = np.flatnonzero((said.why == COUNTS) | (said.why == TURNED))
    place = places[(said.why[counted] == TURNED).astype(int), said.entry[counted]]
    width = len(names) + 1
    return np.bincount(said.hits.row[counted] * width + place, minlength=rows * width).reshape(rows, width)[:, :-1]
