-- What do the mentions of each bucket of time add up to?
WITH selection AS ({selection}),
rated AS (SELECT *, {engagement} AS engagement FROM selection WHERE {placeable})
SELECT date_trunc('{grain}', published_at) AS bucket, count(*) AS mentions,
    CAST(sum(engagement) AS BIGINT) AS engagement, round(sum({heat}), 6) AS heat
FROM rated GROUP BY bucket ORDER BY bucket
