"""What belongs to a mention: the thread it stands in, and the others that say the same."""

from pathlib import Path

import duckdb

from analysis.answer import Answer, ask
from analysis.filters import Filters


def related(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, mention_id: str) -> Answer:
    """One row, of the whole store whatever the filters; none where the mention is not there.

    thread_id (its root, or itself) and thread_mentions (the root included, as `roots` shows them); of the root and of what it
    answers, where these are others and in the store: root_id, root_author, root_published_at, root_text, and the same of
    parent; root_missing; story_id, story_mentions (itself included), story_first, story_last, story_platforms.
    """
    return ask(cursor, Path(__file__).with_suffix(".sql"), filters, parameters={"mention_id": mention_id})
