-- Every bucket of the window up to the newest mention of the store, for every group.
edges AS (
    SELECT coalesce($since, min(bucket)) AS since, coalesce($until, max(bucket) + INTERVAL 1 {grain}) AS until,
        least((SELECT max(published_at) FROM mention), coalesce($as_of, TIMESTAMP '9999-01-01')) AS newest
    FROM counted
),
buckets AS (
    SELECT unnest(generate_series(date_trunc('{grain}', since), until - INTERVAL 1 microsecond, INTERVAL 1 {grain})) AS bucket FROM edges
),
grid AS (
    SELECT buckets.bucket, value, greatest(buckets.bucket, edges.since) AS since,
        least(buckets.bucket + INTERVAL 1 {grain}, edges.until) AS until,
        buckets.bucket >= edges.since AND buckets.bucket + INTERVAL 1 {grain} <= least(edges.until, newest) AS complete
    FROM buckets, edges, (SELECT DISTINCT value FROM counted) WHERE buckets.bucket <= newest
)
