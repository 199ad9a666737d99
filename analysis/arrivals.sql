-- On which platform did these mentions come first, where next and how much later, and how much did each say?
WITH selection AS ({selection}),
-- What is known only to the day or the week may have come as late as its end.
placed AS (
    SELECT mention_id, coalesce(platform, '') AS platform, published_at, coalesce(precision IN {timed}, false) AS exact,
        CASE WHEN exact THEN published_at WHEN precision = 'week' THEN date_trunc('week', published_at) + INTERVAL 7 DAY
            WHEN precision IN ('month', 'year') THEN date_trunc(precision, published_at) + CASE precision WHEN 'month' THEN INTERVAL 1 MONTH ELSE INTERVAL 1 YEAR END
            ELSE date_trunc('day', published_at) + INTERVAL 1 DAY END AS latest
    FROM selection
),
sized AS (
    SELECT platform, count(*) AS mentions, count(*) FILTER (NOT exact) AS untimed, arg_min(mention_id, row(latest, published_at, mention_id)) AS mention_id, min(latest) AS latest
    FROM placed GROUP BY platform
),
edges AS (SELECT min(latest) AS since FROM sized),
hours AS (SELECT platform, date_trunc('hour', published_at) AS hour, count(*) AS mentions FROM placed WHERE exact GROUP BY ALL),
peaks AS (SELECT platform, arg_min(hour, row(-mentions, hour)) AS peak_at, max(mentions) AS peak FROM hours GROUP BY platform),
-- The longer ago the first of all, the longer the buckets.
grained AS (
    SELECT platform, hour, mentions, date_diff('day', since, hour) AS day, CASE WHEN day < {hourly} THEN 1 WHEN day < {daily} THEN 24 ELSE 168 END AS hours
    FROM hours CROSS JOIN edges
),
buckets AS (
    SELECT platform, hours, date_trunc(CASE hours WHEN 1 THEN 'hour' WHEN 24 THEN 'day' ELSE 'week' END, hour) AS begins, CAST(sum(mentions) AS BIGINT) AS mentions
    FROM grained GROUP BY ALL
),
volumes AS (SELECT platform, list({'at': begins, 'hours': hours, 'mentions': mentions} ORDER BY begins, hours) AS volume FROM buckets GROUP BY platform),
days AS (
    SELECT platform, count(*) AS first_day FROM placed JOIN (SELECT platform, latest AS since FROM sized) USING (platform)
    WHERE exact AND published_at < since + INTERVAL 1 DAY GROUP BY platform
),
-- The first of all, by the same order.
origin AS (
    SELECT coalesce(precision IN {timed}, false) AS origin_exact, published_at AS origin_at FROM mention
    WHERE mention_id = (SELECT arg_min(mention_id, row(latest, platform)) FROM sized)
)
SELECT nullif(platform, '') AS platform, sized.mentions, untimed, CAST(m.mention_id AS VARCHAR) AS mention_id, m.published_at, m.precision,
    latest = m.published_at AS exact, m.author_name, m.title, left(m.text, {beginning}) AS text, m.url,
    epoch(latest - edges.since) AS age, CASE WHEN exact AND origin_exact THEN epoch(m.published_at - origin_at) END AS lag,
    date_diff('day', origin_at, m.published_at) AS days, CASE WHEN exact THEN first_day END AS first_day, peak_at, peak, volume, edges.since AS origin
FROM sized CROSS JOIN edges CROSS JOIN origin LEFT JOIN peaks USING (platform) LEFT JOIN volumes USING (platform) LEFT JOIN days USING (platform)
JOIN mention AS m ON sized.mention_id = m.mention_id ORDER BY age, sized.platform
