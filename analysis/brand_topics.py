"""Topics of a brand: which hold a larger or smaller share of what is said of it than of what is said of the brands it is compared with."""

from collections.abc import Sequence
from dataclasses import replace
from math import sqrt
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
from scipy.special import erfc

from analysis import interval, thresholds, vocabulary
from analysis.answer import Answer, ask
from analysis.filters import Filters


def brand_topics(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, brand: str, others: Sequence[str]) -> Answer:
    """Per topic, those that `brand` has most above the `others` first: topic_id, stories and stories_there that name the brand, or one of
    the others, and not both; share and share_there of said and said_there, all stories of the side (0–1; NULL under 30); change (share −
    share_there) with change_low and change_high; z (log-odds over its standard error, half a story added to each field); clear: 5 stories on the
    side that has more, |z| from 3 on, an interval without 0, and held among all topics of 5 stories (Benjamini–Hochberg, q = .10); mentions
    that name the brand, which the answer opens, and mentions_there, which `there` opens.

    Topics in the filter choose which are told.
    """
    answer = ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        replace(filters, topics=(), brands=(brand, *others)),
        pieces={"story": vocabulary.STORY, "chosen": "list_contains($told, topic_id)" if filters.topics else "true"},
        parameters=thresholds.values() | {"brand": brand, "others": [*others], "told": [topic for topic in filters.topics if topic is not None]},
        opens={"topic_id": "topics"},
    )
    return replace(answer, table=_differing(answer.table), filters=replace(filters, brands=(brand,)))


def there(answer: Answer, others: Sequence[str], row: dict) -> Filters:
    """The mentions of the others in a row's topic."""
    return replace(answer.mentions(row), brands=tuple(others))


def _differing(table: pa.Table) -> pa.Table:
    stories, stories_there, share, share_there, said, said_there, z = (
        table[name].cast(pa.float64()).to_numpy() for name in ("stories", "stories_there", "share", "share_there", "said", "said_there", "z")
    )
    low, high = interval.newcombe(share, said, share_there, said_there)
    enough = np.where(z > 0, stories, stories_there) >= vocabulary.LEAST_STORIES
    held = interval.benjamini_hochberg(np.where(enough, erfc(np.abs(z) / sqrt(2)), np.nan)) if len(z) else np.zeros(0, bool)
    clear = held & (np.abs(z) >= vocabulary.CLEAR) & ((low > 0) | (high < 0))
    for name, values in (("change", share - share_there), ("change_low", low), ("change_high", high)):
        table = table.append_column(name, pa.array(values, pa.float64(), from_pandas=True))
    return table.append_column("clear", pa.array(clear))
