"""The weights of the ranking of brands, as people set them."""

from collections.abc import Iterable, Mapping

from nlp.watchlist import RulesError

TERMS = ("impressions", "mentions", "net", "rate")
MOST = 100


def weighed(rows: Iterable[Mapping]) -> dict[str, float]:
    """Of every term its weight, 0 where no row says one. Raises RulesError."""
    found: dict[str, float] = {}
    for row in rows:
        name, weight = row.get("name"), row.get("weight", 0)
        if strange := sorted(set(row) - {"name", "weight"}):
            raise RulesError("[[{kind}]] knows no “{name}”.", kind="ranking", name=strange[0])
        if name not in TERMS:
            raise RulesError("“{name}” is no term of the ranking; known are {known}.", name=name, known=", ".join(TERMS))
        if name in found:
            raise RulesError("“{name}” stands twice; give it one weight.", name=name)
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 <= weight <= MOST:
            raise RulesError("The weight of “{name}” must be a number from 0 to {most}.", name=name, most=MOST)
        found[name] = float(weight)
    if not any(found.values()):
        raise RulesError("At least one term of the ranking needs a weight above 0.")
    return {name: found.get(name, 0.0) for name in TERMS}
