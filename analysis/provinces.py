"""Provinces: which one a region means as an export spells it, and where it stands on a map of squares."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

REGIONS = Path(__file__).parent.parent / "config" / "regions.toml"


@dataclass(frozen=True)
class Spellings:
    """`squares`: name of each province -> its row and column; `known`: a pattern -> the name of the province that it finds."""

    squares: dict[str, tuple[int, int]]
    before: re.Pattern[str]
    known: tuple[tuple[re.Pattern[str], str], ...]

    def place(self, region: str) -> str:
        """The name of a province; of what is none, as it is written."""
        said = self.before.sub("", region.strip())
        return next((name for pattern, name in self.known if pattern.match(said)), region)


@lru_cache
def spellings() -> Spellings:
    """Those of config/regions.toml."""
    told = tomllib.loads(REGIONS.read_text(encoding="utf-8"))
    apart = rf"(?:\s|{_any(told['apart'])})"
    known = [
        (re.compile(rf"(?:{_any(row['long'])})|(?:{_any(row['short'])})(?:$|{apart})", re.IGNORECASE), row["name"]) for row in told["province"]
    ]
    return Spellings({row["name"]: (row["at"][0], row["at"][1]) for row in told["province"]}, re.compile(rf"^(?:(?:{_any(told['before'])}){apart}*)+"), tuple(known))


def _any(texts: Iterable[str]) -> str:
    return "|".join(map(re.escape, texts))
