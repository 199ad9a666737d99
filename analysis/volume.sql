-- How many mentions fell into each bucket of time, and into each group?
WITH selection AS ({selection}),
placed AS (SELECT published_at, {values} AS value FROM selection WHERE {placeable}),
counted AS (
    SELECT date_trunc('{grain}', published_at) AS bucket, value, count(*) AS mentions
    FROM placed WHERE {among} GROUP BY ALL
),
{buckets}
SELECT grid.bucket AS bucket, grid.value AS value, coalesce(mentions, 0) AS mentions, since, until, complete
FROM grid LEFT JOIN counted ON counted.bucket = grid.bucket AND counted.value IS NOT DISTINCT FROM grid.value
ORDER BY bucket, value NULLS LAST
