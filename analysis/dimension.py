"""Grouping by a field of Filters, so that every group opens as a filter."""

from analysis.filters import DIMENSIONS, Filters


def pieces(by: str | None, filters: Filters) -> dict[str, str]:
    """SQL for a question's {values} (one row per value of a mention) and {among} (which groups count).

    A list field that is filtered shows only the values filtered for: others merely stand beside them in a mention.
    """
    if by is None:
        return {"values": "NULL", "among": "true"}
    if by not in DIMENSIONS:
        raise ValueError(f"There is no dimension {by!r}; known are {', '.join(DIMENSIONS)}.")
    field = DIMENSIONS[by]
    if field.form == "value":
        return {"values": field.sql, "among": "true"}
    values = f"unnest(CASE WHEN len({field.sql}) > 0 THEN list_distinct({field.sql}) ELSE [NULL] END)"
    chosen = getattr(filters, by)
    if not chosen:
        return {"values": values, "among": "true"}
    names = [f"${by}_{i}" for i in range(sum(value is not None for value in chosen))]
    parts = ([f"value IN ({', '.join(names)})"] if names else []) + (["value IS NULL"] if None in chosen else [])
    return {"values": values, "among": f"({' OR '.join(parts)})"}
