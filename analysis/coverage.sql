-- Which platforms does the data hold, until when, and how much was to be expected since?
WITH selection AS ({selection}),
viewed AS (SELECT platform, count(*) AS mentions FROM selection WHERE platform IS NOT NULL GROUP BY platform),
daily AS (SELECT platform, CAST(published_at AS DATE) AS day, count(*) AS mentions FROM mention WHERE platform IS NOT NULL AND {published} GROUP BY ALL),
ever AS (SELECT platform, CAST(sum(mentions) AS BIGINT) AS ever, min(day) AS first, max(day) AS last FROM daily GROUP BY platform),
-- A day of one platform alone may be a wrong date.
newest AS (SELECT max(day) AS newest FROM (SELECT day FROM daily GROUP BY day HAVING count(*) > 1 OR (SELECT count(*) FROM ever) = 1)),
usual AS (
    SELECT platform, median(coalesce(daily.mentions, 0)) AS usual_day
    FROM (SELECT platform, CAST(last - CAST(n AS INTEGER) AS DATE) AS day FROM ever, range($usual_days) AS days(n) WHERE last - CAST(n AS INTEGER) >= first)
    LEFT JOIN daily USING (platform, day) GROUP BY platform HAVING count(*) >= $side_days
),
channels AS (SELECT unnest(CAST($channels AS VARCHAR[])) AS platform, unnest(range(len($channels))) AS place),
told AS (
    SELECT platform, coalesce(viewed.mentions, 0) AS mentions, coalesce(ever, 0) AS ever, first, last, CASE WHEN last IS NOT NULL THEN greatest(newest - last, 0) END AS silent, usual_day,
        usual_day * greatest(newest - last, 0) AS expected, place
    FROM channels FULL JOIN ever USING (platform) LEFT JOIN viewed USING (platform) LEFT JOIN usual USING (platform), newest
)
SELECT platform, CASE WHEN ever = 0 THEN 'never' WHEN expected >= $expected_in_gap THEN 'ended' WHEN mentions = 0 THEN 'elsewhere' ELSE 'there' END AS coverage,
    mentions, ever, first, last, silent, usual_day, expected
FROM told ORDER BY list_position(['ended', 'elsewhere', 'never', 'there'], coverage), place NULLS LAST, platform
