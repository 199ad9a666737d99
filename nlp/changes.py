"""What differs between two documents of rules, by the names of what was added, removed or changed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from nlp.authors import ANY
from nlp.lexicon import GENERAL
from nlp.rules import SETTINGS

# What is meant where nothing is said.
MEANT = {"platform": ANY, "set": GENERAL}
TABLES = tuple(name for owned in SETTINGS.values() for name in owned)
# Those of them that are one number.
NUMBERS = ("kol_followers",)


@dataclass(frozen=True)
class Change:
    """`table` of the document, `name` of the rule, account or word; `how`: added, removed or changed."""

    table: str
    name: str
    how: str


def changes(before: Mapping[str, object], after: Mapping[str, object]) -> list[Change]:
    """Table by table, in the order of the names; the order of rows and of the words in them tells nothing."""
    found = []
    for table in TABLES:
        if table in NUMBERS:
            if before.get(table) != after.get(table):
                found.append(Change(table, f"{before.get(table)} → {after.get(table)}", "changed"))
            continue
        old, new = _named(table, before.get(table, [])), _named(table, after.get(table, []))
        for key in sorted(old.keys() | new.keys()):
            if old.get(key) != new.get(key):
                how = "added" if key not in old else "removed" if key not in new else "changed"
                found.append(Change(table, key[0], how))
    return found


def _named(table: str, rows: list) -> dict[tuple[str, int], object]:
    """(name, which of those that have it) -> what is said of it, as it counts."""
    met: Counter[str] = Counter()
    found = {}
    for row in rows:
        name = _name(table, row)
        if isinstance(row, dict) or not met[name]:
            found[name, met[name]] = _said(row)
            met[name] += 1
    return found


def _name(table: str, row: object) -> str:
    if not isinstance(row, dict):
        return str(row).strip()
    if table == "reply":
        return " ".join(row.get("text", "").split())
    if table != "account":
        return row.get("name", "")
    platform = row.get("platform") or ANY
    return row.get("id", "") if platform == ANY else f"{platform}:{row.get('id', '')}"


def _said(row: object) -> object:
    if not isinstance(row, dict):
        return row.strip()
    said = {name: tuple(sorted(set(value))) if isinstance(value, list) else value for name, value in row.items()}
    return {name: value for name, value in said.items() if value not in (None, "", (), False, MEANT.get(name))}
