"""Audits 抽检: a simple random sample of what a filter leaves, and what people call each mention of it.

`audit_sample` tells of which mentions it was drawn, `audit_row` has the drawn ones by their place in a random order, so that
the first n are a simple random sample for every n; `audit_label` is append-only. None of it changes what a question of
mentions answers: the data version stays.
"""

from uuid import UUID, uuid4

import duckdb

from language import Sentence
from store.connect import Store

# What a person may say of a mention: how it feels, or that this cannot be told.
CANNOT_TELL = 2
LABELS = (-1, 0, 1, CANNOT_TELL)
LARGEST = 2_000

# Two parts of the fingerprint: which mentions there are, and which of them are shown as what. The digest of an id is the same in
# every version of DuckDB, and its order does not matter.
POPULATION = """
-- Of which mentions would an audit be drawn, and are they still those of an earlier one?
WITH selection AS ({selection}),
keyed AS (SELECT sentiment, md5_number_lower(CAST(mention_id AS VARCHAR)) AS key FROM selection)
SELECT count(*) AS mentions, count(*) FILTER (sentiment = -1) AS negative, count(*) FILTER (sentiment = 0) AS neutral,
    count(*) FILTER (sentiment = 1) AS positive,
    concat_ws('-', count(*), bit_xor(key)) || ' ' || concat_ws('-',
        coalesce(bit_xor(key) FILTER (sentiment = -1), 0), coalesce(bit_xor(key) FILTER (sentiment = 0), 0),
        coalesce(bit_xor(key) FILTER (sentiment = 1), 0)) AS fingerprint
FROM keyed
"""

DRAWN = """
INSERT INTO audit_row (audit_id, place, mention_id, predicted)
SELECT CAST($audit_id AS UUID), place, mention_id, sentiment FROM (
    SELECT mention_id, sentiment,
        row_number() OVER (ORDER BY md5_number_lower($seed || ':' || CAST(mention_id AS VARCHAR)), mention_id) AS place
    FROM ({selection}) WHERE sentiment IS NOT NULL
) WHERE place > $after AND place <= $size
"""

KEPT = """
INSERT INTO audit_sample (audit_id, filters, seed, mentions, negative, neutral, positive, fingerprint, "by", "at")
VALUES (CAST($audit_id AS UUID), $filters, $seed, $mentions, $negative, $neutral, $positive, $fingerprint, $by, $at)
"""

# The label of each place that counts.
SAID = """
SELECT audit_id, place, label, "by", "at" FROM audit_label
QUALIFY row_number() OVER (PARTITION BY audit_id, place ORDER BY "at" DESC) = 1
"""

# A clock may go back; what is said last counts all the same.
NEXT = 'SELECT greatest($now, coalesce(max("at") + INTERVAL 1 MICROSECOND, $now)) FROM audit_label WHERE audit_id = CAST($audit_id AS UUID)'


class AuditError(Exception):
    """A sample that cannot be drawn; the sentence says why."""

    def __init__(self, text: str, **values: object) -> None:
        self.sentence = Sentence(text, values)
        super().__init__(text)

    def __str__(self) -> str:
        return str(self.sentence)


def draw(
    store: Store, filters: str, selection: str, values: dict[str, object], *, size: int, by: str | None = None, seed: int | None = None
) -> UUID:
    """Draw `size` mentions, or all where there are fewer, of those of `selection` whose sentiment is known.

    `filters` names the selection. Without a `seed` it is the number of audits of the same filters before it: another order
    each time, and the same one in a store with the same rows.
    """
    audit_id = uuid4()
    with store.writing() as cursor:
        found = population(cursor, selection, values)
        if not found["negative"] + found["neutral"] + found["positive"]:
            raise AuditError("None of these mentions has a known sentiment: there is nothing to audit.")
        if seed is None:
            (seed,) = cursor.execute("SELECT count(*) FROM audit_sample WHERE filters = $filters", {"filters": filters}).fetchone()
        told = {"audit_id": str(audit_id), "filters": filters, "seed": seed, **found, "by": by, "at": store.now()}
        cursor.execute(KEPT, told)
        _add(cursor, audit_id, seed, selection, values, after=0, size=size)
    return audit_id


