-- Which part of the complaints of each month, or weekday, names each aspect, and how many independent voices are they?
WITH selection AS ({selection}),
told AS (SELECT {placed} AS season, date_trunc('day', published_at) AS day, aspects, story_id AS story, {author} AS author FROM selection WHERE intent = $complaint AND {placed} IS NOT NULL),
-- The mentions of one story, or of one author, count as one voice the more the larger they are; without one each is its own.
by_story AS (SELECT season, story IS NULL AS alone, story, count(*) AS n FROM told GROUP BY season, story),
by_author AS (SELECT season, author IS NULL AS alone, author, count(*) AS n FROM told GROUP BY season, author),
heads AS (
    SELECT season, CAST(max(n) AS BIGINT) AS complaints, CAST(max(n) AS DOUBLE) * max(n) / CAST(max(squares) AS DOUBLE) AS effective FROM (
        SELECT season, sum(n) AS n, sum(n * CASE WHEN alone THEN 1 ELSE n END) AS squares FROM by_story GROUP BY season
        UNION ALL
        SELECT season, sum(n), sum(n * CASE WHEN alone THEN 1 ELSE n END) FROM by_author GROUP BY season
    ) GROUP BY season
),
whole AS (
    SELECT (SELECT count(*) FROM told) AS all_complaints, (SELECT count(*) FROM told) ** 2 / CAST(greatest(
        (SELECT sum(n * CASE WHEN alone THEN 1 ELSE n END) FROM (SELECT alone, sum(n) AS n FROM by_story GROUP BY alone, story)),
        (SELECT sum(n * CASE WHEN alone THEN 1 ELSE n END) FROM (SELECT alone, sum(n) AS n FROM by_author GROUP BY alone, author))
    ) AS DOUBLE) AS all_effective
),
daily AS (SELECT season, day, count(*) AS n FROM told GROUP BY season, day),
weekly AS (SELECT date_trunc('week', day) AS week, sum(n) AS n FROM daily GROUP BY week),
-- A weekday has one date a week: the rest of each week is that of the other weekdays.
dates AS (
    SELECT season, CAST(sum(daily.n * daily.n) AS DOUBLE) AS squares, count(*) AS dates,
        CAST((SELECT sum(n * n) FROM weekly) - sum(daily.n * (2 * weekly.n - daily.n)) AS DOUBLE) AS other_squares
    FROM daily JOIN weekly ON week = date_trunc('week', day) GROUP BY season
),
named AS (SELECT season, day, value, count(*) AS count FROM (SELECT season, day, {values} AS value FROM told) WHERE value IS NOT NULL AND {among} GROUP BY season, day, value),
counted AS (
    SELECT season, value, CAST(sum(count) AS BIGINT) AS count, CAST(sum(count * count) AS DOUBLE) AS own, CAST(sum(count * n) AS DOUBLE) AS product
    FROM named JOIN daily USING (season, day) GROUP BY season, value
),
sides AS (SELECT value, CAST(sum(count) AS BIGINT) AS all_count, sum(own) AS all_own, sum(product) AS all_product FROM counted GROUP BY value)
SELECT sides.value, $complaint AS intent, {columns}, coalesce(counted.count, 0) AS count, complaints, effective,
    coalesce(counted.count, 0) / CASE WHEN complaints >= $least_mentions THEN complaints END AS share, all_count, all_complaints, all_effective,
    coalesce(own, 0) AS own, coalesce(product, 0) AS product, squares, dates, other_squares, all_own, all_product, (SELECT sum(squares) FROM dates) AS all_squares, (SELECT CAST(sum(dates) AS BIGINT) FROM dates) AS all_dates
FROM sides CROSS JOIN heads CROSS JOIN whole JOIN dates USING (season) LEFT JOIN counted ON counted.value = sides.value AND counted.season = heads.season
ORDER BY all_count DESC, sides.value, heads.season
