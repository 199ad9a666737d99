"""Whose word on the sentiment of a mention counts: a person's; else the label of the export or the model's, whichever is
preferred for the format that the label came with; else the other of these two.

What counts lies over `mention`, so that questions need not know of it: whatever writes mentions calls `lay_over`.
"""

import duckdb

from store import corrections

# The setting of a format: which of SOURCES counts first; unset, the first.
KEY = "label_source:"
SOURCES = ("export", "model")

# The greatest sighting: latest collected, then by file and place in it.
GREATEST = "row(coalesce(collected_at, TIMESTAMP '0001-01-01'), file_hash, coalesce(member, ''), line, part)"

# Of mentions that were seen more than once, the import that labelled them last.
SEEN = f"SELECT mention_id, arg_max(import_id, {GREATEST}) AS import_id FROM sighting WHERE export_sentiment IS NOT NULL GROUP BY mention_id"

# The mentions that an export labels, and the format of the file whose label it is.
LABELLED = f"""
SELECT mention.mention_id, export FROM mention LEFT JOIN ({SEEN}) AS seen USING (mention_id)
JOIN import ON import.import_id = coalesce(seen.import_id, mention.import_id) WHERE mention.export_sentiment IS NOT NULL
"""

# The formats whose labels count after the model's.
MODEL_FIRST = f"""
SELECT substr(key, {len(KEY) + 1}) AS export FROM setting WHERE starts_with(key, '{KEY}')
QUALIFY row_number() OVER (PARTITION BY key ORDER BY "at" DESC) = 1 AND value = 'model'
"""

# Mentions that show another sentiment than the one that counts.
WRONG = f"""
SELECT mention_id, counts, counts_by FROM (
    SELECT mention_id, mention.sentiment, sentiment_by,
        CASE WHEN said.sentiment IS NOT NULL THEN 'person'
            WHEN model_sentiment IS NOT NULL AND (doubted OR export_sentiment IS NULL) THEN 'model'
            WHEN export_sentiment IS NOT NULL THEN 'export' END AS counts_by,
        CASE counts_by WHEN 'person' THEN said.sentiment WHEN 'model' THEN model_sentiment WHEN 'export' THEN export_sentiment END AS counts
    FROM mention LEFT JOIN ({corrections.SENTIMENT}) AS said USING (mention_id)
    LEFT JOIN (SELECT mention_id, true AS doubted FROM ({LABELLED}) WHERE export IN ({MODEL_FIRST})) AS doubted USING (mention_id)
) WHERE sentiment IS DISTINCT FROM counts OR sentiment_by IS DISTINCT FROM counts_by
"""

LAY_OVER = f"""
UPDATE mention SET sentiment = counts, sentiment_by = counts_by FROM ({WRONG}) AS wrong WHERE mention.mention_id = wrong.mention_id
"""


def lay_over(cursor: duckdb.DuckDBPyConnection) -> int:
    """Give the mentions the sentiment that counts, inside the transaction that wrote them, its import or a setting; how many
    showed another.
    """
    return cursor.execute(LAY_OVER).fetchone()[0]
