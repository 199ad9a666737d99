"""Association 关联: which topics the mentions that a query finds belong to, more than the others do."""

from dataclasses import replace
from pathlib import Path

import duckdb

from analysis import keywords, thresholds, vocabulary
from analysis.answer import Answer, ask
from analysis.filters import Filters


def association(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, query: str) -> Answer:
    """Per topic, the most associated first: mentions (of it that the query finds, which the answer opens), topic_mentions (all of
    it); stories (found) of topic_stories, one found where one of its mentions is; share (of these, 0–1) and share_elsewhere (of all
    other stories, those of no topic among them; NULL under 30 each); z: the log-odds of being found in the topic against elsewhere
    over its standard error, half a story added to each field (Haldane 1956; Anscombe 1956; Woolf 1955); NULL where the query finds
    nothing or everything.

    The query is one of analysis.keywords and not blank. Topics in the filter choose which are told. Raises KeywordError.
    """
    base = replace(filters, topics=())
    matches, values = keywords.condition(keywords.parse(query), name="asked")
    known = [value for value in filters.topics if value is not None]
    answer = ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        base,
        pieces={
            "story": vocabulary.STORY,
            "matches": matches,
            "chosen": "list_contains($told, topic_id)" if filters.topics else "true",
        },
        parameters=thresholds.values() | values | {"told": known},
        opens={"topic_id": "topics"},
    )
    return replace(answer, filters=replace(filters, keyword=keywords.both(filters.keyword, query)))
