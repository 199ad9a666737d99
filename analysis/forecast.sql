-- How many mentions came in each whole hour up to a moment, from the first of the weeks before it on?
WITH selection AS ({selection}),
counted AS (SELECT date_trunc('hour', published_at) AS bucket, count(*) AS mentions FROM selection WHERE {placeable} GROUP BY bucket),
hours AS (
    SELECT unnest(generate_series(min(bucket), CAST($until AS TIMESTAMP) - INTERVAL 1 HOUR, INTERVAL 1 HOUR)) AS bucket FROM counted
)
SELECT bucket, coalesce(mentions, 0) AS mentions FROM hours LEFT JOIN counted USING (bucket) ORDER BY bucket