def extend(store: Store, audit_id: UUID | str, selection: str, values: dict[str, object], *, size: int) -> None:
    """Draw more of the same random order; what was labelled stays. Raises AuditError where the mentions are others by now."""
    with store.writing() as cursor:
        seed, fingerprint = cursor.execute(
            "SELECT seed, fingerprint FROM audit_sample WHERE audit_id = CAST($audit_id AS UUID)", {"audit_id": str(audit_id)}
        ).fetchone()
        if population(cursor, selection, values)["fingerprint"] != fingerprint:
            raise AuditError("The mentions or their sentiment have changed since this sample was drawn: draw a new one.")
        _add(cursor, audit_id, seed, selection, values, after=_drawn(cursor, audit_id), size=size)


def population(cursor: duckdb.DuckDBPyConnection, selection: str, values: dict[str, object]) -> dict[str, object]:
    """mentions, negative, neutral, positive and the fingerprint of a selection."""
    found = cursor.execute(POPULATION.replace("{selection}", selection), values)
    return dict(zip([column[0] for column in found.description], found.fetchone(), strict=True))


def label(store: Store, audit_id: UUID | str, place: int, said: int, *, by: str | None = None) -> bool:
    """Say what the mention at this place is; False where somebody has said so already, which stays until it is taken back."""
    if said not in LABELS:
        raise ValueError(f"There is no label {said!r}; known are {', '.join(map(str, LABELS))}.")
    with store.writing() as cursor:
        if not 1 <= place <= _drawn(cursor, audit_id):
            raise ValueError(f"The sample has no place {place!r}.")
        if _is_labelled(cursor, audit_id, place):
            return False
        _say(store, cursor, audit_id, place, said, by)
    return True


def take_back(store: Store, audit_id: UUID | str, place: int, *, by: str | None = None) -> bool:
    """Take the label of this place back; False where it has none."""
    with store.writing() as cursor:
        if not _is_labelled(cursor, audit_id, place):
            return False
        _say(store, cursor, audit_id, place, None, by)
    return True


def _is_labelled(cursor: duckdb.DuckDBPyConnection, audit_id: UUID | str, place: int) -> bool:
    sql = f"SELECT EXISTS (FROM ({SAID}) WHERE audit_id = CAST($audit_id AS UUID) AND place = $place AND label IS NOT NULL)"
    return cursor.execute(sql, {"audit_id": str(audit_id), "place": place}).fetchone()[0]


def _say(store: Store, cursor: duckdb.DuckDBPyConnection, audit_id: UUID | str, place: int, said: int | None, by: str | None) -> None:
    (at,) = cursor.execute(NEXT, {"now": store.now(), "audit_id": str(audit_id)}).fetchone()
    cursor.execute(
        'INSERT INTO audit_label (audit_id, place, label, "by", "at") VALUES (CAST($audit_id AS UUID), $place, $said, $by, $at)',
        {"audit_id": str(audit_id), "place": place, "said": said, "by": by, "at": at},
    )


def _add(
    cursor: duckdb.DuckDBPyConnection, audit_id: UUID | str, seed: int, selection: str, values: dict[str, object], *, after: int, size: int
) -> None:
    cursor.execute(
        DRAWN.replace("{selection}", selection),
        values | {"audit_id": str(audit_id), "seed": seed, "after": after, "size": min(size, LARGEST)},
    )


def _drawn(cursor: duckdb.DuckDBPyConnection, audit_id: UUID | str) -> int:
    return cursor.execute("SELECT count(*) FROM audit_row WHERE audit_id = CAST($audit_id AS UUID)", {"audit_id": str(audit_id)}).fetchone()[0]
