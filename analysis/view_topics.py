"""Topics that were found in the mentions of one view alone."""

from dataclasses import replace

import duckdb

from analysis import sentiment, thresholds
from analysis.answer import Answer, ask
from analysis.ends import with_ends
from analysis.filters import Filters

OF = "(SELECT any_value(topic_id) FROM view_topic_of AS told WHERE told.view = $view AND told.mention_id = selection.mention_id)"
TOPICS = """
-- What topics were found in this view?
SELECT topic_id, title, names, texts, coherence, separation, made_at FROM view_topic WHERE view = $view ORDER BY texts DESC, topic_id
"""


def found(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """What was found in exactly this view, most texts first: topic_id, title, names, texts (one of each story), coherence, separation,
    made_at; no row where nothing was.
    """
    values = {"view": filters.view()}
    return Answer(cursor.execute(TOPICS, values).to_arrow_table(), TOPICS.strip(), values, filters)


def view_topics(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """How the topics of a view are felt, as analysis.sentiment tells it; value is the topic, `….none` for what
    belongs to none of them; what came since they were found is not told.
    """
    _filters, told = sentiment.pieces(filters, None, "topics")
    answer = ask(
        cursor, sentiment.SQL, filters, pieces=told | {"values": OF, "among": "value IS NOT NULL"}, parameters=thresholds.values() | {"view": filters.view()}, opens={"value": "view_topics"}
    )
    table = with_ends(answer.table, "negative_share", "effective", "negative_low", "negative_high")
    return replace(answer, table=with_ends(table, "net", "effective_polar", "net_low", "net_high", net=True))
