"""Mentions that a rule counts, and mentions that hold one of its words and do not count, with the reason."""

from collections.abc import Sequence

import numpy as np
import streamlit as st

import written
from analysis.labels import label
from language import Sentence, _
from nlp.lexicon import SHORTER, TURNED, Entry
from nlp.watchlist import ALONE, BARRED, COUNTS, HIDDEN, INSIDE, Explained, Rule, Watchlist, matched_queries
from nlp.words import NONE, Hits
from ui.grid import height
from ui.matches import Found, Sample
from ui.mention import mention_detail
from ui.plain import plain

AROUND = 16
SHOWN = 20
TALLEST = 8


def draw_examples(rules: Watchlist, rule: Rule, held: Sample, matched: Found) -> None:
    count = int(matched[rule.kind, rule.name].sum())
    key = f"{rule.kind}_{rules.of_kind(rule.kind).index(rule)}"
    beside(rule.name, key, (count, counted(held, rules, rule, matched, SHOWN)), passed_over(held, rules, rule, matched, SHOWN))


def beside(name: str, key: str, counting: tuple[int, list[dict]], passing: tuple[int, list[dict]]) -> None:
    """Some that count beside some that do not; of each how many they are."""
    st.markdown(f"#### {plain(_('Examples of “{name}”', name=name))}")
    left, right = st.columns(2, gap="small")
    with left:
        st.caption(_("{count} mentions count", count=written.whole(counting[0])))
        if counting[1]:
            _listed(counting[1], f"counting_{key}")
    with right:
        st.caption(_("{count} hold a word and do not count", count=written.whole(passing[0])))
        if passing[1]:
            _listed(passing[1], f"passing_{key}")


def _listed(rows: list[dict], key: str) -> None:
    """Mentions with the word marked; choosing one opens it."""
    table = {
        _("Matched word"): [row["word"] for row in rows],
        _("Why not"): [row["why"] for row in rows],
        _("Text"): [row["around"] for row in rows],
        _("Platform"): [label("platforms", row["platform"]) for row in rows],
        _("Time"): [row["published_at"] for row in rows],
    }
    if rows[0]["why"] is None:
        del table[_("Why not")]
    event = st.dataframe(
        table,
        key=key,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        height=height(min(len(rows), TALLEST)),
        column_config={
            _("Matched word"): st.column_config.TextColumn(width=100),
            _("Why not"): st.column_config.TextColumn(width=175),
            _("Text"): st.column_config.TextColumn(width="large"),
            _("Platform"): st.column_config.TextColumn(width=80),
            _("Time"): st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm", width=130),
        },
        alt=_("A list of mentions"),
    )
    if event.selection.rows and event.selection.rows[0] < len(rows):
        mention_detail(rows[event.selection.rows[0]]["mention_id"], key=key)


def counted(held: Sample, watchlist: Watchlist, rule: Rule, found: Found, limit: int) -> list[dict]:
    """The first mentions that match: mention_id, published_at, platform, `word` by which they do, what stands `around` it."""
    rows = np.flatnonzero(found[rule.kind, rule.name])[:limit]
    hits = watchlist.hits(held.texts)
    places = [first(held, watchlist.dictionary, watchlist.counted(maker, hits), rows) for maker in makers(watchlist, rule)]
    return [_counted(held, rule, row, [place[row] for place in places if row in place]) for row in map(int, rows)]


def passed_over(held: Sample, watchlist: Watchlist, rule: Rule, found: Found, limit: int) -> tuple[int, list[dict]]:
    """How many mentions hold a word of the rule and do not match, and the first of them as `counted` tells them, with `why`."""
    if rule.kind == "combination":
        return _partly(held, rule, found, limit)
    told = watchlist.explained(rule, held.texts)
    left = told.of((told.why != COUNTS) & ~found[rule.kind, rule.name][told.hits.row])
    return len(np.unique(left.hits.row)), first_of(held, watchlist.dictionary, rule, left, limit)


