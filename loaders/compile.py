"""From a format and a header to the one SQL statement that turns a batch of records into sightings."""

from loaders.export import FILE, Export, Finding, Source, Sql, plain
from loaders.fields import COUNTS, FIELDS
from loaders.read import LINE, RECORD

LINKS = {"parent_id": "parent_key", "root_id": "root_key"}
DIRECT = tuple(name for name in FIELDS if name not in (*LINKS, "extra"))
POST_COUNTS = tuple(name for name in COUNTS if name != "author_followers")

# A cell that its field's value does not give back stays, as it was, in `extra`.
LOSSY = {
    "as_count": "NOT is_plain_count({c})",
    "as_text": "is_marked_up({c})",
    "as_url": "as_url({c}) IS DISTINCT FROM {c}",
    "as_id": "as_id({c}) IS DISTINCT FROM {c}",
    "as_name": "is_nothing({c})",
    "as_word": "is_nothing({c})",
    "as_list": "is_nothing({c})",
    "as_time": "plausible(as_time({c})) IS NULL",
}


def statement(export: Export, columns: list[str], given: set[str]) -> str:
    """SQL over a table `batch` of trimmed text `columns`, LINE and, where records are nested, RECORD: one row per mention.

    Gives mention_id, the fields, line, part, reason (NULL where accepted), damaged_id, unread_counts and unread_label.
    `given` names the connection's variables that hold a value: brand, query, file, date (of mentions without one),
    collected.
    """
    known = export.named([c for c in columns if c != RECORD])
    lists = RECORD in columns
    columns = list(known.values())
    lacking = sorted({c for finding in export.findings for c in finding.referenced()} - set(columns))
    cells = ", ".join(
        [
            f'"{LINE}"',
            f'"{RECORD}"' if lists else f"'' AS \"{RECORD}\"",
            f'{_given("file", given)} AS "{FILE}"',
            *(f"nullif({_name(c)}, '') AS {_name(name)}" for c, name in known.items()),
            *(f"CAST(NULL AS VARCHAR) AS {_name(c)}" for c in lacking),
        ]
    )
    layers, parts = [], []
    for part, finding in enumerate(export.findings):
        source = "cells"
        for depth, (name, formula) in enumerate(finding.derive.items()):
            layers.append(f"part_{part}_{depth} AS (SELECT *, {formula} AS {_name(name)} FROM {source})")
            source = f"part_{part}_{depth}"
        here = f'"{RECORD}" = {_text(finding.record)} AND ({finding.present})'
        parts.append(
            f"SELECT {part} AS part, {_selection(finding, _kept(export, finding, columns), given)} FROM {source} WHERE {here}"
        )
    fields = ", ".join(f"id_of_key({LINKS[name]}) AS {name}" if name in LINKS else name for name in FIELDS)
    collected = f"coalesce(collected_at, CAST({_given('collected', given)} AS TIMESTAMP))"
    date = f"CAST({_given('date', given)} AS TIMESTAMP)"
    return f"""
        WITH cells AS (SELECT {cells} FROM batch),
        {"".join(layer + ", " for layer in layers)}
        found AS ({" UNION ALL ".join(parts)}),
        placed AS (
            SELECT * REPLACE (plausible(published_at) AS published_at, plausible(collected_at) AS collected_at),
                CASE WHEN key IS NULL THEN weibo_in(address) END AS weibo, CASE WHEN key IS NULL THEN bare_url(address) END AS bare
            FROM found
        ),
        near AS (SELECT *, CASE WHEN published_at IS NULL THEN near(exported_time, {collected}) END AS nearby FROM placed),
        dated AS (
            SELECT * EXCLUDE (nearby) REPLACE (
                coalesce(published_at, nearby, {date}) AS published_at,
                CASE WHEN published_at IS NOT NULL THEN precision WHEN nearby IS NOT NULL THEN near_precision(exported_time)
                     WHEN {date} IS NOT NULL THEN 'given' END AS precision
            ) FROM near
        ),
        identified AS (
            SELECT *, coalesce(
                key, named_key(address, weibo), later_key, url_key(bare),
                weak_key(platform, coalesce(parent_key, root_key)[2], coalesce(author_id, author_name), exported_time, coalesce(text, title))
            ) AS known_by, key IS NULL AND later_key IS NULL AND url IS NULL AS anonymous
            FROM dated
        )
        SELECT id_of_key(known_by) AS mention_id, {fields}, "{LINE}" AS line, part,
            CASE WHEN published_at IS NULL AND ago_unit(exported_time) IS NOT NULL THEN 'relative_time'
                 WHEN published_at IS NULL THEN 'no_time'
                 WHEN text IS NULL AND title IS NULL AND anonymous THEN 'no_content' END AS reason,
            damaged_id, unread_counts, unread_label
        FROM identified
    """


