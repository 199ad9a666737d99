"""What only a look at the whole file tells: the order of day and month, whether a spreadsheet rounded its ids, and whether
they are its mentions' own.
"""

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from loaders import cast
from loaders.aliases import Match
from loaders.read import Table
from loaders.refused import Refused

DAY_ORDER_SEEN = r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})([ T]|$)"
# A re-run may catch an edited author or time; more than this share of mentions beyond the first of their id is no accident.
TOLERATED = 0.01
# One id with two of them may be an author who took another name.
ACCIDENT = 2
REMEMBERED = 1_000_000
LOOKED_AT = 100_000
FEWEST = 3
ENOUGH, BY_CHANCE = 1_000, 0.005


def day_first(table: Table, columns: list[str]) -> bool:
    """Whether 3/4/2024 is the third of April: decided by the whole column, where any number above 12 decides."""
    connection = duckdb.connect()
    cast.install(connection, store_zone="UTC", source_zone="UTC")
    ambiguous = None
    for batch in table.batches():
        connection.register("batch", pa.Table.from_batches([batch.records]))
        for column in columns:
            if column not in batch.records.schema.names:
                continue
            first, second, example = connection.execute(
                "SELECT max(TRY_CAST(regexp_extract(value, $seen, 1) AS INTEGER)), "
                "max(TRY_CAST(regexp_extract(value, $seen, 2) AS INTEGER)), "
                "any_value(value) FILTER (regexp_matches(value, $seen)) "
                f'FROM (SELECT cell("{column}") AS value FROM batch)',
                {"seen": DAY_ORDER_SEEN},
            ).fetchone()
            if example is None:
                continue
            if (first > 12) != (second > 12):
                return first > 12
            ambiguous = ambiguous or (column, example)
        if ambiguous is None:
            return False
    if ambiguous:
        raise Refused(
            "Whether the day or the month comes first in {column} cannot be told from its values, for example {example}. "
            "Say it: --day-first or --month-first.",
            asks="day_first",
            column=ambiguous[0],
            example=ambiguous[1],
        )
    return False


def rounded(table: Table, columns: list[str]) -> bool | None:
    """Whether a spreadsheet rounded the ids in one of the columns: most that are longer than 15 digits end in zeros.

    None where there are too few to tell that those which do end so by chance.
    """
    long = zeros = fours = rows = 0
    for batch in table.batches() if columns else ():
        for column in set(columns) & set(batch.records.schema.names):
            cells = pc.utf8_trim(batch.records[column], characters=" \t'\"")
            ids = cells.filter(pc.match_substring_regex(cells, "^[1-9][0-9]{15,}$"))
            long += len(ids)
            zeros += pc.sum(pc.match_substring_regex(ids, "^.{15}0+$")).as_py() or 0
            fours += pc.sum(pc.match_substring_regex(ids, "0000$")).as_py() or 0
        rows += batch.records.num_rows
        if rows >= LOOKED_AT:
            break
    if long >= FEWEST and zeros * 2 > long:
        return True
    return False if long >= ENOUGH and fours <= BY_CHANCE * long else None


def shared(table: Table, match: Match) -> frozenset[str]:
    """Of native_id and url those whose values several mentions share, as comments share the address of their post.

    A value is shared where it stands with several texts and with several authors or times (of which a table that counts
    times from its collection shows several for one post). An id that a person mapped is never doubted: that it is the
    mention's own is what mapping it says.
    """
    doubtful = {f: match.columns[f] for f in {"native_id", "url"} - (match.trusted & {"native_id"}) if f in match.columns}

    def mapped(*fields: str) -> list[str]:
        return [match.columns[field] for field in fields if field in match.columns]

    texts = mapped("text", "title")
    others = mapped("author_id", "author_name", "published_at")
    others += [] if mapped("author_id", "author_name") else texts
    connection = duckdb.connect()
    connection.execute("CREATE TABLE seen (field VARCHAR, id UBIGINT, mention UBIGINT, text UBIGINT)")
    one_in = 1
    for batch in table.batches() if doubtful and texts else ():
        connection.register("batch", pa.Table.from_batches([batch.records]))
        if connection.execute("SELECT count(*) FROM seen").fetchone()[0] > REMEMBERED:
            one_in *= 16
            connection.execute("DELETE FROM seen WHERE id % $n <> 0", {"n": one_in})
        have = batch.records.schema.names
        mention, text = (", ".join(["0", *(f'"{c}"' for c in names if c in have)]) for names in (others, texts))
        for field, column in doubtful.items():
            if column in have:
                connection.execute(
                    f'INSERT INTO seen SELECT DISTINCT $field, hash("{column}"), hash({mention}), hash({text}) FROM batch '
                    f"WHERE nullif(trim(\"{column}\"), '') IS NOT NULL AND hash(\"{column}\") % $n = 0",
                    {"field": field, "n": one_in},
                )
    found = connection.execute(
        "SELECT field FROM ("
        "  SELECT field, id, least(count(DISTINCT mention), count(DISTINCT text)) AS mentions FROM seen GROUP BY field, id"
        ") GROUP BY field HAVING sum(mentions - 1) > $tolerated * sum(mentions) AND sum(mentions - 1) >= $accident",
        {"tolerated": TOLERATED, "accident": ACCIDENT},
    ).fetchall()
    return frozenset(field for (field,) in found)
