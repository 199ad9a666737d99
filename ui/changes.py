"""Changes of the settings in words."""

from collections.abc import Sequence

import written
from analysis.labels import label
from language import _
from nlp.changes import Change

HOW = ("added", "removed", "changed")
TABLES = {
    "brand": "Brands", "product": "Products", "problem": "Frequent problems", "topic": "Hot topics", "combination": "Combinations",
    "account": "Accounts", "kol_followers": "Followers that make a KOL", "media_platforms": "Platforms of media", "aspect_sets": "Sets of aspects", "aspect": "Aspects", "intent": "Intents", "emotion": "Emotions",
    "negations": "Negations", "dictionary": "Dictionary", "stop_words": "Stop words",
    "reply": "Replies",
    "ranking": "Ranking of brands",
    "segment": "Rules of segments",
    "target": "Targets",
}  # fmt: skip
# table -> the field of analysis.labels that its names are values of.
LABELLED = {"media_platforms": "platforms", "aspect_sets": "aspect_sets", "aspect": "aspects", "intent": "intents", "emotion": "emotions", "ranking": "ranking_terms", "segment": "segments"}
NAMED = 4
LONGEST = 20


def in_words(changes: Sequence[Change]) -> str:
    """Brands: added 星澜, 澜汐; removed …"""
    told = []
    for table in dict.fromkeys(change.table for change in changes):
        parts = []
        for how in HOW:
            names = [name_of(table, change.name) for change in changes if (change.table, change.how) == (table, how)]
            if names:
                parts.append(f"{_(how)} {_names(names)}")
        told.append(_("{table}: {changes}", table=_(TABLES[table]), changes=written.listed(parts)))
    return _("; ").join(told)


def name_of(table: str, name: str) -> str:
    """As its reader calls what a document names so."""
    return label(LABELLED.get(table, ""), name)


def _names(names: list[str]) -> str:
    shown = written.listed(written.quoted(name[:LONGEST] + "…" if len(name) > LONGEST else name) for name in names[:NAMED])
    return shown if len(names) <= NAMED else _("{names} and {count} more", names=shown, count=len(names) - NAMED)
