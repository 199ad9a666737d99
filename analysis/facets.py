"""What can be filtered for: the values that stand among the mentions, and how many mentions each would leave."""

from collections.abc import Callable
from dataclasses import replace

import duckdb

from analysis.answer import Answer
from analysis.filters import BY_NAME, DIMENSIONS, Filters

# Fields with one value per author, cascade, story or text, and bands of numbers, are chosen from what is shown, not from a list; those
# of aspects' sentiments follow from the aspects, those of labels from their agreement.
ELSEWHERE = (
    "authors", "roots", "cascades", "stories", "texts", "verified", "genders", "outlets", "followers", "lengths", "reposts", "day_parts", "hours", "weekdays",
    "aspect_sentiments", "export_sentiments", "model_sentiments",
)  # fmt: skip
COLUMNS = tuple(name for name in DIMENSIONS if name not in ELSEWHERE)
LISTS = tuple(name for name in COLUMNS if DIMENSIONS[name].form == "list")
# What is said of few mentions, in a table of its own, once of each.
MEMBERS = ("statuses", "owners")
OFFERED = (*COLUMNS, *MEMBERS)
MOST = 500
# Fields of one value are counted together in a few groups: a table of their combinations is small, and made in one scan.
TOGETHER = (
    ("platforms", "kinds", "sentiments", "languages", "precisions"),
    ("emotions", "author_kinds", "segments", "intents"),
    ("regions",),
    ("topics",),
)
EMPTY = tuple(f"no_{name}" for name in LISTS)
GROUPS = (*TOGETHER, EMPTY)


def facets(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """field, value (as text, NULL for unknown), mentions: of each offered field the `MOST` most frequent values. What is
    chosen of a field does not narrow its own values, so that each tells what choosing it as well would add.
    """
    narrowed = [name for name in OFFERED if getattr(filters, name)]
    base, values = _base(filters, narrowed)
    counted = {name: (0, narrowed.index(name) + 1) if name in narrowed else (0,) for name in OFFERED}
    parts = [_part(name)(name, counted[name]) for name in OFFERED]
    sql = (
        "-- Which values does each field of the filters have, and how many mentions each, its own choice aside?\n"
        f"WITH base AS {base},\nsmall AS MATERIALIZED ({_small()})\n" + "\nUNION ALL\n".join(parts) + "\nORDER BY field, mentions DESC, value"
    )
    return Answer(cursor.execute(sql, values).to_arrow_table(), sql, values, filters)


def _part(name: str) -> Callable[[str, tuple[int, ...]], str]:
    return _of_list if name in LISTS else _of_member if name in MEMBERS else _of_value


def _base(filters: Filters, narrowed: list[str]) -> tuple[str, dict[str, object]]:
    """The mentions that at most one of the narrowed fields leaves out, and which (`missed`: its place from 1; 0 none)."""
    others, values = replace(filters, **dict.fromkeys(narrowed, ())).where(filters)
    misses = []
    for name in narrowed:
        condition, parameters = Filters(**{name: getattr(filters, name)}).where()
        misses.append(f"CAST(NOT coalesce({condition}, false) AS INTEGER)")
        values |= parameters
    missed = " + ".join(f"{place} * {miss}" for place, miss in enumerate(misses, start=1)) or "0"
    columns = ", ".join(["mention_id", *(f"{DIMENSIONS[name].sql} AS {name}" for name in COLUMNS)])
    alone = f" AND {' + '.join(misses)} <= 1" if len(misses) > 1 else ""
    # A search through texts or lists is done once; all else costs less than keeping its rows.
    searched = filters.keyword or any(getattr(filters, name) for name, field in BY_NAME.items() if field.form not in ("value", "none"))
    kept = "MATERIALIZED" if searched else "NOT MATERIALIZED"
    return f"{kept} (SELECT {columns}, {missed} AS missed FROM mention WHERE {others}{alone})", values


def _small() -> str:
    names = [name for group in GROUPS for name in group]
    empty = ", ".join(f"len(coalesce({name}, [])) = 0 AS {flag}" for name, flag in zip(LISTS, EMPTY, strict=True))
    sets = ", ".join(f"({', '.join(group)}, missed)" for group in GROUPS)
    which = f"grouping_id({', '.join(group[0] for group in GROUPS)})"
    return (
        f"SELECT {', '.join(names)}, missed, {which} AS grouped, count(*) AS mentions "
        f"FROM (SELECT *, {empty} FROM base) GROUP BY GROUPING SETS ({sets})"
    )


def _of_value(name: str, counted: tuple[int, ...]) -> str:
    return _most(name, f"SELECT CAST({name} AS VARCHAR) AS value, mentions FROM small WHERE {_in_group(name)} AND missed IN {_told(counted)}")


def _of_list(name: str, counted: tuple[int, ...]) -> str:
    """The values that stand in the lists of a field, once in each, and the mentions without any."""
    lists = f"SELECT {name} AS list, count(*) AS mentions FROM base WHERE missed IN {_told(counted)} AND len({name}) > 0 GROUP BY list"
    # Equal lists are counted first: far fewer are taken apart.
    known = f"SELECT unnest(list_distinct(list)) AS value, mentions FROM ({lists})"
    unknown = f"SELECT NULL, mentions FROM small WHERE {_in_group(f'no_{name}')} AND no_{name} AND missed IN {_told(counted)}"
    return _most(name, f"{known} UNION ALL {unknown}")


def _of_member(name: str, counted: tuple[int, ...]) -> str:
    """The values that are said of mentions, and how many of the others there are."""
    said = f"({BY_NAME[name].sql}) AS said JOIN base USING (mention_id)"
    known = f"SELECT value, count(*) AS mentions FROM {said} WHERE value IS NOT NULL AND missed IN {_told(counted)} GROUP BY value"
    all_ = f"SELECT sum(mentions) FROM small WHERE {_in_group(TOGETHER[0][0])} AND missed IN {_told(counted)}"
    others = f"SELECT coalesce(({all_}), 0) - coalesce((SELECT sum(mentions) FROM known), 0) AS mentions"
    return _most(name, f"WITH known AS ({known}) SELECT * FROM known UNION ALL SELECT NULL, mentions FROM ({others}) WHERE mentions > 0")


def _in_group(name: str) -> str:
    """The condition that a row of `small` counts the group of this column: its bit alone is not set."""
    (place,) = [place for place, group in enumerate(GROUPS) if name in group]
    return f"grouped = {2 ** len(GROUPS) - 1 - 2 ** (len(GROUPS) - 1 - place)}"


def _told(counted: tuple[int, ...]) -> str:
    return f"({', '.join(map(str, counted))})"


def _most(name: str, counts: str) -> str:
    return (
        f"(SELECT '{name}' AS field, value, CAST(sum(mentions) AS BIGINT) AS mentions FROM ({counts}) "
        f"GROUP BY value ORDER BY mentions DESC, value LIMIT {MOST})"
    )
