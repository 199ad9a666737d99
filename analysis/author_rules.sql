-- How many mentions, by how many authors, are those of KOL and of media now, and would be by other rules for whom neither the list of accounts nor the export tells?
WITH selection AS ({selection}),
ruled AS (
    SELECT author_kind, platform, author_id, author_name, {author} AS author,
        CASE WHEN list_contains($kinds, export_author_kind) THEN author_kind
            WHEN kind = 'article' AND list_contains(CAST($media_platforms AS VARCHAR[]), platform) THEN 'media'
            WHEN author_followers >= $kol_followers THEN 'kol'
            WHEN author_id IS NOT NULL OR author_name IS NOT NULL THEN 'person' END AS ruled
    FROM selection
),
near AS (SELECT * FROM ruled WHERE author_kind IN ('kol', 'media') OR ruled IN ('kol', 'media')),
listed AS (SELECT unnest(CAST($listed AS VARCHAR[])) AS key),
told AS (
    SELECT author_kind AS value, true AS is_now, author FROM near
    UNION ALL SELECT author_kind, false, author FROM near WHERE ruled IS NOT DISTINCT FROM author_kind
    UNION ALL
    SELECT CASE
        WHEN platform || ':' || author_id IN (FROM listed) OR '*:' || author_id IN (FROM listed)
            OR platform || ':@' || author_name IN (FROM listed) OR '*:@' || author_name IN (FROM listed)
        THEN author_kind ELSE ruled END, false, author
    FROM near WHERE ruled IS DISTINCT FROM author_kind
)
SELECT value, count(*) FILTER (is_now) AS mentions, count(DISTINCT author) FILTER (is_now) AS authors,
    count(*) FILTER (NOT is_now) AS drafted, count(DISTINCT author) FILTER (NOT is_now) AS drafted_authors
FROM told WHERE value IN ('kol', 'media') GROUP BY value ORDER BY value
