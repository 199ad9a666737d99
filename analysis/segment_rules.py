"""What rules of segments would mean, of all mentions, before anything is saved."""

from pathlib import Path

import duckdb

from analysis.answer import Answer, ask
from analysis.filters import AUTHOR_NUMBER, Filters
from nlp.segments import UNKNOWN, Segment

# Of a condition that wants one of several values: its column.
COLUMNS = {"author_kinds": "author_kind", "kinds": "kind", "platforms": "platform", "intents": "intent"}
NUMBERS = {"brands": "len(coalesce(brands, [])) >= {}", "followers": "author_followers >= {}", "followers_below": "author_followers < {}"}
FLAGS = {"verified": "verified", "unverified": "NOT verified"}


def segment_rules(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, rules: tuple[Segment, ...]) -> Answer:
    """Of each segment, and of none (value NULL): mentions and authors (distinct, known) that have it now, drafted and drafted_authors
    that would have it by `rules`, whose kinds of author, brands, aspects and intents are what the mentions have now.
    """
    parts, values = [], {}
    for place, rule in enumerate(rules):
        condition, parameters = _condition(rule, f"rule_{place}")
        parts.append(f"WHEN {condition} THEN $rule_{place}_name")
        values |= parameters | {f"rule_{place}_name": rule.name}
    drafted = f"CASE {' '.join(parts)} END" if parts else "CAST(NULL AS VARCHAR)"
    return ask(cursor, Path(__file__).with_suffix(".sql"), filters, pieces={"drafted": drafted, "author": AUTHOR_NUMBER}, parameters=values, opens={"value": "segments"})


def _condition(rule: Segment, prefix: str) -> tuple[str, dict[str, object]]:
    """As SQL over a mention, and its parameters."""
    parts, values = [], {}
    for name, column in COLUMNS.items():
        if wanted := getattr(rule, name):
            among = f"list_contains(${prefix}_{name}, {column})"
            parts.append(f"({among} OR {column} IS NULL)" if name == "author_kinds" and UNKNOWN in wanted else among)
            values[f"{prefix}_{name}"] = list(wanted)
    if rule.aspects:
        parts.append(f"list_has_any(coalesce(aspects, []), ${prefix}_aspects)")
        values[f"{prefix}_aspects"] = list(rule.aspects)
    for name, sql in NUMBERS.items():
        if getattr(rule, name):
            parts.append(sql.format(f"${prefix}_{name}"))
            values[f"{prefix}_{name}"] = getattr(rule, name)
    return " AND ".join([*parts, *(sql for name, sql in FLAGS.items() if getattr(rule, name))]), values
