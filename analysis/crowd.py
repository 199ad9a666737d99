"""A crowd 一群发布者: the authors of some mentions, of them those who name both of two brands, or who moved from one to the other, as a text for links and in SQL.

Its text is that of the filters in which they are looked for, with the brands beside them, so that the crowd stays the same whatever
narrows what it says.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Self
from urllib.parse import parse_qs, urlencode

import pyarrow as pa

from analysis.naming import compared, each, naming
from language import _

if TYPE_CHECKING:
    from analysis.answer import Answer
    from analysis.filters import Filters

# So many characters a text has at most, so many brands, and so deep one crowd stands in the filters of another.
LONGEST, WIDEST, DEEPEST = 8_000, 50, 2
OWN = ("one", "other", "before_since", "before_until")
# How many mentions of each compared brand every known author has, in their order. {of} is the step whose mentions are counted.
TALLY = "SELECT author, {counts} AS counts FROM (SELECT {author} AS author, {naming} FROM {of}) GROUP BY author HAVING author IS NOT NULL"
# Steps of a question's SQL, the last of them `crowd` (author, one, other): who names both, one of them earlier in $compared.
BOTH = f"""compared AS (SELECT unnest(CAST($compared AS VARCHAR[])) AS brand, generate_subscripts(CAST($compared AS VARCHAR[]), 1) AS place),
tally AS ({TALLY.replace("{of}", "selection")}),
names AS (SELECT author, brand, place FROM tally JOIN compared ON counts[place] > 0),
crowd AS (SELECT author, first.brand AS one, second.brand AS other FROM names AS first JOIN names AS second USING (author) WHERE first.place < second.place)"""
# The same: who named `one` most in the step `earlier` and names `other` most now. Who names two as often is in none.
MOVED = f"""compared AS (SELECT unnest(CAST($compared AS VARCHAR[])) AS brand, generate_subscripts(CAST($compared AS VARCHAR[]), 1) AS place),
tally AS ({TALLY.replace("{of}", "selection")}),
tally_before AS ({TALLY.replace("{of}", "earlier")}),
places AS (
    SELECT author, list_position(before.counts, list_max(before.counts)) AS place_before, list_position(tally.counts, list_max(tally.counts)) AS place
    FROM tally JOIN tally_before AS before USING (author) WHERE list_max(before.counts) > 0 AND list_reverse_sort(before.counts)[2] IS DISTINCT FROM list_max(before.counts)
        AND list_max(tally.counts) > 0 AND list_reverse_sort(tally.counts)[2] IS DISTINCT FROM list_max(tally.counts)
),
crowd AS (SELECT author, first.brand AS one, second.brand AS other FROM places JOIN compared AS first ON first.place = place_before JOIN compared AS second ON second.place = places.place)"""
# After these: how many authors there are of two brands, and how many mentions of either are theirs.
PAIRS = """opened AS (
    SELECT one, other, count(*) AS mentions FROM (SELECT {author} AS author, brands FROM selection) JOIN crowd USING (author)
    WHERE list_contains(brands, one) OR list_contains(brands, other) GROUP BY one, other
),
pairs AS (SELECT * FROM (SELECT one, other, count(*) AS authors FROM crowd GROUP BY one, other) JOIN opened USING (one, other))"""


def pieces(steps: str, brands: Sequence[str], author: str) -> dict[str, str]:
    """SQL for a question's {crowd} and {pairs}: `steps` over its `selection` and `earlier`, the $compared being `brands`."""
    counts = f"CAST({each('count(*) FILTER ({named})', brands)} AS BIGINT[])"
    return {name: sql.replace("{counts}", counts).replace("{naming}", naming(brands)).replace("{author}", author) for name, sql in (("crowd", steps), ("pairs", PAIRS))}


