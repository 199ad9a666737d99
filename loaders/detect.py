"""Which format a table has, and why; what it would need to be one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from language import Sentence, _
from loaders import aliases
from loaders.export import Export, normal
from loaders.exports import EXPORTS
from loaders.read import Table
from loaders.refused import Refused

KNOWN = frozenset(
    normal(name) for name in [*aliases.known(), *(column for export in EXPORTS for column in export.known())]
)


# Of what a header holds so many columns are named, each by so many of its letters.
MOST, LONGEST = 30, 40


class UnknownExport(Refused):
    """No format fits the table's header."""


@dataclass(frozen=True)
class Detection:
    """A format and the table as that format lays it out. `match` tells how columns were recognised by name; None for a
    format that is known as a whole.
    """

    export: Export
    table: Table
    match: aliases.Match | None = None

    @property
    def columns(self) -> dict[str, str]:
        """field -> column, where columns were recognised by name."""
        return self.match.columns if self.match else {}

    def sharing(self, fields: frozenset[str]) -> "Detection":
        """The same, where several mentions share the values of these id fields."""
        match = replace(self.match, shared=fields)
        return Detection(match.export(), self.table, match)

    @property
    def reason(self) -> str:
        if self.columns:
            return _("recognised by the names of its columns")
        return _("its header has {columns}", columns=", ".join(self.export.needs))


def detect(
    table: Table, *, named: str | None = None, mapping: dict[str, str] | None = None, dated: bool = False
) -> Detection:
    """The format of a table; `named` chooses one, `mapping` (field -> column) overrides names; `dated` where a person
    gave the date. Raises UnknownExport where none fits, with the nearest.
    """
    if mapping:
        _check(mapping, table.columns)
    if named not in (None, aliases.NAME):
        return _named(named, table)
    if named is None and not mapping:
        for export in EXPORTS:
            seen = table.seen_as(export)
            has_records = table.form == "json" or "" in export.records
            if has_records and not _missing(export, seen.columns):
                return Detection(export, seen.without(_foreign(export)) if export.records == ("",) else seen)
    matched = aliases.match(table.columns, mapping)
    dated = dated or "published_at" in matched.columns
    if not dated or not {"text", "title", "url"} & matched.columns.keys():
        raise _unknown(table.columns, matched.columns)
    return Detection(matched.export(), table, matched)


def _named(name: str, table: Table) -> Detection:
    export = next((export for export in EXPORTS if export.name == name), None)
    if export is None:
        known = ", ".join([*(export.name for export in EXPORTS), aliases.NAME])
        raise UnknownExport("There is no format {name}; known are {known}.", name=name, known=known)
    seen = table.seen_as(export)
    missing = _missing(export, seen.columns)
    if missing:
        raise UnknownExport(
            "The file is not a {name} export: it has no column {missing}.", name=name, missing=", ".join(missing)
        )
    return Detection(export, seen)


def _foreign(export: Export) -> Callable[[frozenset[str]], bool]:
    """Whether a record with these keys is another format's: it has all that one needs, and not what this one does."""
    others = [frozenset(other.needs) for other in EXPORTS if other is not export and other.records == ("",)]

    @lru_cache(maxsize=1000)
    def foreign(keys: frozenset[str]) -> bool:
        return not keys.issuperset(export.needs) and any(keys.issuperset(needs) for needs in others)

    return foreign


def _missing(export: Export, columns: list[str]) -> list[str]:
    have = {normal(column) for column in columns}
    return [need for need in export.needs if normal(need) not in have]


def _check(mapping: dict[str, str], columns: list[str]) -> None:
    for field, column in mapping.items():
        if field not in aliases.ALIASES:
            raise UnknownExport(
                "There is no field {field}; known are {known}.", field=field, known=", ".join(aliases.ALIASES)
            )
        if column and column not in columns:
            raise UnknownExport(
                "The file has no column {column}; it has {columns}.", column=column, columns=_listed(columns)
            )


def _unknown(columns: list[str], matched: dict[str, str]) -> UnknownExport:
    asks = None
    if {"text", "title", "url"} & matched.keys():
        asks = "date"
        text = (
            "No column holds the time of publication, without which a mention has no place in time. If one does, name it: "
            "--map published_at=column. If all are of one day, say it: --date 2024-03-01. The columns are: {columns}.{nearest}"
        )
    elif "published_at" in matched:
        text = (
            "These are totals, not mentions: no column holds a text, a title or an address. "
            "Export the single posts instead. The columns are: {columns}.{nearest}"
        )
    else:
        text = (
            "These are totals, not mentions: no column holds a text and none the time of publication. "
            "Export the single posts instead. The columns are: {columns}.{nearest}"
        )
    return UnknownExport(text, asks=asks, columns=_listed(columns), nearest=_nearest(columns))


def _listed(columns: list[str]) -> str:
    """The columns as a sentence can hold them: what is no table may have thousands, or one that is the whole file."""
    names = ["".join(c if c.isprintable() else " " for c in name[:LONGEST]) + "…" * (len(name) > LONGEST) for name in columns[:MOST]]
    return ", ".join([*names, *["…"] * (len(columns) > MOST)])


def _nearest(columns: list[str]) -> Sentence | str:
    export = min(EXPORTS, key=lambda export: len(_missing(export, columns)) / len(export.needs))
    missing = _missing(export, columns)
    if len(missing) * 2 > len(export.needs):
        return ""
    return Sentence(
        " The nearest format is {name}, but there is no {missing}.",
        {"name": export.name, "missing": ", ".join(missing)},
    )
