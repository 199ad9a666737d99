"""What of the mentions can be compared for coordination: which authors said which text of their own at which time."""

from pathlib import Path

import duckdb

from analysis.answer import Answer, ask
from analysis.engagement import IS_PURE_REPOST
from analysis.filters import AUTHOR_KEY, Filters

TIMED = "coalesce(precision IN ('second', 'minute') AND published_at IS NOT NULL, false)"
# Topics, called names, addresses, emoticons and marks, and then what is quoted: nothing of the author's own.
# # and @ also in full width. Counted repetitions would cost fifty times as much.
NOT_SAID = r"(?s)(?:[#\x{ff03}][^#\x{ff03}\s]+[#\x{ff03}]?|[@\x{ff20}][\p{L}\p{N}_·-]*|https?://[a-zA-Z0-9./?=&%~:+$_-]*|\[[^\[\]\s]+\]|[^\p{L}\p{N}])*(?://\s*@.*)?"
TOPICS_ALONE = f"((contains(text, '#') OR contains(text, chr(65283))) AND regexp_full_match(text, '{NOT_SAID}'))"
# `said`: the mentions that have a time of day and ten letters of text, of texts of `least` known authors and more. `author` is NULL
# where it is unknown, and where the words are not the author's own: topics alone, a repost that repeats what it reposts.
SAID = f"""
placed AS NOT MATERIALIZED (SELECT *, {AUTHOR_KEY} AS who FROM selection WHERE text_id IS NOT NULL AND {TIMED}),
copied AS (SELECT text_id FROM (SELECT DISTINCT text_id, who FROM placed WHERE who IS NOT NULL) GROUP BY text_id HAVING count(*) >= $least),
above AS (
    SELECT mention_id, text_id, root_id AS above FROM placed WHERE kind = 'repost' AND root_id IS NOT NULL
    UNION ALL SELECT mention_id, text_id, parent_id FROM placed WHERE kind = 'repost' AND parent_id IS NOT NULL
),
repeats AS (
    SELECT DISTINCT above.mention_id FROM above SEMI JOIN copied USING (text_id)
    JOIN mention AS source ON source.mention_id = above.above AND source.text_id = above.text_id
),
said AS (
    SELECT mention_id, text_id, published_at, platform, kind, precision, cascade_id,
        CASE WHEN NOT ({IS_PURE_REPOST} OR coalesce({TOPICS_ALONE}, false)) AND mention_id NOT IN (FROM repeats) THEN who END AS author
    FROM placed SEMI JOIN copied USING (text_id)
)
""".strip()


def comparable(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """One row: mentions, of which are left out, each for the first reason that holds: untimed (no time of day), unsigned (no author),
    short (fewer than ten letters of the author's own), repeated (topics alone, or what is reposted); compared: the others. authors:
    the known ones of all mentions.
    """
    pieces = {"said": SAID, "author": AUTHOR_KEY, "timed": TIMED}
    return ask(cursor, Path(__file__).with_suffix(".sql"), filters, pieces=pieces, parameters={"least": 1})
