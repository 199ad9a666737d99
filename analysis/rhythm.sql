-- At which hours of the day are the mentions published, on each platform or weekday?
WITH selection AS ({selection}),
timed AS (SELECT {value} AS value, hour(published_at) AS hour, story_id AS story, {author} AS author FROM selection WHERE {placeable}),
counted AS (SELECT value, hour, count(*) AS mentions FROM timed GROUP BY value, hour),
heads AS (SELECT value, CAST(sum(mentions) AS BIGINT) AS value_mentions FROM counted GROUP BY value ORDER BY value_mentions DESC, value NULLS LAST LIMIT $most),
hours AS (
    SELECT hour, coalesce(CAST(hour_mentions AS BIGINT), 0) AS hour_mentions
    FROM (SELECT unnest($hours) AS hour) LEFT JOIN (SELECT hour, sum(mentions) AS hour_mentions FROM counted GROUP BY hour) USING (hour)
),
-- The mentions of one story, or of one author, count as one voice the more the larger they are; without one each is its own.
voices AS (
    SELECT (SELECT count(*) FROM timed) AS timed, greatest(
        (SELECT sum(n * CASE WHEN story IS NULL THEN 1 ELSE n END) FROM (SELECT story, count(*) AS n FROM timed GROUP BY story)),
        (SELECT sum(n * CASE WHEN author IS NULL THEN 1 ELSE n END) FROM (SELECT author, count(*) AS n FROM timed GROUP BY author))
    ) AS squares
)
SELECT heads.value AS value, hours.hour AS hour, coalesce(mentions, 0) AS mentions, value_mentions, hour_mentions,
    coalesce(mentions, 0) / CASE WHEN value_mentions >= $least_mentions THEN value_mentions END AS share,
    timed, timed * timed / CAST(squares AS DOUBLE) AS effective
FROM heads CROSS JOIN hours CROSS JOIN voices
LEFT JOIN counted ON counted.value IS NOT DISTINCT FROM heads.value AND counted.hour = hours.hour
ORDER BY {order}, hours.hour
