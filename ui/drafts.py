"""What was typed on the settings page and is not saved yet; it stays while its reader looks elsewhere."""

from dataclasses import dataclass, field
from functools import cached_property

import streamlit as st

from language import Sentence
from loaders.rules import documents
from nlp.changes import Change, changes
from nlp.rules import SETTINGS, RulesError, default, split, tables
from store.connect import Store
from ui import rows
from ui.words import in_a_cell, words

# Settings that are one text of words.
TEXTS = ("dictionary", "stop_words")
NAMES = {"watchlist": "Watchlist", "accounts": "Accounts", "dictionary": "Dictionary", "stop_words": "Stop words"}


@dataclass
class Draft:
    """`saved`: the TOML that it began with; `cells`: table -> its rows of cells, or the text of its words."""

    setting: str
    saved: str
    cells: dict[str, list[dict] | str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        said = tables(self.saved)
        for name in SETTINGS[self.setting]:
            cells = in_a_cell if self.setting in TEXTS else lambda entries, name=name: rows.rows(name, entries)
            self.cells[name] = cells(said.get(name, []))
        self.began = self.told()

    def told(self) -> dict[str, list]:
        """As the tables of a document."""
        return {
            name: words(cells) if isinstance(cells, str) else rows.told(name, cells) for name, cells in self.cells.items()
        }

    def changes(self) -> list[Change]:
        return changes(self.began, self.told())

    def problem(self) -> Sentence | None:
        """Why it cannot be used."""
        if any(not (row.get("id") and row.get("kind")) for row in self.told().get("account", [])):
            return Sentence("Each account needs an id or @name, and a kind.")
        try:
            split(self.told())
        except RulesError as error:
            return error.sentence
        return None


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
                split(tables(text))
            except RulesError as error:
                self.broken[setting] = error.sentence
            else:
                found[setting] = text
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
