-- On which days is there nothing of a platform that is there every day before and after?
WITH daily AS (
    SELECT platform, CAST(published_at AS DATE) AS day, count(*) AS mentions
    FROM mention WHERE platform IS NOT NULL GROUP BY ALL
),
runs AS (SELECT platform, min(day) AS began, max(day) AS ended FROM daily GROUP BY platform),
steps AS (SELECT platform, day, lead(day) OVER (PARTITION BY platform ORDER BY day) AS later FROM daily),
gap AS (SELECT platform, day + 1 AS first, later - 1 AS last FROM steps WHERE later - day > 1),
beside AS (
    SELECT platform, first, last, false AS is_after, first - CAST(step AS INTEGER) AS day
    FROM gap, range(1, 1 + CAST($side_days AS INTEGER)) AS steps(step)
    UNION ALL
    SELECT platform, first, last, true, last + CAST(step AS INTEGER)
    FROM gap, range(1, 1 + CAST($side_days AS INTEGER)) AS steps(step)
),
-- Another silence of several days is judged by itself and is no rhythm.
around AS (
    SELECT beside.*, coalesce(mentions, 0) AS mentions
    FROM beside JOIN runs USING (platform) LEFT JOIN daily USING (platform, day)
    WHERE day BETWEEN began AND ended AND NOT EXISTS (
        SELECT 1 FROM gap AS other
        WHERE other.platform = beside.platform AND other.last > other.first AND beside.day BETWEEN other.first AND other.last
    )
),
rhythm AS (
    SELECT platform, first, last, isodow(day) AS weekday, median(mentions) AS usual FROM around GROUP BY ALL
),
-- A weekday that is usually empty says nothing about density.
sides AS (
    SELECT platform, first, last, is_after, count(*) AS days,
        count(*) FILTER (mentions = 0 AND usual > 0) / nullif(count(*) FILTER (usual > 0), 0) AS empty
    FROM around JOIN rhythm USING (platform, first, last) WHERE weekday = isodow(day) GROUP BY ALL
),
dense AS (
    SELECT platform, first, last FROM sides WHERE days >= $least_side_days AND empty <= $empty_side
    GROUP BY ALL HAVING count(*) = 2 AND last - first < $longest_gap
),
silent AS (SELECT *, unnest(generate_series(CAST(first AS TIMESTAMP), CAST(last AS TIMESTAMP), INTERVAL 1 DAY)) AS day FROM dense)
SELECT platform, first, last, last - first + 1 AS days, sum(usual) AS expected,
    CAST(first - CAST($side_days AS INTEGER) AS TIMESTAMP) AS since, CAST(last + 1 + CAST($side_days AS INTEGER) AS TIMESTAMP) AS until
FROM silent JOIN rhythm USING (platform, first, last) WHERE weekday = isodow(day)
GROUP BY platform, first, last HAVING sum(usual) >= $expected_in_gap ORDER BY expected DESC, platform, first
