"""Who speaks: the kind of an author, by a list of accounts and by rules.

What the account list says counts first, then what the export says, then the rules of AuthorRules.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

from nlp.watchlist import RulesError

KINDS = ("person", "kol", "media", "official", "regulator", "partner", "brand")
ANY = "*"
# Of followers.
MOST = 10**12


@dataclass(frozen=True)
class Account:
    """`id` is the account's id as exported, or `@` and its name; `platform` `*` is any. `brand`: whose account it is. What
    nothing is derived from is no part of its repr, and so of Rules.version.
    """

    id: str
    kind: str
    platform: str = ANY
    name: str = field(default="", repr=False)
    brand: str | None = field(default=None, repr=False)
    note: str = field(default="", repr=False)


@dataclass(frozen=True)
class Accounts:
    accounts: tuple[Account, ...] = ()

    def kinds(self, platform: pa.Array, author_id: pa.Array, author_name: pa.Array) -> pa.Array:
        """The listed kind of each author, null of those not listed. An id counts before a name, a platform before `*`."""
        found = pa.nulls(len(platform), pa.string())
        for who in (author_id, pc.binary_join_element_wise("@", author_name, "")):
            for where in (platform, ANY):
                keys = pc.binary_join_element_wise(where, who, ":")
                found = pc.coalesce(found, self._kinds.take(pc.index_in(keys, self._keys)))
        return found

    @cached_property
    def _keys(self) -> pa.Array:
        return pa.array([f"{account.platform}:{account.id}" for account in self.accounts], pa.string())

    @cached_property
    def _kinds(self) -> pa.Array:
        return pa.array([account.kind for account in self.accounts], pa.string())


@dataclass(frozen=True)
class AuthorRules:
    """`kol_followers`: from so many followers on an account is a KOL; `media_platforms`: where articles are published."""

    kol_followers: int
    media_platforms: tuple[str, ...]

    @classmethod
    def read(cls, kol_followers: object, media_platforms: Collection[str], known: Collection[str]) -> "AuthorRules":
        """`known`: the platforms that there are. Raises RulesError."""
        if not isinstance(kol_followers, int) or isinstance(kol_followers, bool) or not 1 <= kol_followers <= MOST:
            raise RulesError("“{name}” must be a whole number of followers from 1 to {most}.", name="kol_followers", most=MOST)
        if strange := sorted(set(media_platforms) - set(known)):
            raise RulesError("“{value}” of “{name}” is no platform; known are {known}.", value=strange[0], name="media_platforms", known=", ".join(known))
        return cls(kol_followers, tuple(sorted(set(media_platforms))))

    def kind(self, listed: pa.Array, exported: pa.Array, mentions: pa.Table) -> pa.Array:
        """One of KINDS, null where the author is unknown and the place tells nothing."""
        sound = pc.if_else(pc.is_in(exported, pa.array(KINDS)), exported, None)
        article = pc.and_(
            pc.equal(mentions["kind"], "article"), pc.is_in(mentions["platform"], pa.array(self.media_platforms, pa.string()))
        )
        followed = pc.greater_equal(mentions["author_followers"], self.kol_followers)
        known = pc.or_(pc.is_valid(mentions["author_id"]), pc.is_valid(mentions["author_name"]))
        ruled = pc.case_when(
            pc.make_struct(pc.fill_null(article, False), pc.fill_null(followed, False), known), "media", "kol", "person"
        )
        return pc.coalesce(listed, sound, ruled)
