-- From which day on do mentions stand as close together as the data usually have them, a few stray ones left aside?
WITH selection AS ({selection}),
days AS (SELECT CAST(published_at AS DATE) AS day, count(*) AS n FROM selection GROUP BY day),
ahead AS (
    SELECT day, n, count(*) OVER (ORDER BY day RANGE BETWEEN CURRENT ROW AND INTERVAL (27) DAYS FOLLOWING)
        / least(28, date_diff('day', day, max(day) OVER ()) + 1) AS density FROM days
),
-- Around the typical mention: half of all stand where it is less, half where it is more.
typical AS (SELECT min(density) AS density FROM (SELECT density, sum(n) OVER (ORDER BY density) AS below, sum(n) OVER () AS whole FROM ahead) WHERE 2 * below >= whole)
SELECT CAST(min(day) FILTER (ahead.density >= $part * typical.density) AS TIMESTAMP) AS since, (SELECT max(published_at) FROM selection) AS last,
    CAST(coalesce(sum(n), 0) AS BIGINT) AS mentions
FROM ahead CROSS JOIN typical