def first_of(held: Sample, dictionary: Sequence[str], rule: Rule | Entry, left: Explained, limit: int) -> list[dict]:
    """The first mentions of places that do not count, with the reason."""
    rows, at = np.unique(left.hits.row, return_index=True)
    places = first(held, dictionary, left.hits, rows[:limit])
    return [
        example(held, row, places[row], str(why(rule, reason, dictionary[by] if by != NONE else "")))
        for row, reason, by in zip(rows[:limit].tolist(), left.why[at[:limit]].tolist(), left.by[at[:limit]].tolist(), strict=True)
    ]


def makers(watchlist: Watchlist, rule: Rule) -> list[Rule]:
    """The rules by whose words a rule matches: a brand by those of its products, a combination by those of its parts."""
    if rule.kind == "combination":
        parts = [part for part in watchlist.rules if part.name in rule.of and part.kind != "combination"]
        return [maker for part in parts for maker in makers(watchlist, part)]
    if rule.kind == "brand":
        return [rule, *(product for product in watchlist.of_kind("product") if product.brand == rule.name)]
    return [rule]


def around(text: str, start: int, length: int) -> str:
    """The word in its surroundings, on one line, marked by 【】; the beginning of the text where there is no word."""
    before, word, after = text[max(start - AROUND, 0) : start], text[start : start + length], text[start + length :]
    room = AROUND * (2 if word else 3)
    marked = f"{'…' if start > AROUND else ''}{before}{f'【{word}】' if word else ''}{after[:room]}{'…' if len(after) > room else ''}"
    return " ".join(marked.split())


def _counted(held: Sample, rule: Rule, row: int, places: list[tuple[int, int]]) -> dict:
    if places:
        words = dict.fromkeys(held.said[row][start : start + length] for start, length in places)
        return example(held, row, places[0]) | {"word": written.listed(words)}
    queries = matched_queries([rule], held.mentions["queries"][row].as_py() or [])
    by = [query for query, names in queries.items() if names]
    told = _("Query: {name}", name=by[0]) if by else _("Named by the export")
    return example(held, row, (0, 0)) | {"word": told}


def _partly(held: Sample, rule: Rule, found: Found, limit: int) -> tuple[int, list[dict]]:
    """Mentions that only some parts of a combination match."""
    parts = {part: np.logical_or.reduce([rows for (kind, name), rows in found.items() if name == part and kind != "combination"]) for part in rule.of}
    rows = np.flatnonzero(np.logical_or.reduce(list(parts.values())) & ~found[rule.kind, rule.name])
    examples = []
    for row in map(int, rows[:limit]):
        there = [part for part, matches in parts.items() if matches[row]]
        lacking = written.listed(part for part in parts if part not in there)
        examples.append(example(held, row, (0, 0), _("“{names}” does not match", names=lacking)) | {"word": written.listed(there)})
    return len(rows), examples


def first(held: Sample, dictionary: Sequence[str], hits: Hits, rows: np.ndarray) -> dict[int, tuple[int, int]]:
    """row -> where in its text the first of the places stands, and how long it is."""
    among = hits.of(np.isin(hits.row, rows))
    met, at = np.unique(among.row, return_index=True)
    starts = among.start[at] - held.texts.starts[met]
    lengths = [len(dictionary[word]) for word in among.word[at]]
    return dict(zip(map(int, met), zip(map(int, starts), lengths, strict=True), strict=True))


def example(held: Sample, row: int, place: tuple[int, int], why: str | None = None) -> dict:
    (mention,) = held.mentions.select(["mention_id", "published_at", "platform"]).slice(row, 1).to_pylist()
    start, length = place
    text = held.said[row]
    return mention | {"word": text[start : start + length], "around": around(text, start, length), "why": why}


def why(rule: Rule | Entry, reason: int, by: str) -> Sentence:
    """Why a word of a rule that stands in a text does not count; `by`: the word that is the reason."""
    return {
        COUNTS: Sentence("Another one of the text counts"),
        INSIDE: Sentence("Part of a longer word"),
        HIDDEN: Sentence("Inside the exclusion “{word}”", {"word": by}),
        BARRED: Sentence("The text holds the exclusion “{word}”", {"word": by}),
        ALONE: Sentence("None of “{words}” stands beside it", {"words": written.listed(rule.with_)}),
        SHORTER: Sentence("Part of a longer word of the lexicon"),
        TURNED: Sentence("Turned by “{word}”", {"word": by}),
    }[reason]
