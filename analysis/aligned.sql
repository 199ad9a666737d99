-- How did what is said of each brand move from its own day 0 on?
WITH selection AS ({selection}),
launches AS (
    SELECT unnest(CAST($named AS VARCHAR[])) AS brand, unnest(CAST($days AS TIMESTAMP[])) AS launch, generate_subscripts(CAST($named AS VARCHAR[]), 1) - 1 AS place
),
edges AS (
    SELECT brand, date_trunc('day', min(first)) AS first, date_trunc('day', max(last)) AS last
    FROM (SELECT unnest(brands) AS brand, first, last FROM (SELECT brands, min(published_at) AS first, max(published_at) AS last FROM mention WHERE {published} GROUP BY brands))
    WHERE brand IN (SELECT brand FROM launches) GROUP BY brand
),
-- The day of the newest mention still runs.
newest AS (SELECT date_trunc('day', max(published_at)) AS running FROM mention WHERE {published}),
daily AS (
    SELECT bucket, brand, CAST(sum(mentions) AS BIGINT) AS mentions, CAST(sum(positive) AS BIGINT) AS positive, CAST(sum(negative) AS BIGINT) AS negative
    FROM (
        SELECT bucket, mentions, positive, negative, unnest(list_distinct(brands)) AS brand FROM (
            SELECT date_trunc('day', published_at) AS bucket, brands, count(*) AS mentions, count(*) FILTER (sentiment = 1) AS positive, count(*) FILTER (sentiment = -1) AS negative
            FROM selection GROUP BY ALL
        )
    ) WHERE brand IN (SELECT unnest(CAST($compared AS VARCHAR[]))) GROUP BY bucket, brand
),
whole AS (SELECT bucket, CAST(sum(mentions) AS BIGINT) AS mentions FROM daily GROUP BY bucket),
grid AS (
    SELECT place, brand, launch, CAST(step AS INTEGER) AS step, launch + INTERVAL 1 DAY * CAST(step AS INTEGER) AS bucket FROM launches, range(-$before, $after + 1) AS steps(step)
),
counted AS (
    SELECT grid.*, coalesce(bucket BETWEEN first AND last AND bucket < running, false) AS observed FROM grid LEFT JOIN edges USING (brand), newest
),
filled AS (
    SELECT counted.*, CASE WHEN observed THEN coalesce(daily.mentions, 0) END AS mentions, CASE WHEN observed THEN coalesce(whole.mentions, 0) END AS all_mentions, positive, negative
    FROM counted LEFT JOIN daily USING (brand, bucket) LEFT JOIN whole USING (bucket)
),
bases AS (
    SELECT place, CAST(sum(mentions) AS BIGINT) AS base, avg(mentions) AS usual, greatest(1, coalesce(var_samp(mentions) / nullif(avg(mentions), 0), 1)) AS dispersion
    FROM filled WHERE step < 0 GROUP BY place HAVING bool_and(observed)
)
SELECT place, brand, launch, step, bucket, bucket AS since, bucket + INTERVAL 1 DAY AS until, mentions, base, usual, dispersion,
    mentions / CASE WHEN base >= $least_mentions THEN usual END AS ratio, mentions / CASE WHEN all_mentions >= $least_mentions THEN all_mentions END AS share,
    CASE WHEN observed THEN (positive - negative) / CASE WHEN positive + negative >= $least_mentions THEN positive + negative END END AS net
FROM filled LEFT JOIN bases USING (place) WHERE step >= 0 ORDER BY place, step
