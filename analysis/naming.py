"""The compared brands as columns: whether a mention names each of them, and a question asked of each, in SQL.

It takes a third of the time of taking the lists of brands apart mention by mention and grouping by brand.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.filters import Filters


def compared(filters: "Filters") -> list[str]:
    """The brands that filters choose, which $compared holds; none for mentions of no brand."""
    return [brand for brand in filters.brands if brand is not None]


def naming(brands: Sequence[str]) -> str:
    """For a SELECT of a question's SQL: the columns named_1, named_2 … of the brands in $compared."""
    return ", ".join(f"list_contains(brands, $compared[{place}]) AS named_{place}" for place in _places(brands)) or "NULL AS named"


def of_each(asked: str, brands: Sequence[str]) -> str:
    """The rows of a query for every brand, of which there must be one: {brand} in it is the brand, {named} whether a mention names it."""
    if not brands:
        raise ValueError("No brand is chosen that could be compared.")
    told = [asked.replace("{brand}", f"$compared[{place}]").replace("{named}", f"named_{place}") for place in _places(brands)]
    return " UNION ALL ".join(told)


def each(told: str, brands: Sequence[str]) -> str:
    """A list of what is told of every brand, in their order; {named} as above."""
    return f"[{', '.join(told.replace('{named}', f'named_{place}') for place in _places(brands))}]"


def how_many(brands: Sequence[str]) -> str:
    """How many of the brands a mention names."""
    return " + ".join(["0", *(f"CAST(named_{place} AS INTEGER)" for place in _places(brands))])


def _places(brands: Sequence[str]) -> range:
    return range(1, len(brands) + 1)
