-- How many mentions of each format lack a field, or have counts that are not final?
WITH live AS (SELECT import_id, export FROM import WHERE undone_at IS NULL),
flagged AS (SELECT mention_id, import_id, precision, counts_are, {flags} FROM mention),
own AS (SELECT flagged.*, export FROM flagged JOIN live USING (import_id)),
also AS (SELECT DISTINCT mention_id, export FROM sighting JOIN live USING (import_id)),
held AS (
    SELECT * FROM own
    UNION ALL
    SELECT own.* REPLACE (also.export AS export) FROM own JOIN also USING (mention_id) WHERE also.export <> own.export
),
files AS (SELECT export, list(CAST(import_id AS VARCHAR) ORDER BY import_id) AS imports FROM live GROUP BY export)
SELECT export, any_value(imports) AS imports, count(*) AS mentions, {counts},
    count(*) FILTER (counts_are = 'capped') AS capped, count(*) FILTER (counts_are = 'snapshot') AS snapshot,
    coalesce(list(DISTINCT precision ORDER BY precision) FILTER (no_time AND precision IS NOT NULL), [])
        || CASE WHEN bool_or(precision IS NULL) THEN [NULL] ELSE [] END AS precisions
FROM held JOIN files USING (export) GROUP BY export ORDER BY mentions DESC, export
