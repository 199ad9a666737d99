"""Everything that is derived from a mention, one batch in, one batch out."""

from collections.abc import Sequence
from functools import cached_property
from threading import Lock

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nlp import emotions, intents, sentiment
from nlp.aspects import Aspects
from nlp.codes import Joined
from nlp.language import languages
from nlp.meaning import Heard, meaning
from nlp.own import blanked, own, without_emoticons
from nlp.rules import Rules
from nlp.stories import stories
from nlp.tokens import Tokenizer, repeated
from nlp.watchlist import KINDS, Watchlist, matched_queries
from nlp.words import NONE

LISTS = pa.list_(pa.string())
# What it is derived from: columns of a mention as its exports say it.
INPUTS = {
    "title": pa.string(), "text": pa.string(), "platform": pa.string(), "kind": pa.string(), "author_id": pa.string(),
    "author_name": pa.string(), "author_followers": pa.int64(), "author_kind": pa.string(), "verified": pa.bool_(), "language": pa.string(),
    "brands": LISTS, "products": LISTS, "queries": LISTS, "emotion": pa.string(), "export_sentiment": pa.int8(),
}  # fmt: skip
DERIVED = pa.schema(
    {
        "language": pa.string(), "brands": LISTS, "products": LISTS, "keyword_sets": LISTS, "author_kind": pa.string(),
        "segment": pa.string(), "text_id": pa.string(), "tokens": pa.list_(pa.int64()),
        "repeated": pa.list_(pa.int64()), "sentiment": pa.int8(),
        "sentiment_by": pa.string(), "model_sentiment": pa.int8(), "p_negative": pa.float64(), "p_positive": pa.float64(),
        "emotion": pa.string(), "intent": pa.string(), "aspects": LISTS, "aspect_sentiments": LISTS, "enriched_by": pa.string(),
    }
)  # fmt: skip
WORDS = pa.schema({"id": pa.int64(), "token": pa.string()})


