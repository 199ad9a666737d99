"""What a personal layer learns from: the mentions whose sentiment people told, and a sample of those where nobody did."""

from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa

from analysis.answer import Answer
from analysis.filters import Filters
from analysis.gain import Gain, gain
from nlp.enrich import said
from nlp.layer import Layer
from nlp.meaning import SCORED
from nlp.personal import Labelled, learn, tried
from nlp.sentiment import scores, shipped
from store import corrections
from store.audit import SAID

MOST = 5_000
SAMPLE = 2_000

# What a correction says counts before what an audit says; a mention that an audit drew was drawn by chance either way.
TOLD = f"""
WITH audited AS (
    SELECT mention_id, arg_max(label, "at") AS label, max("at") AS "at" FROM audit_row JOIN ({SAID}) USING (audit_id, place)
    WHERE label BETWEEN -1 AND 1 GROUP BY mention_id
),
corrected AS (
    SELECT mention_id, sentiment AS label, latest AS "at" FROM ({corrections.SENTIMENT})
    JOIN (SELECT mention_id, max("at") AS latest FROM correction WHERE field = 'sentiment' GROUP BY mention_id) USING (mention_id)
),
told AS (
    SELECT mention_id, coalesce(corrected.label, audited.label) AS label, audited.label IS NOT NULL AS drawn,
        corrected.label IS NOT NULL AS corrected, greatest(corrected."at", audited."at") AS "at"
    FROM audited FULL JOIN corrected USING (mention_id)
)
"""

READ = "(language IS NULL OR list_contains($scored, language))"

COUNTS = f"""
-- How many mentions do people call negative, neutral and positive, by a correction or in an audit?
{TOLD}
SELECT label, count(*) AS mentions, count(*) FILTER (corrected) AS corrected, count(*) FILTER (drawn) AS drawn, max("at") AS "at"
FROM told JOIN mention USING (mention_id) WHERE {READ} GROUP BY label ORDER BY label
"""

LABELS = f"""
-- What do people call which mentions, the latest first, and what do these say?
{TOLD}
SELECT CAST(mention_id AS VARCHAR) AS mention_id, title, text, label, drawn, "at" FROM told JOIN mention USING (mention_id) WHERE {READ}
ORDER BY "at" DESC, mention_id LIMIT $limit
"""

OTHERS = f"""
-- What do mentions say that nobody labelled, drawn by chance, always the same ones of a store, first of those that the model labels?
{TOLD}
SELECT CAST(mention_id AS VARCHAR) AS mention_id, title, text, sentiment_by FROM mention ANTI JOIN told USING (mention_id) WHERE {READ}
ORDER BY sentiment_by IS NOT DISTINCT FROM 'model' DESC, md5(CAST(mention_id AS VARCHAR)), mention_id LIMIT $limit
"""


def counts(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """label, mentions, of these corrected and drawn (in an audit), the time of the latest (at)."""
    return _asked(cursor, filters, COUNTS, {})


def labels(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, limit: int = MOST) -> Answer:
    """The latest: mention_id, title, text, label, drawn, at."""
    return _asked(cursor, filters, LABELS, {"limit": limit})


def others(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, limit: int = SAMPLE) -> Answer:
    """mention_id, title, text, sentiment_by."""
    return _asked(cursor, filters, OTHERS, {"limit": limit})


@dataclass(frozen=True)
class Trial:
    """A layer that is not used yet. `drawn` and `corrected`: its gain on mentions that audits drew and on the others that
    people corrected, each told by a layer that had not learnt it, None where there are too few; `sample`: of mentions that
    nobody labelled and the model labels, mention_id, title, text, label `before` and `after`, and how far p `moved`.
    """

    layer: Layer
    drawn: Gain | None
    corrected: Gain | None
    sample: pa.Table

    @property
    def changed(self) -> pa.Table:
        """What of the sample is labelled otherwise, what moved furthest first."""
        table = self.sample.filter(np.not_equal(self.sample["before"], self.sample["after"]))
        return table.sort_by([("moved", "descending"), ("mention_id", "ascending")])


def trial(cursor: duckdb.DuckDBPyConnection) -> Trial:
    """Against the model as shipped. Raises RulesError where there is too little to learn from."""
    told = labels(cursor, Filters()).table
    unlabelled = others(cursor, Filters()).table
    labelled = Labelled.of(_texts(told), told["label"].to_pylist(), told["drawn"].to_pylist(), _texts(unlabelled))
    before, after = scores(labelled.texts).argmax(axis=1) - 1, tried(labelled).argmax(axis=1) - 1
    of_drawn, of_corrected = (
        gain(labelled.labels[these], before[these], after[these]) for these in (labelled.drawn, ~labelled.drawn)
    )
    layer = learn(labelled, until=told["at"][0].as_py())
    return Trial(layer, of_drawn, of_corrected, _sample(unlabelled, layer))


def _sample(unlabelled: pa.Table, layer: Layer) -> pa.Table:
    texts = _texts(unlabelled)
    before, after = scores(texts), scores(texts, layer.on(shipped()))
    told = {
        "mention_id": unlabelled["mention_id"], "title": unlabelled["title"], "text": unlabelled["text"],
        "before": before.argmax(axis=1) - 1, "after": after.argmax(axis=1) - 1, "moved": np.abs(after - before).max(axis=1),
    }  # fmt: skip
    by_model = np.equal(unlabelled["sentiment_by"].to_numpy(zero_copy_only=False), "model") & ~np.isnan(before[:, 0])
    return pa.table(told).filter(by_model)


def _texts(mentions: pa.Table) -> list[str | None]:
    return said(mentions["title"].to_pylist(), mentions["text"].to_pylist())


def _asked(cursor: duckdb.DuckDBPyConnection, filters: Filters, sql: str, values: dict[str, object]) -> Answer:
    values = {"scored": list(SCORED), **values}
    return Answer(cursor.execute(sql, values).to_arrow_table(), sql.strip(), values, filters)
