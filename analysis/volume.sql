-- How many mentions fell into each bucket of time, and into each group?
WITH selection AS ({selection}),
placed AS (SELECT published_at, {values} AS value FROM selection WHERE {placeable}),
counted AS (
    SELECT date_trunc('{grain}', published_at) AS bucket, value, count(*) AS mentions
    FROM placed WHERE {among} GROUP BY ALL
),
edges AS (
    SELECT coalesce($since, min(bucket)) AS since, coalesce($until, max(bucket) + INTERVAL 1 {grain}) AS until,
        least((SELECT max(published_at) FROM mention), coalesce($as_of, TIMESTAMP '9999-01-01')) AS newest
    FROM counted
),
buckets AS (
    SELECT unnest(generate_series(date_trunc('{grain}', since), until - INTERVAL 1 microsecond, INTERVAL 1 {grain})) AS bucket FROM edges
),
grid AS (SELECT bucket, value FROM buckets, edges, (SELECT DISTINCT value FROM counted) WHERE bucket <= newest)
SELECT grid.bucket AS bucket, grid.value AS value, coalesce(mentions, 0) AS mentions,
    greatest(grid.bucket, since) AS since, least(grid.bucket + INTERVAL 1 {grain}, until) AS until,
    grid.bucket >= since AND grid.bucket + INTERVAL 1 {grain} <= least(until, newest) AS complete
FROM grid CROSS JOIN edges
LEFT JOIN counted ON counted.bucket = grid.bucket AND counted.value IS NOT DISTINCT FROM grid.value
ORDER BY bucket, value NULLS LAST
