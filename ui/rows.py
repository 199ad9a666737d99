"""Rules and accounts as rows of an editable table, and back."""

from collections.abc import Iterable, Mapping

from nlp.authors import ANY
from ui.words import in_a_cell, words

# table -> its columns; what else a document holds of a row stays with it unseen.
COLUMNS = {
    "brand": ("name", "ours", "words", "with", "without", "queries"),
    "product": ("name", "brand", "words", "with", "without"),
    "problem": ("name", "words", "with", "without"),
    "topic": ("name", "words", "with", "without"),
    "combination": ("name", "of"),
    "account": ("id", "platform", "kind", "name", "brand", "note"),
}
WORDY = ("words", "with", "without", "queries")
EMPTY = {"ours": False, "of": [], "brand": None, "kind": None, "platform": ANY}
SAYS_NOTHING = (None, "", [], False, ANY)


def rows(table: str, told: Iterable[Mapping]) -> list[dict]:
    """A row of cells for each entry of a document."""
    return [dict(row) | {name: _cell(name, row.get(name)) for name in COLUMNS[table]} for row in told]


def told(table: str, rows: Iterable[Mapping]) -> list[dict]:
    """The entries of a document, without rows that say nothing."""
    entries = [{name: value for name in row if (value := _value(name, row[name])) not in SAYS_NOTHING} for row in rows]
    return [entry for entry in entries if entry.keys() - {"ours", "platform"}]


def _cell(name: str, value: object) -> object:
    if name in WORDY:
        return in_a_cell(value or ())
    if value is None:
        return EMPTY.get(name, "")
    return list(value) if isinstance(value, list) else value


def _value(name: str, cell: object) -> object:
    if name in WORDY:
        return cell if isinstance(cell, list) else words(cell)
    return cell.strip() if isinstance(cell, str) else cell
