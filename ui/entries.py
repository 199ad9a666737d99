"""Which mentions of a sample have each aspect, intent and emotion by a lexicon, and examples of each."""

import numpy as np
import pyarrow as pa
import streamlit as st

from language import _
from nlp.codes import SIGN, kinds
from nlp.emotions import NAMES as EMOTIONS
from nlp.emotions import emotions, exported
from nlp.enrich import watched
from nlp.intents import NAMES as INTENTS
from nlp.intents import intents
from nlp.lexicon import TURNED, TURNS, Entry, Lexicon, Said
from nlp.meaning import SCORED, counts
from nlp.watchlist import COUNTS, Explained
from store.connect import Store
from ui.changes import name_of
from ui.examples import SHOWN, beside, example, first, first_of
from ui.matches import Found, Sample


@st.cache_resource(max_entries=4, show_spinner=False)
def _said(url: str, version: int, rows: int, told: str, _held: Sample, _lexicon: Lexicon) -> Said:
    said, _clauses = _lexicon.said(_held.own)
    return said


def found(store: Store, held: Sample, lexicon: Lexicon) -> Found:
    """(kind, name) -> which mentions of the sample have it, of the entries that are used."""
    return _found(store.url, store.data_version, held.mentions.num_rows, repr(lexicon), held, lexicon)


@st.cache_resource(max_entries=4, show_spinner=False)
def _found(url: str, version: int, rows: int, told: str, _held: Sample, _lexicon: Lexicon) -> Found:
    mentions, count = _held.mentions.combine_chunks(), _held.mentions.num_rows
    said = _said(url, version, rows, told, _held, _lexicon)
    sure = said.of(said.why == COUNTS)
    matched = {("aspect", name): np.bincount(sure.hits.row[sure.entry == number], minlength=count) > 0 for name, number in _lexicon.numbers("aspect").items()}
    named = np.logical_or.reduce([watched(_one(mentions["brands"]), _one(mentions["products"])), *matched.values()])
    felt = mentions["model_sentiment"].fill_null(0).to_numpy()
    read = _read(_held)
    intent = intents(counts(_lexicon, said, "intent", INTENTS[:-1], count), named, felt, read)
    emotion = emotions(counts(_lexicon, said, "emotion", EMOTIONS[:-1], count), read)
    given = np.array(exported(_one(mentions["export_emotion"])).to_pylist(), object)
    shown = np.where(np.equal(given, None), np.array([*EMOTIONS, None], object)[emotion], given)
    matched |= {("intent", name): intent == place for place, name in enumerate(INTENTS)}
    return matched | {("emotion", name): shown == name for name in EMOTIONS}


def _read(held: Sample) -> np.ndarray:
    """Of which it is known that they say nothing where they hold no word of a lexicon."""
    known = np.isin(np.array(held.mentions["language"].to_pylist(), str), [*SCORED, "None"])
    signs = np.append(0, np.cumsum(kinds()[held.own.codes] >= SIGN))
    return known & (signs[held.own.starts[1:]] > signs[held.own.starts[:-1]])


def draw_entry(store: Store, entry: Entry, lexicon: Lexicon, held: Sample, matched: Found) -> None:
    """Some mentions that have an entry that is used, beside some that hold one of its words and do not have it."""
    rows = matched[entry.kind, entry.name]
    said = _said(store.url, store.data_version, held.mentions.num_rows, repr(lexicon), held, lexicon)
    told = _explained(said, lexicon, entry)
    left = told.of(~rows[told.hits.row])
    turned = [_explained(said, lexicon, other) for other in lexicon.used if TURNS.get((other.kind, other.name)) == (entry.kind, entry.name)]
    sure = told.of(told.why == COUNTS), *(one.of(one.why == TURNED) for one in turned)
    beside(
        name_of(entry.kind, entry.name), f"{entry.kind}_{list(lexicon.numbers(entry.kind)).index(entry.name)}",
        (int(rows.sum()), _counted(held, lexicon, entry, sure, np.flatnonzero(rows)[:SHOWN])),
        (len(np.unique(left.hits.row)), first_of(held, lexicon.dictionary, entry, left, SHOWN)),
    )  # fmt: skip


def _explained(said: Said, lexicon: Lexicon, entry: Entry) -> Explained:
    """As Lexicon.explained tells it."""
    said = said.of(said.entry == lexicon.used.index(entry))
    return Explained(said.hits, said.why, said.by)


def _counted(held: Sample, lexicon: Lexicon, entry: Entry, sure: tuple[Explained, ...], rows: np.ndarray) -> list[dict]:
    """These mentions, by the entry's own words (the first of `sure`), by those that a negation turns to it, or by none."""
    own, *turned = (first(held, lexicon.dictionary, told.hits, rows) for told in sure)
    examples = []
    for row in rows.tolist():
        if row in own:
            examples.append(example(held, row, own[row]))
            continue
        place = next((places[row] for places in turned if row in places), None)
        told = example(held, row, place or (0, 0))
        by = _("{word}, turned", word=told["word"]) if place else _("Named by the export") if entry.kind == "emotion" else _("By its feeling")
        examples.append(told | {"word": by})
    return examples


def _one(column: pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks()