class Enricher:
    """Rules made ready; one per process, one batch at a time."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._busy = Lock()

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return Tokenizer({*self.rules.dictionary, *self.rules.watchlist.words()})

    def enrich(self, mentions: pa.Table) -> tuple[pa.Table, pa.Table]:
        """(DERIVED, a row for each mention; WORDS that stand in them) of a table with INPUTS."""
        if not mentions.num_rows:
            return DERIVED.empty_table(), WORDS.empty_table()
        with self._busy:
            return self._enriched(mentions)

    def _enriched(self, mentions: pa.Table) -> tuple[pa.Table, pa.Table]:
        mentions = mentions.select(list(INPUTS)).combine_chunks()
        texts_said = said(mentions["title"].to_pylist(), mentions["text"].to_pylist())
        texts = Joined.of(texts_said).normal()
        words = own(texts)
        language = _languages(words.said, texts, mentions["language"].to_pylist())
        lists, counts = self._lists(texts, mentions)
        without_signs = without_emoticons(words.said)
        ids, offsets, met = self._tokenizer.tokens(without_signs)
        again, ends = repeated(ids, offsets)
        kind = self._author_kind(mentions)
        heard = Heard.of(words, language, watched(lists["brands"], lists["products"]), self.rules.model)
        label, by, model, negative, positive = _sentiment(heard.p, mentions["export_sentiment"])
        means = meaning(self.rules.lexicon, heard)
        about = {"intent": _names(intents.NAMES, means.intent)} | _aspects(means.aspects, mentions.num_rows)
        derived = {
            "language": pa.array(language, pa.string()),
            **lists,
            "author_kind": kind,
            "segment": self._segment(mentions, kind, counts, about),
            "text_id": pa.array(_stories(without_signs, _one(mentions["text"])), pa.string()),
            "tokens": _filled(offsets, ids),
            "repeated": _filled(ends, again),
            "sentiment": label,
            "sentiment_by": by,
            "model_sentiment": model,
            "p_negative": negative,
            "p_positive": positive,
            "emotion": pc.coalesce(emotions.exported(_one(mentions["emotion"])), _names(emotions.NAMES, means.emotion)),
            **about,
            "enriched_by": pa.repeat(pa.scalar(self.rules.version), mentions.num_rows),
        }
        return pa.table(derived, DERIVED), pa.table([list(met), list(met.values())], schema=WORDS)

    def _lists(self, texts: Joined, mentions: pa.Table) -> tuple[dict[str, pa.Array], np.ndarray]:
        """brands, products, keyword_sets, and how many brands each mention has. What the export says stands beside what the
        watchlist finds; a query may stand for a brand.
        """
        found = matches(self.rules.watchlist, texts, mentions)
        lists = {}
        for column in ("brands", "products", "keyword_sets"):
            exported = _pairs(mentions[column]) if column in INPUTS else (pa.array([], pa.string()), np.empty(0, np.int64))
            of_column: dict[str, np.ndarray] = {}
            for (kind, name), hits in found.items():
                if KINDS[kind] == column:  # a problem and a topic may have one name
                    of_column[name] = of_column.get(name, False) | hits
            lists[column] = _united(of_column, *exported, mentions.num_rows)
        return lists, pc.fill_null(pc.list_value_length(lists["brands"]), 0).to_numpy(zero_copy_only=False)

    def _segment(self, mentions: pa.Table, kind: pa.Array, counts: np.ndarray, about: dict[str, pa.Array]) -> pa.Array:
        """By the kind of the author, how many brands are named, what they want and what they speak of, and what the export says."""
        exported = {name: mentions[name] for name in ("kind", "platform", "author_followers", "verified")}
        return self.rules.segments.of(pa.table(exported | {"author_kind": kind, "named": pa.array(counts), "intent": about["intent"], "aspects": about["aspects"]}))

    def _author_kind(self, mentions: pa.Table) -> pa.Array:
        who = [_one(mentions[name]) for name in ("platform", "author_id", "author_name")]
        return self.rules.authors.kind(self.rules.accounts.kinds(*who), _one(mentions["author_kind"]), mentions)


def matches(watchlist: Watchlist, texts: Joined, mentions: pa.Table) -> dict[tuple[str, str], np.ndarray]:
    """(kind, name) of each rule -> whether each mention matches it: by its words, by what its export names (`brands`,
    `products`), or by one of its `queries`. `texts` are their normal forms.
    """
    found = watchlist.matched(texts)
    queries, rows = _pairs(mentions["queries"])
    for query, names in matched_queries(watchlist.of_kind("brand"), pc.unique(queries).to_pylist()).items():
        for name in names:
            found["brand", name][rows[_equal(queries, query)]] = True
    for column, kind in (("brands", "brand"), ("products", "product")):
        named, rows = _pairs(mentions[column])
        for name in pc.unique(named).to_pylist():
            if (kind, name) in found:
                found[kind, name][rows[_equal(named, name)]] = True
    return watchlist.combined(found)


def said(titles: list[str | None], texts: list[str | None]) -> list[str | None]:
    """Title and text as one; a title that only begins the text is left out."""
    if not any(titles):
        return texts
    return [
        text if not title or (text and text.startswith(title)) else f"{title}\n{text}" if text else title
        for title, text in zip(titles, texts, strict=True)
    ]


def _languages(words: Joined, texts: Joined, exported: list[str | None]) -> np.ndarray:
    """Of what authors say themselves; of the whole text where that is nothing."""
    found = languages(words, exported)
    unknown = np.flatnonzero(np.equal(found, None))
    if unknown.size:
        whole = [texts.text[texts.starts[row] : texts.starts[row + 1] - 1] for row in unknown]
        found[unknown] = languages(Joined.of(whole), [None] * len(whole))
    return found


def _stories(words: Joined, texts: pa.Array) -> list[str | None]:
    """By the text alone, without the title before it, so that a reprint under another title is the same story."""
    lengths = pc.fill_null(pc.utf8_length(texts), 0).to_numpy(zero_copy_only=False).astype(np.int64)
    titled = np.flatnonzero((lengths > 0) & (lengths < words.separators - words.starts[:-1]))
    return stories(blanked(words, words.starts[titled], words.separators[titled] - lengths[titled]))


def _sentiment(p: np.ndarray, exported: pa.ChunkedArray) -> tuple[pa.Array, ...]:
    """label, by whom, the model's own, p_negative, p_positive; what the export says counts before the model."""
    told, unknown = _one(exported), np.isnan(p[:, 0])
    model = pa.array(np.where(unknown, 0, p.argmax(axis=1) - 1).astype(np.int8), mask=unknown)
    by = pc.case_when(pc.make_struct(pc.is_valid(told), pc.is_valid(model)), "export", "model")
    return pc.coalesce(told, model), by, model, pa.array(p[:, 0], mask=unknown), pa.array(p[:, 2], mask=unknown)


