-- How many mentions, by how many authors, has each segment now, and would have by other rules?
WITH selection AS ({selection}),
placed AS (SELECT segment, {drafted} AS drafted, {author} AS author FROM selection),
told AS (
    SELECT segment AS value, true AS is_now, author FROM placed
    UNION ALL SELECT drafted, false, author FROM placed
)
SELECT value, count(*) FILTER (is_now) AS mentions, count(DISTINCT author) FILTER (is_now) AS authors,
    count(*) FILTER (NOT is_now) AS drafted, count(DISTINCT author) FILTER (NOT is_now) AS drafted_authors
FROM told GROUP BY value ORDER BY value NULLS LAST