def _kept(export: Export, finding: Finding, columns: list[str]) -> dict[str, Sql | None]:
    """The columns whose cells this mention must not lose, each unless its Sql is true: then another mention has it.

    The first mention of a record keeps all, the others what they take themselves.
    """
    same = [other for other in export.findings if other.record == finding.record]
    if finding is not same[0]:
        return {c: None for c in columns if c in finding.mapped()}
    carried = {c: other.present for other in same[1:] for c in other.mapped() - finding.mapped()}
    return {c: carried.get(c) for c in columns if not c.startswith("../") and c not in export.secret}


def _selection(finding: Finding, kept: dict[str, Sql | None], given: set[str]) -> str:
    """The fields of one mention from a record's cells, its keys, and what to warn of."""
    source = finding.fields.get
    value = {name: _value(name, source(name)) for name in DIRECT}
    for name, parameter in (("brands", "brand"), ("queries", "query")):
        if parameter in given:
            value[name] = f"list_sort(list_distinct(list_concat([{_given(parameter, given)}], coalesce({value[name]}, []))))"
    counts = [_name(c) for name in COUNTS for c in plain(source(name))]
    if source("counts_are") is None:
        capped = " OR ".join(f"is_capped({c})" for c in counts) or "false"
        some = " OR ".join(f"({value[name]}) IS NOT NULL" for name in POST_COUNTS if source(name)) or "false"
        value["counts_are"] = f"CASE WHEN {capped} THEN 'capped' WHEN {some} THEN 'final' END"
    times = [_name(c) for c in plain(source("published_at"))]
    if source("precision") is None and times:
        value["precision"] = f"as_precision(coalesce({', '.join(times)}))"
    ids = [_name(c) for c in plain(source("native_id"))]
    labels = [_name(c) for c in plain(source("export_sentiment"))]
    told = {
        "key": finding.key,
        "later_key": finding.later_key,
        "parent_key": finding.parent,
        "root_key": finding.root,
        "address": value["url"] if finding.own_address else "CAST(NULL AS VARCHAR)",
        "exported_time": f"coalesce({', '.join(times)})" if times else "CAST(NULL AS VARCHAR)",
        "damaged_id": " OR ".join(f"coalesce(is_damaged(as_id({c})), false)" for c in ids) or "false",
        "unread_counts": " + ".join(
            f"CAST(coalesce(NOT is_nothing({c}) AND as_count({c}) IS NULL, false) AS INTEGER)" for c in counts
        )
        or "0",
        "unread_label": " OR ".join(
            f"coalesce(NOT is_nothing({c}) AND as_sentiment({c}) IS NULL, false)" for c in labels
        )
        or "false",
    }
    keys = {name: f"CAST({sql} AS VARCHAR[])" if name.endswith("key") else sql for name, sql in told.items()}
    columns = value | {"extra": _extra(finding, kept)} | keys
    return ", ".join([_name(LINE), *(f"{sql} AS {name}" for name, sql in columns.items())])


def _value(name: str, source: Source | None) -> str:
    field = FIELDS[name]
    if source is None:
        return f"CAST(NULL AS {field.type})"
    if isinstance(source, Sql):
        return str(source)
    return f"coalesce({', '.join(f'{field.cast}({_name(column)})' for column in plain(source))})"


def _extra(finding: Finding, kept: dict[str, Sql | None]) -> str:
    """JSON of what the fields do not hold: columns without a field, and cells that their cast changed or another outdid."""
    lossy = {}
    for name, source in finding.fields.items():
        cast, before = FIELDS[name].cast, []
        for column in plain(source):
            value = f"{cast}({_name(column)})"
            outdone = f"coalesce({', '.join(before)})" if before else ""
            lossy[column] = LOSSY.get(cast, "true").format(c=_name(column)) + (
                f" OR ({outdone} IS NOT NULL AND {value} IS DISTINCT FROM {outdone})" if before else ""
            )
            before.append(value)
    pieces = []
    for column, elsewhere in kept.items():
        when = f"{_name(column)} IS NOT NULL AND ({lossy.get(column, 'true')})" + (
            f" AND NOT ({elsewhere})" if elsewhere else ""
        )
        pieces.append(f"CASE WHEN {when} THEN to_json({_text(column)}) || ':' || to_json({_name(column)}) END")
    if not pieces:
        return "CAST(NULL AS JSON)"
    return f"CAST('{{' || nullif(concat_ws(',', {', '.join(pieces)}), '') || '}}' AS JSON)"


def _given(name: str, given: set[str]) -> str:
    return f"getvariable('{name}')" if name in given else "CAST(NULL AS VARCHAR)"


def _name(column: str) -> str:
    return f'"{column}"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
