-- Who wrote most, and what engagement did they get?
WITH selection AS ({selection}),
rated AS (SELECT *, {author} AS author, {engagement} AS engagement FROM selection),
most AS (SELECT author, count(*) AS mentions FROM rated GROUP BY author ORDER BY author IS NULL, mentions DESC, author LIMIT $limit)
SELECT author,
    arg_max(author_name, row(published_at, mention_id)) AS author_name,
    CASE WHEN author IS NOT NULL THEN any_value(platform) END AS platform,
    max(author_followers) AS followers,
    bool_or(verified) AS verified,
    count(*) AS mentions,
    CAST(sum(engagement) AS BIGINT) AS engagement,
    count(engagement) FILTER (counts_are = 'capped') AS capped
FROM rated WHERE author IN (SELECT author FROM most) OR (author IS NULL AND EXISTS (SELECT 1 FROM most WHERE author IS NULL))
GROUP BY author ORDER BY author IS NULL, mentions DESC, author
