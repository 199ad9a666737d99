"""The ledger 处置台账: what is done about mentions, who does it, and how soon they were replied to as people noted it."""

from pathlib import Path

import duckdb

from analysis import thresholds
from analysis.answer import Answer, ask
from analysis.filters import Filters
from store.handling import LATEST

TRAIL = """
-- What was said of the handling of a mention, by whom and when?
SELECT "at", "by", status, owner, reply, note, replied_at, CAST(reply_id AS VARCHAR) AS reply_id FROM handling WHERE mention_id = CAST($mention_id AS UUID) ORDER BY "at" DESC
"""
OWNERS = """
-- Who had mentions to handle, whoever had most first?
SELECT owner, count(DISTINCT mention_id) AS mentions FROM handling WHERE owner IS NOT NULL GROUP BY owner ORDER BY mentions DESC, owner LIMIT 50
"""
USED = f"""
-- Which answers of the library were used for how many mentions, as the ledger has it now?
SELECT CAST(reply_id AS VARCHAR) AS reply_id, count(*) AS mentions FROM ({LATEST.strip()})
WHERE reply_id IS NOT NULL AND mention_id IN (SELECT mention_id FROM mention) GROUP BY reply_id ORDER BY mentions DESC, reply_id
"""


def handling(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """A row for the negative mentions (scope negative) and one for all:

    mentions; of them in the ledger (handled) and its share of them; by status open (pending or working), pending, working, replied, closed,
    none; needing (all of the ledger but none), answered (replied or closed) and its answered_share of needing; of those answered
    timed (published to the minute and replied to no earlier) and untimed, with median, early and late (10 and 90 % of them
    are faster), in minutes; oldest, when the first of the open ones was published; present, the newest mention of the store or
    the filters' as_of. What rests on fewer than 30 is NULL.
    """
    parameters = thresholds.values() | {"as_of": filters.as_of}
    return ask(cursor, Path(__file__).with_suffix(".sql"), filters, pieces={"handled": LATEST.strip()}, parameters=parameters)


def trail(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, mention_id: str) -> Answer:
    """at, by (NULL: nobody was logged in), status (NULL: out of the ledger), owner, reply, note, replied_at, reply_id (NULL: of no library), the latest first."""
    values = {"mention_id": mention_id}
    return Answer(cursor.execute(TRAIL, values).to_arrow_table(), TRAIL.strip(), values, filters)


def owners(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """owner, mentions: of the whole ledger, now or earlier."""
    return Answer(cursor.execute(OWNERS).to_arrow_table(), OWNERS.strip(), {}, filters)


def used(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """reply_id, mentions: of the whole ledger; an answer that was never used has no row."""
    return Answer(cursor.execute(USED).to_arrow_table(), USED.strip(), {}, filters, {"reply_id": "replies"})
