"""Which segment of the audience a mention belongs to, by rules that people set."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nlp.authors import KINDS
from nlp.intents import NAMES as INTENTS
from nlp.watchlist import RulesError

NAMES = ("core", "potential", "ordinary", "media", "kol")
UNKNOWN = "unknown"
AUTHOR_KINDS = (*KINDS, UNKNOWN)
MENTION_KINDS = ("post", "repost", "comment", "article", "review", "ticket")
# Conditions of which one value must hold -> the values that there are; None: any.
LISTS = {"author_kinds": AUTHOR_KINDS, "kinds": MENTION_KINDS, "platforms": None, "aspects": None, "intents": tuple(INTENTS)}
NUMBERS = ("brands", "followers", "followers_below")
FLAGS = ("verified", "unverified")
MOST = 10**12


@dataclass(frozen=True)
class Segment:
    """A rule: what meets all its conditions is of the segment `name`, unless a rule of a lower `order` took it."""

    name: str
    order: int
    author_kinds: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    intents: tuple[str, ...] = ()
    brands: int | None = None
    followers: int | None = None
    followers_below: int | None = None
    verified: bool = False
    unverified: bool = False

    def __repr__(self) -> str:
        """A condition that there was not always is told only where it is asked: rules of before keep their Rules.version."""
        told = [field.name for field in fields(self) if field.name != "unverified" or self.unverified]
        return f"Segment({', '.join(f'{name}={getattr(self, name)!r}' for name in told)})"

    def meets(self, mentions: pa.Table) -> pa.Array:
        """Whether each mention does, of the columns that Segments.of has."""
        whether = np.ones(mentions.num_rows, bool)
        for column, wanted in (("author_kind", self.author_kinds), ("kind", self.kinds), ("platform", self.platforms), ("intent", self.intents)):
            if wanted:
                values = [None if one == UNKNOWN and column == "author_kind" else one for one in wanted]
                whether &= _told(pc.is_in(mentions[column], pa.array(values, pa.string())))
        if self.aspects:
            whether &= _any(mentions["aspects"], self.aspects)
        if self.brands:
            whether &= mentions["named"].to_numpy() >= self.brands
        if self.followers:
            whether &= _told(pc.greater_equal(mentions["author_followers"], self.followers))
        if self.followers_below:
            whether &= _told(pc.less(mentions["author_followers"], self.followers_below))
        if self.verified:
            whether &= _told(mentions["verified"])
        if self.unverified:
            whether &= _told(pc.invert(mentions["verified"]))
        return pa.array(whether)


@dataclass(frozen=True)
class Segments:
    """Rules by their order."""

    rules: tuple[Segment, ...] = ()

    @classmethod
    def read(cls, rows: Iterable[Mapping]) -> "Segments":
        """Raises RulesError."""
        found = [_rule(row) for row in rows]
        for rule in found:
            if sum(rule.order == other.order for other in found) > 1:
                raise RulesError("Two rules of segments have the order {order}; give each its own.", order=rule.order)
        return cls(tuple(sorted(found, key=lambda rule: rule.order)))

    @property
    def turns(self) -> tuple[Segment, ...]:
        """The rules one after another, whatever numbers their orders were told by."""
        return tuple(replace(rule, order=turn) for turn, rule in enumerate(self.rules, 1))

    def of(self, mentions: pa.Table) -> pa.Array:
        """The segment of each mention, null of those that no rule takes: by author_kind, kind, platform, intent, aspects, named (how many
        brands), author_followers and verified.
        """
        if not self.rules:
            return pa.nulls(mentions.num_rows, pa.string())
        return pc.case_when(pc.make_struct(*(rule.meets(mentions) for rule in self.rules)), *(rule.name for rule in self.rules))


def _rule(row: Mapping) -> Segment:
    name, order = row.get("name"), row.get("order")
    if name not in NAMES:
        raise RulesError("“{name}” is no segment; known are {known}.", name=name or "", known=", ".join(NAMES))
    if not _is_number(order) or order < 1:
        raise RulesError("A rule of “{name}” needs an order, a whole number from 1 on.", name=name)
    if strange := sorted(set(row) - {field.name for field in fields(Segment)}):
        raise RulesError("[[{kind}]] knows no “{name}”.", kind="segment", name=strange[0])
    for column, known in LISTS.items():
        values = row.get(column, [])
        if not isinstance(values, list | tuple) or not all(isinstance(one, str) for one in values):
            raise RulesError("“{name}” of [[{kind}]] must be a list of texts.", kind="segment", name=column)
        if known and (strange := sorted(set(values) - set(known))):
            raise RulesError("“{value}” is not known in “{name}”; known are {known}.", value=strange[0], name=column, known=", ".join(known))
    for column in NUMBERS:
        if column in row and (not _is_number(row[column]) or not 0 <= row[column] <= MOST):
            raise RulesError("“{name}” of [[{kind}]] must be a whole number from 0 to {most}.", kind="segment", name=column, most=MOST)
    for column in FLAGS:
        if not isinstance(row.get(column, False), bool):
            raise RulesError("“{name}” of [[{kind}]] must be true or false.", kind="segment", name=column)
    rule = Segment(**{column: tuple(sorted(set(value))) if column in LISTS else value for column, value in row.items()})
    if not any(getattr(rule, field.name) for field in fields(Segment) if field.name not in ("name", "order")):
        raise RulesError("A rule of “{name}” has no condition and would take everything; give it one.", name=name)
    if rule.followers_below and (rule.followers or 0) >= rule.followers_below:
        raise RulesError("A rule of “{name}” wants {least} followers or more and fewer than {below}: nobody has.", name=name, least=rule.followers, below=rule.followers_below)
    if rule.verified and rule.unverified:
        raise RulesError("A rule of “{name}” wants accounts that are verified and those that are not: nobody is both. Keep one; without both it takes either.", name=name)
    return rule


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _told(flags: pa.Array | pa.ChunkedArray) -> np.ndarray:
    return pc.fill_null(flags, False).to_numpy(zero_copy_only=False) if isinstance(flags, pa.Array) else pc.fill_null(flags, False).to_numpy()


def _any(lists: pa.ChunkedArray, wanted: tuple[str, ...]) -> np.ndarray:
    """Whether each list holds one of the values."""
    whole = lists.combine_chunks() if isinstance(lists, pa.ChunkedArray) else lists
    found = np.zeros(len(whole), bool)
    held = _told(pc.is_in(pc.list_flatten(whole), pa.array(wanted, pa.string())))
    found[pc.list_parent_indices(whole).to_numpy(zero_copy_only=False)[held]] = True
    return found
