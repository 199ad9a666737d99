"""What was typed on the settings page and is not saved yet; it stays while its reader looks elsewhere."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property

import streamlit as st

import written
from language import Sentence, _
from loaders.rules import documents
from nlp.changes import Change, changes
from nlp.lexicon import SETS, Lexicon
from nlp.rules import LAYER, SETTINGS, RulesError, default, layer, split, tables
from nlp.watchlist import Watchlist
from store.connect import Store
from ui import rows
from ui.changes import TABLES, name_of
from ui.words import in_a_cell, words

# Tables that are one text of words.
TEXTS = ("negations", "dictionary", "stop_words")
# What is chosen and no table: what it is where nothing is said.
CHOSEN = {"aspect_sets": list(SETS), **tables(default("authors"))}
NAMES = {
    "watchlist": "Watchlist", "accounts": "Accounts", "authors": "KOL and media", "aspects": "Aspects", "intents": "Intents", "emotions": "Emotions",
    "negations": "Negations", "dictionary": "Dictionary", "stop_words": "Stop words",
    "replies": "Reply library",
    "ranking": "Ranking of brands",
    "segments": "Segments of the audience",
}  # fmt: skip
# Settings that are no tables: shown where they are set.
BESIDE = {"layer": "Personal layer"}
Rules = Watchlist | Lexicon


@dataclass
class Draft:
    """`saved`: the TOML that it began with; `cells`: table -> its rows of cells, the text of its words, or what is chosen."""

    setting: str
    saved: str
    cells: dict[str, list[dict] | list[str] | str | int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        said = tables(self.saved)
        for name in SETTINGS[self.setting]:
            told = said.get(name, CHOSEN.get(name, ()))
            self.cells[name] = in_a_cell(told) if name in TEXTS else copy(told) if name in CHOSEN else rows.rows(name, told)
        self.began = self.told()

    def told(self) -> dict[str, list | int]:
        """As the tables of a document."""
        return {
            name: words(cells) if name in TEXTS else copy(cells) if name in CHOSEN else rows.told(name, cells)
            for name, cells in self.cells.items()
        }

    def changes(self) -> list[Change]:
        return changes(self.began, self.told())

    def problem(self) -> Sentence | None:
        """Why it cannot be used."""
        if any(not (row.get("id") and row.get("kind")) for row in self.told().get("account", [])):
            return Sentence("Each account needs an id or @name, and a kind.")
        if any(not (row.get("name") and row.get("order")) for row in self.told().get("segment", [])):
            return Sentence("Each rule needs a segment and its turn.")
        why = _refused(repr(told := self.told()), told)
        return why and _named(why, SETTINGS[self.setting][-1])


@st.cache_data(max_entries=20, show_spinner=False)
def _refused(key: str, _told: dict[str, list]) -> Sentence | None:
    try:
        split(_told)
    except RulesError as error:
        return error.sentence
    return None


def _named(why: Sentence, table: str) -> Sentence:
    """With the names that a reader knows the row and the sets by."""
    told = dict(why.values)
    if (name := told.get("name")) in CHOSEN:
        told["name"] = _(TABLES[name])
    elif "name" in told:
        told["name"] = name_of(table, told["name"])
    if table == "aspect" and "known" in told:
        told["known"] = written.listed(name_of("aspect_sets", code) for code in told["known"].split(", "))
    return Sentence(why.text, told)


def sound(of: Callable[[dict], Rules], told: dict[str, list]) -> Rules:
    """`of` the rows of a document that can be used, without those that make the others unusable."""
    try:
        return of(told)
    except RulesError as error:
        wrong = error.sentence.values.get("name", "")
        rest = {name: [row for row in rows if not isinstance(row, dict) or row.get("name", "") != wrong] for name, rows in told.items()}
        return sound(of, rest if rest != told else {})


class Drafts:
    """Those of one store in this session."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.broken: dict[str, Sentence] = {}
        self._kept: dict[str, Draft] = st.session_state.setdefault("_drafts", {}).setdefault(store.url, {})
        for setting in SETTINGS:
            draft = self._kept.get(setting)
            if draft is None or (draft.saved != self.saved[setting] and not draft.changes()):
                self._kept[setting] = Draft(setting, self.saved[setting])

    @cached_property
    def saved(self) -> dict[str, str]:
        """setting -> its TOML as the store has it; the shipped one of those that are `broken`."""
        found = {setting: default(setting) for setting in SETTINGS}
        for setting, text in documents(self.store).items():
            try:
                layer(text) if setting == LAYER else split(tables(text))
            except RulesError as error:
                self.broken[setting] = error.sentence
            else:
                found |= {setting: text} if setting in SETTINGS else {}
        return found

    def __getitem__(self, setting: str) -> Draft:
        return self._kept[setting]

    def unsaved(self) -> dict[str, Draft]:
        return {setting: draft for setting, draft in self._kept.items() if draft.changes()}

    def elsewhere(self) -> list[str]:
        """Settings that somebody else saved meanwhile."""
        return [setting for setting, draft in self.unsaved().items() if draft.saved != self.saved[setting]]

    def forget(self, *settings: str) -> None:
        """Begin anew with what is saved."""
        for setting in settings:
            self._kept.pop(setting, None)

    def restore(self, drafts: dict[str, Draft]) -> None:
        self._kept.update(drafts)
