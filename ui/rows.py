"""Rules, accounts and lexicons as rows of an editable table, and back."""

from collections.abc import Callable, Iterable, Mapping

from nlp.authors import ANY
from nlp.lexicon import EMOTIONS, GENERAL, INTENTS
from nlp.ranking import TERMS
from nlp.replies import identified
from ui.words import in_a_cell, words

# table -> its columns; what else a document holds of a row stays with it unseen.
COLUMNS = {
    "brand": ("name", "ours", "words", "with", "without", "queries"),
    "product": ("name", "brand", "words", "with", "without"),
    "problem": ("name", "words", "with", "without"),
    "topic": ("name", "words", "with", "without"),
    "combination": ("name", "of"),
    "account": ("id", "platform", "kind", "name", "brand", "note"),
    "aspect": ("name", "set", "words", "with", "without"),
    "intent": ("name", "words", "with", "without"),
    "emotion": ("name", "words", "with", "without"),
    "reply": ("aspect", "intent", "text", "words"),
    "ranking": ("name", "weight"),
    "segment": ("name", "order", "author_kinds", "kinds", "brands", "followers", "followers_below", "verified", "unverified", "platforms", "aspects", "intents"),
}
# table -> the names of its rows; there are no others.
CLOSED = {"intent": INTENTS, "emotion": EMOTIONS, "ranking": TERMS}
WORDY = ("words", "with", "without", "queries")
EMPTY = {"ours": False, "of": [], "brand": None, "kind": None, "aspect": None, "intent": None, "platform": ANY, "set": GENERAL, "weight": 0.0}
EMPTY |= {name: [] for name in ("author_kinds", "kinds", "platforms", "aspects", "intents")} | dict.fromkeys(("order", "brands", "followers", "followers_below", "verified", "unverified"))
SAYS_NOTHING = (None, "", [], False, ANY)


def rows(table: str, told: Iterable[Mapping]) -> list[dict]:
    """A row of cells for each entry of a document, and for each name of a closed table."""
    entries = list(told)
    if table in CLOSED:
        entries = [next((row for row in entries if row["name"] == name), {"name": name}) for name in CLOSED[table]]
    return [dict(row) | {name: _cell(name, row.get(name)) for name in COLUMNS[table]} for row in entries]


def told(table: str, rows: Iterable[Mapping]) -> list[dict]:
    """The entries of a document, without rows that say nothing, in a closed table those without words or weight."""
    entries = [{name: value for name in row if (value := _value(name, row[name])) not in SAYS_NOTHING} for row in rows]
    if table in CLOSED:
        return [entry for entry in entries if entry.keys() & {"words", "weight"}]
    if table == "reply":
        return identified(entry for entry in entries if entry)
    return [entry for entry in entries if entry.keys() - {"ours", "platform", "set"}]


def each(rows: Iterable[Mapping], spoken: Mapping[str, Callable[[str], str]]) -> list[dict]:
    """The rows with some of their cells said otherwise."""
    return [dict(row) | {name: say(row[name]) for name, say in spoken.items() if row.get(name)} for row in rows]


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
