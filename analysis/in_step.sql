-- Who published which rare text within seconds of somebody else, of those who did so with several texts?
WITH selection AS ({selection}),
{said},
rare AS (
    SELECT text_id FROM said GROUP BY text_id
    HAVING count(DISTINCT author) >= 2 AND count(DISTINCT author) / (SELECT count(DISTINCT {author}) FROM selection) < $share
),
beside AS (
    SELECT text_id, author, published_at, count(*) OVER (
        PARTITION BY text_id ORDER BY published_at RANGE BETWEEN INTERVAL {seconds} SECOND PRECEDING AND INTERVAL {seconds} SECOND FOLLOWING
    ) AS near
    FROM said SEMI JOIN rare USING (text_id) WHERE author IS NOT NULL
),
often AS (SELECT author FROM beside WHERE near > 1 GROUP BY author HAVING count(DISTINCT text_id) >= $texts)
SELECT CAST(text_id AS VARCHAR) AS text_id, author, published_at FROM beside SEMI JOIN often USING (author)
WHERE near > 1 ORDER BY text_id, published_at, author
