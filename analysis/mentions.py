"""The mentions themselves: pages of them in an order, and one with all that is known of it."""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from analysis.answer import Answer, ask
from analysis.engagement import COUNTED, ENGAGEMENT, heat
from analysis.filters import AUTHOR_KEY, Filters
from store.handling import LATEST

# order -> (what counts, direction); what is unknown stands last. Reposts without words show the original's counts: where
# the spread of a text is asked for, they have none.
ORDERS = {
    "newest": ("published_at", "DESC"),
    "oldest": ("published_at", "ASC"),
    "engagement": ("{engagement}", "DESC"),
    "heat": ("{heat}", "DESC"),
    "likes": ("likes", "DESC"),
    "comments": ("comments", "DESC"),
    "reposts": ("reposts", "DESC"),
    "spread": (f"CASE WHEN {COUNTED} THEN reposts END", "DESC"),
    "views": ("views", "DESC"),
    "negative": ("p_negative", "DESC"),
    "platform": ("platform", "ASC"),
    "author": ("author_name", "ASC"),
}
AMONG = "mention_id IN (SELECT CAST(unnest($among) AS UUID))"
BEYOND = {"ASC": ">", "DESC": "<"}


def mentions(
    cursor: duckdb.DuckDBPyConnection,
    filters: Filters,
    *,
    order: str | Iterable[str] = ("newest",),
    after: dict | None = None,
    limit: int = 50,
    among: tuple[str, ...] | None = None,
) -> Answer:
    """The next `limit` mentions, sorted by each of the orders in turn and at last by their ids; `after` the one with this
    `position`, a column of every row. Pages are found by key, so the thousandth costs what the first does. `among` are the ids of
    the only ones that count.
    """
    names = [order] if isinstance(order, str) else list(dict.fromkeys(order))
    if unknown := [name for name in names if name not in ORDERS]:
        raise ValueError(f"There is no order {unknown[0]!r}; known are {', '.join(ORDERS)}.")
    keys = {f"key_{place}": ORDERS[name] for place, name in enumerate(names)}
    position = ", ".join([*(f"'{name}': {key}" for key, name in zip(keys, names, strict=True)), "'mention_id': mention_id"])
    return ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces={
            "keys": "".join(f", {expression} AS {key}" for key, (expression, _direction) in keys.items()),
            "position": f"{{{position}}}",
            "order": ", ".join([*(f"{key} {direction} NULLS LAST" for key, (_expression, direction) in keys.items()), "mention_id"]),
            "after": " AND ".join([_after(keys, after) if after else "true", *([AMONG] if among is not None else [])]),
            "author": AUTHOR_KEY,
            "handled": LATEST.strip(),
            "engagement": ENGAGEMENT,
            "heat": heat(),
        },
        parameters={"limit": limit, "among": among} | (dict(zip([*keys, "last"], after.values(), strict=True)) if after else {}),
    )


def _after(keys: dict[str, tuple[str, str]], after: dict) -> str:
    """The condition that a mention stands beyond the one with these keys: by one of them, all before it being equal."""
    alternatives, equal = [], []
    for (key, (_expression, direction)), value in zip(keys.items(), after.values(), strict=False):
        if value is not None:
            alternatives.append(" AND ".join([*equal, f"({key} {BEYOND[direction]} ${key} OR {key} IS NULL)"]))
        equal.append(f"{key} IS NULL" if value is None else f"{key} = ${key}")
    alternatives.append(" AND ".join([*equal, "mention_id > CAST($last AS UUID)"]))
    return f"({' OR '.join(alternatives)})"


def mention(cursor: duckdb.DuckDBPyConnection, mention_id: str) -> dict | None:
    """All that the store knows of one mention: its columns by name, and author (its author's key); None where there is none."""
    found = (
        cursor.execute(f"SELECT *, {AUTHOR_KEY} AS author FROM mention WHERE mention_id = CAST($id AS UUID)", {"id": mention_id})
        .to_arrow_table()
        .to_pylist()
    )
    return found[0] if found else None


def sightings(cursor: duckdb.DuckDBPyConnection, mention_id: str) -> Answer:
    """Where a mention was seen: file_name, member, line, export, imported_at, likes, comments, reposts of each sighting."""
    sql = """
        WITH seen AS (
            SELECT import_id, member, line, part, likes, comments, reposts FROM sighting WHERE mention_id = CAST($id AS UUID)
            UNION SELECT import_id, member, line, part, likes, comments, reposts FROM mention WHERE mention_id = CAST($id AS UUID)
                AND mention_id NOT IN (SELECT mention_id FROM sighting)
        )
        SELECT file_name, member, line, export, imported_at, likes, comments, reposts
        FROM seen JOIN import USING (import_id) ORDER BY imported_at, file_name, member, line, part
    """
    values = {"id": mention_id}
    return Answer(cursor.execute(sql, values).to_arrow_table(), sql, values, Filters())