@dataclass(frozen=True, repr=False)
class Crowd:
    """Who in the mentions of `filters` names both brands; with a window `before`, the same but for its days: who named `one` most in
    it, and `other` most in that of the filters, among the brands that these choose. Without brands all their authors.
    """

    one: str | None
    other: str | None
    filters: "Filters"
    before: "Filters | None" = None

    @classmethod
    def read(cls, text: str, of_link: Callable[[dict], tuple["Filters", list[str]]]) -> Self:
        """From its text; ValueError where it is none. `of_link` reads filters."""
        if not fits(text):
            raise ValueError(text)
        link = parse_qs(text, keep_blank_values=True, strict_parsing=True, errors="strict")
        (one,), (other,) = (link.get(name, [None]) for name in ("one", "other"))
        base = {name: values for name, values in link.items() if name not in OWN}
        window = {name: link[f"before_{name}"] for name in ("since", "until") if f"before_{name}" in link}
        filters, refused = of_link(base)
        before, strange = of_link({name: values for name, values in base.items() if name not in ("since", "until")} | window) if window else (None, [])
        found = cls(one, other, filters, before)
        if found._is_none() or refused or strange or str(found) == "" or {name: len(values) for name, values in link.items()} != {name: len(values) for name, values in found.link().items()}:
            raise ValueError(text)
        return found

    def __str__(self) -> str:
        return urlencode(self.link(), doseq=True)

    def __repr__(self) -> str:
        return f"Crowd({str(self)!r})"

    def link(self) -> dict[str, list[str]]:
        window = {f"before_{name}": values for name, values in self.before.link().items() if name in ("since", "until")} if self.before else {}
        brands = {name: [brand] for name, brand in (("one", self.one), ("other", self.other)) if brand is not None}
        return self.filters.link() | brands | window

    def _is_none(self) -> bool:
        """Whether nobody can be it: one brand only, twice the same, or a window before that is none."""
        if self.before is None:
            return (self.one is None) != (self.other is None) or (self.one is not None and self.one == self.other)
        return None in (self.one, self.other, self.before.until, self.filters.since) or self.before.until > self.filters.since

    def seen(self, as_of: datetime | None) -> Self:
        """As of a moment, or of its own where that is earlier."""
        return replace(self, **{name: replace(one, as_of=min(filter(None, (one.as_of, as_of)))) for name in ("filters", "before") if as_of and (one := getattr(self, name))})

    def authors(self, author: str) -> tuple[str, dict[str, object]]:
        """The query of their keys, which `author` is in SQL, and its parameters."""
        selection, values = self.filters.selection()
        earlier, values_before = self.before.selection(prefix="before_") if self.before else ("", {})
        if self.one is None:
            return f"SELECT DISTINCT {author} AS author FROM ({selection}) WHERE ({author}) IS NOT NULL", values
        brands = [self.one, self.other] if self.before is None else compared(self.filters)
        steps = pieces(MOVED if self.before else BOTH, brands, author)["crowd"]
        windows = f"selection AS ({selection}), earlier AS ({earlier})" if self.before else f"selection AS ({selection})"
        sql = f"WITH {windows}, {steps} SELECT author FROM crowd WHERE one = $one AND other = $other"
        return sql, values | values_before | {"compared": brands, "one": self.one, "other": self.other}

    def sentence(self) -> str:
        """Who they are, in words."""
        if self.one is None:
            return _("authors of these mentions: {filters}", filters=self.filters.sentence())
        if self.before is None:
            told = replace(self.filters, brands=()) if {self.one, self.other} <= {*self.filters.brands} else self.filters
            return _("authors who name {one} and {other} ({filters})", one=self.one, other=self.other, filters=told.sentence())
        told = {"filters": self.filters.sentence(), "window": self.before.window()}
        if self.one == self.other:
            return _("authors who stayed with {brand} ({filters}; against {window})", brand=self.one, **told)
        return _("authors who moved from {one} to {other} ({filters}; against {window})", one=self.one, other=self.other, **told)


def with_crowds(answer: "Answer", crowds: Sequence[Crowd]) -> "Answer":
    """With the crowd of each row as a text in its column `crowd`."""
    return replace(answer, table=answer.table.append_column("crowd", pa.array(map(str, crowds), pa.string())))


def fits(text: str) -> bool:
    """Whether an address takes it: what another is found in may be no longer, wider or deeper than that."""
    inside = [text]
    for _deeper in range(DEEPEST):
        if any(len(one) > LONGEST for one in inside):
            return False
        links = [parse_qs(one, keep_blank_values=True) for one in inside]
        if any(len(link.get("brands", [])) > WIDEST for link in links):
            return False
        inside = [crowd for link in links for crowd in link.get("crowds", [])]
    return not inside
