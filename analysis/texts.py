"""What mentions say: of all of them, or of a sample that is the same every time."""

from pathlib import Path

import duckdb

from analysis.answer import Answer, ask
from analysis.filters import Filters

MOST = 50_000


def texts(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, limit: int = MOST) -> Answer:
    """At most `limit` mentions in an order that chance made and the store keeps: mention_id, title, text, platform,
    published_at, queries, what the export said (export_brands, export_products, export_emotion) and what was found (language,
    brands, products, keyword_sets, model_sentiment, aspects, emotion, intent).
    """
    return ask(cursor, Path(__file__).with_suffix(".sql"), filters, parameters={"limit": limit})