def watched(brands: pa.Array, products: pa.Array) -> np.ndarray:
    """Which mentions name any, of lists that are null where they would be empty."""
    return pc.or_(pc.is_valid(brands), pc.is_valid(products)).to_numpy(zero_copy_only=False)


def _aspects(found: Aspects, count: int) -> dict[str, pa.Array]:
    """aspects, and aspect_sentiments (battery:-1) of those that can be scored."""
    said = sorted((f"{name}:{label}", place, label) for place, name in enumerate(found.names) for label in sentiment.LABELS)
    rank = np.zeros((len(found.names), len(sentiment.LABELS)), np.int64)
    for place, (_text, name, label) in enumerate(said):
        rank[name, label] = place
    scored = ~np.isnan(found.sentiment[:, 0])
    signs = np.sort(found.row[scored] * len(said) + rank[found.name[scored], found.label[scored]])
    return {
        "aspects": _listed(found.row, found.names, found.name, count),
        "aspect_sentiments": _listed(signs // max(len(said), 1), [text for text, *_ in said], signs % max(len(said), 1), count),
    }


def _listed(rows: np.ndarray, names: Sequence[str], places: np.ndarray, count: int) -> pa.Array:
    """Of each mention the names at `places`, both in the order of its `rows`; null where there are none."""
    offsets = pa.array(np.searchsorted(rows, np.arange(count + 1)), pa.int32())
    return _filled(offsets, pa.array(names, pa.string()).take(pa.array(places)))


def _names(names: Sequence[str], places: np.ndarray) -> pa.Array:
    """null where a place is NONE."""
    return pa.array(names, pa.string()).take(pa.array(places, mask=places == NONE))


def _united(matches: dict[str, np.ndarray], names: pa.Array, rows: np.ndarray, count: int) -> pa.Array:
    """Of each mention the sorted names that match or are given; null where there are none."""
    known = pa.array(sorted({*matches, *pc.unique(names).to_pylist()}), pa.string())
    places = [(pc.index(known, name).as_py(), np.flatnonzero(hits)) for name, hits in matches.items()]
    given = pc.index_in(names, known).to_numpy(zero_copy_only=False).astype(np.int64)
    # A mention's names, as numbers in its order and theirs.
    keys = np.unique(np.concatenate([rows * len(known) + given, *(hits * len(known) + place for place, hits in places)]))
    offsets = np.searchsorted(keys, np.arange(count + 1) * len(known))
    return _filled(pa.array(offsets, pa.int32()), known.take(pa.array(keys % max(len(known), 1))))


def _equal(values: pa.Array, value: str) -> np.ndarray:
    return pc.equal(values, value).to_numpy(zero_copy_only=False)


def _filled(offsets: pa.Array, values: pa.Array) -> pa.Array:
    """Lists, null where they would be empty."""
    lists = pa.ListArray.from_arrays(offsets, values)
    return pc.if_else(pc.equal(pc.list_value_length(lists), 0), None, lists)


def _pairs(lists: pa.ChunkedArray) -> tuple[pa.Array, np.ndarray]:
    """The values of all lists, and the row that each stands in."""
    whole = _one(lists)
    return pc.list_flatten(whole), pc.list_parent_indices(whole).to_numpy(zero_copy_only=False)


def _one(column: pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
