"""What may be wrong with the data as imported: small questions, each of whose rows is a finding."""

import duckdb

from analysis import thresholds
from analysis.answer import Answer
from analysis.filters import AUTHOR_KEY, Filters

# Where the market of the shipped platforms speaks: a store without one of them says so.
CHANNELS = ("weibo", "wechat", "douyin", "xiaohongshu", "kuaishou", "bilibili", "zhihu", "tieba", "toutiao", "news")

REJECTIONS = """
-- How many records of each format were rejected, and why?
WITH live AS (SELECT import_id, export, read FROM import WHERE undone_at IS NULL),
found AS (SELECT export, sum(read) AS read FROM live GROUP BY export)
SELECT export, reason, count(*) AS records, CAST(any_value(found.read) AS BIGINT) AS read,
    count(*) / any_value(found.read) AS share
FROM rejected JOIN live USING (import_id) JOIN found USING (export)
GROUP BY export, reason ORDER BY records DESC, export, reason
"""

DAMAGED = """
-- In which files did a spreadsheet round the ids?
SELECT CAST(import_id AS VARCHAR) AS import_id, file_name, export, CAST(warnings ->> '$.damaged_ids' AS BIGINT) AS ids, read
FROM import WHERE undone_at IS NULL AND ids > 0 ORDER BY ids DESC, file_name, import_id
"""

REPEATS = """
-- Of which files was nearly everything merged as repeats?
SELECT CAST(import_id AS VARCHAR) AS import_id, file_name, export, merged, read, merged / read AS share
FROM import WHERE undone_at IS NULL AND read > 0 AND merged / read >= $merged_share
ORDER BY share DESC, read DESC, import_id
"""

COPIES = f"""
-- Who says the same text again and again?
WITH spoken AS (
    SELECT {AUTHOR_KEY} AS author, hash(text) AS said, count(*) AS times
    FROM mention WHERE length(text) >= $copied_length AND kind IS DISTINCT FROM 'repost'
    GROUP BY ALL HAVING count(*) > 1
),
copied AS (
    SELECT author, CAST(sum(times - 1) AS BIGINT) AS copies, count(*) AS texts FROM spoken WHERE author IS NOT NULL
    GROUP BY author HAVING sum(times - 1) >= $copies
)
SELECT author, any_value(platform) AS platform, max(author_name) AS author_name, any_value(copies) AS copies, any_value(texts) AS texts,
    count(*) AS mentions
FROM (SELECT {AUTHOR_KEY} AS author, platform, author_name FROM mention) JOIN copied USING (author)
GROUP BY author ORDER BY copies DESC, author
"""

FUTURE = """
-- Which files hold mentions that were published after their import?
WITH live AS (SELECT import_id, file_name, export, imported_at FROM import WHERE undone_at IS NULL),
late AS (SELECT mention_id, import_id, published_at FROM mention WHERE published_at > (SELECT min(imported_at) FROM live)),
held AS (
    SELECT * FROM late UNION
    SELECT mention_id, sighting.import_id, late.published_at FROM sighting JOIN late USING (mention_id)
)
SELECT CAST(import_id AS VARCHAR) AS import_id, any_value(file_name) AS file_name, any_value(export) AS export, count(*) AS mentions,
    any_value(imported_at) + INTERVAL 1 MICROSECOND AS since, max(published_at) AS last
FROM held JOIN live USING (import_id) WHERE published_at > imported_at
GROUP BY import_id ORDER BY mentions DESC, file_name, import_id
"""

CHANNELS_WITHOUT = """
-- Which channels have no mention in the data?
SELECT list(channel) AS platforms, count(*) AS channels, (SELECT count(*) FROM mention) AS mentions
FROM (SELECT unnest($channels) AS channel) WHERE channel NOT IN (SELECT platform FROM mention WHERE platform IS NOT NULL)
HAVING count(*) > 0
"""


def rejections(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """export, reason (a code of loaders.reasons), records, read (mentions found in the format's files), share."""
    return _asked(cursor, filters, REJECTIONS)


def damaged(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """import_id, file_name, export, ids (rounded by a spreadsheet), read."""
    return _asked(cursor, filters, DAMAGED, import_id="imports")


def repeats(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """import_id, file_name, export, merged, read, share: files that brought little new."""
    return _asked(cursor, filters, REPEATS, import_id="imports")


def copies(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """author, platform, author_name, copies (mentions that repeat an earlier text of theirs), texts, mentions (all of theirs).

    Reposts and short texts say the same by their nature and are left out.
    """
    return _asked(cursor, filters, COPIES, author="authors")


def future(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """import_id, file_name, export, mentions (published after the import), since (the import), last (the latest of them)."""
    return _asked(cursor, filters, FUTURE, import_id="imports")


def channels(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """One row, none where every channel is there: platforms (of CHANNELS, without a mention), channels (how many), mentions."""
    return _asked(cursor, filters, CHANNELS_WITHOUT)


def _asked(cursor: duckdb.DuckDBPyConnection, filters: Filters, sql: str, **opens: str) -> Answer:
    values = thresholds.values() | {"channels": list(CHANNELS)}
    used = {name: values[name] for name in duckdb.extract_statements(sql)[0].named_parameters}
    return Answer(cursor.execute(sql, used).to_arrow_table(), sql.strip(), used, filters, opens)
