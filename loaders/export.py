"""What a format is: a value that says where in a record each mention's fields stand. Generic code runs it."""

import re
import unicodedata
from dataclasses import dataclass, field


class Sql(str):
    """An expression over the record's cells, each written in double quotes; a column the file lacks is NULL."""

    def columns(self) -> list[str]:
        return re.findall(r'"([^"]+)"', self)


def largest(*columns: str) -> Sql:
    """A count that stands in one of several columns, one a platform, the others being blank or zero."""
    counts = ", ".join(f'as_count("{column}")' for column in columns)
    return Sql(f"greatest({counts})")


FILE = "@file"  # in a formula: the file's name without its suffix
NOTHING = Sql("NULL")
EVERY = Sql("true")

Source = str | tuple[str, ...] | Sql


@dataclass(frozen=True)
class Finding:
    """One mention inside a record.

    `fields` maps a field of loaders.fields to a column, to columns of which the first with a value counts, or to Sql.
    `key`, `parent` and `root` are Sql giving [namespace, canonical key] or NULL (identity.sql); `later_key` counts only
    where the address names no mention. `own_address` is false where the url is that of what it hangs under. `present`
    tells which records carry it. `derive` names values that several formulas share: each is computed once, its name
    written like a column.
    """

    fields: dict[str, Source]
    key: Sql = NOTHING
    later_key: Sql = NOTHING
    parent: Sql = NOTHING
    root: Sql = NOTHING
    own_address: bool = True
    present: Sql = EVERY
    derive: dict[str, Sql] = field(default_factory=dict)
    record: str = ""

    def mapped(self) -> set[str]:
        """The columns that a field takes its value from without a formula."""
        return {column for source in self.fields.values() for column in plain(source)}

    def referenced(self) -> set[str]:
        keys = (self.key, self.later_key, self.parent, self.root, self.present)
        formulas = [s for s in (*self.fields.values(), *self.derive.values(), *keys) if isinstance(s, Sql)]
        columns = self.mapped() | {column for formula in formulas for column in formula.columns()}
        return columns - self.derive.keys() - {FILE}


@dataclass(frozen=True)
class Lookup:
    """What a record tells by an id only: the object of `list` whose `key` is the record's `column`, as columns `prefix`…

    `column` may be a path such as "referenced_tweets[0].id".
    """

    prefix: str
    column: str
    list: str
    key: str


@dataclass(frozen=True)
class Export:
    """A format: recognised where the header has all of `needs` (compared by `normal`).

    `day_first` where its dates always have one order; `name_is_query` where a file is called by what was searched for;
    `secret` columns are never kept as they are; `generations` are other headers whose rows may stand in the same
    file: a row as wide as one of them is read by it.
    """

    name: str
    tool: str
    needs: tuple[str, ...]
    findings: tuple[Finding, ...]
    time_zone: str | None = None
    day_first: bool | None = None
    name_is_query: bool = True
    secret: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    generations: tuple[tuple[str, ...], ...] = ()
    lookups: tuple[Lookup, ...] = ()

    @property
    def records(self) -> tuple[str, ...]:
        """The lists whose objects are records."""
        return tuple(dict.fromkeys(finding.record for finding in self.findings))

    def known(self) -> set[str]:
        """Every column name that this format can read."""
        referenced = (c for finding in self.findings for c in finding.referenced())
        return {*self.needs, *self.headers, *(c for header in self.generations for c in header), *referenced}

    def named(self, columns: list[str]) -> dict[str, str]:
        """Each column with the name by which this format knows it: its own, unless only the spelling differs."""
        lacking = {normal(name): name for name in self.known() - set(columns)}
        return {column: lacking.pop(normal(column), column) for column in columns}


def normal(name: str) -> str:
    """A column's name for comparison: full-width forms, case, white space and marks of order do not count."""
    return re.sub(r"[\s\ufeff\u200b]+", "", unicodedata.normalize("NFKC", name)).lower()


def plain(source: Source | None) -> tuple[str, ...]:
    """The columns of a source that is no formula."""
    if source is None or isinstance(source, Sql):
        return ()
    return (source,) if isinstance(source, str) else source
