"""Versions of the topics: when each was found, or changed by somebody."""

import duckdb

from analysis.answer import Answer
from analysis.filters import Filters
from store.topics import CURRENT, KEPT, TITLES

RUNS = f"""
-- When were topics found or changed, how, by whom, and how many were there?
WITH called AS ({TITLES}),
changed AS (SELECT run, unnest(about) AS topic_id FROM topic_run),
told AS (SELECT run, list(title ORDER BY title) AS about FROM changed JOIN called USING (topic_id) GROUP BY run)
SELECT run, made_at, how, "by", asked, texts, coalesce(told.about, []) AS about,
    (SELECT count(*) FROM topic WHERE topic.run = topic_run.run AND replaced_by IS NULL) AS topics,
    run = {CURRENT} AS current, run > {CURRENT} - {KEPT} AS kept
FROM topic_run LEFT JOIN told USING (run) ORDER BY run DESC LIMIT $limit
"""


def topic_runs(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, limit: int = 50) -> Answer:
    """The latest versions first: run, made_at, how (found, renamed, pinned, unpinned, merged, split, restored), by, asked (for how many
    topics; NULL: as many as part best), texts, about (names of the topics that were changed), topics, current, kept (it can be
    returned to).
    """
    values = {"limit": limit}
    return Answer(cursor.execute(RUNS, values).to_arrow_table(), RUNS.strip(), values, filters)
