-- How many mentions does an hour of an ordinary weekday and weekend bring, before the day that is looked at?
WITH selection AS ({selection}),
timed AS (SELECT published_at FROM selection WHERE {placeable} AND published_at < $day),
began AS (SELECT CAST(min(published_at) AS DATE) AS day FROM timed),
eventful AS ({eventful}),
days AS (
    SELECT $day - ago * INTERVAL 1 DAY AS day FROM range(1, 1 + CAST($reach_days AS INTEGER)) AS back(ago)
    WHERE $day - ago * INTERVAL 1 DAY >= (SELECT day FROM began) AND NOT EXISTS (
        SELECT 1 FROM eventful WHERE since < $day - ago * INTERVAL 1 DAY + INTERVAL 1 DAY AND until > $day - ago * INTERVAL 1 DAY
    )
    ORDER BY ago LIMIT CAST($days AS INTEGER)
),
counted AS (
    SELECT date_trunc('hour', published_at) AS bucket, count(*) AS mentions
    FROM timed WHERE published_at >= $day - CAST($reach_days AS INTEGER) * INTERVAL 1 DAY GROUP BY bucket
),
hours AS (
    SELECT day, isodow(day) >= 6 AS weekend, CAST(hour AS INTEGER) AS hour, coalesce(mentions, 0) AS mentions
    FROM days CROSS JOIN range(24) AS clock(hour) LEFT JOIN counted ON bucket = day + hour * INTERVAL 1 HOUR
),
usual AS (SELECT median(mentions) / 24 AS hourly, count(*) AS days FROM (SELECT sum(mentions) AS mentions FROM hours GROUP BY day)),
-- Where an hour usually brings less than one mention its median is 0 and says nothing.
cells AS (
    SELECT weekend, hour, count(*) AS days, CASE WHEN any_value(usual.hourly) < 1 THEN avg(mentions) ELSE median(mentions) END AS level
    FROM hours, usual GROUP BY weekend, hour
),
smooth AS (
    SELECT cells.weekend, cells.hour, cells.days, earlier.level / 4 + cells.level / 2 + later.level / 4 AS level
    FROM cells
    JOIN cells AS earlier ON earlier.weekend = cells.weekend AND earlier.hour = (cells.hour + 23) % 24
    JOIN cells AS later ON later.weekend = cells.weekend AND later.hour = (cells.hour + 1) % 24
)
SELECT week.weekend, CAST(week.hour AS INTEGER) AS hour, coalesce(smooth.days, 0) AS days,
    CASE WHEN usual.days >= $least_days AND smooth.days >= $least_values THEN level END AS expected
FROM (SELECT weekend, hour FROM (VALUES (false), (true)) AS two(weekend), range(24) AS clock(hour)) AS week CROSS JOIN usual
LEFT JOIN smooth ON smooth.weekend = week.weekend AND smooth.hour = week.hour
ORDER BY week.weekend, week.hour
