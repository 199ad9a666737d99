-- Of which platforms did the latest full week that a file covers bring far less than the weeks before?
WITH daily AS (
    SELECT platform, import_id, CAST(published_at AS DATE) AS day, count(*) AS mentions FROM mention GROUP BY ALL
),
-- A file covers the days up to that by which nearly all of its mentions were published.
until_day AS (
    SELECT import_id, day, sum(sum(mentions)) OVER (PARTITION BY import_id ORDER BY day) / sum(sum(mentions)) OVER (PARTITION BY import_id) AS share
    FROM daily GROUP BY import_id, day
),
files AS (SELECT import_id, min(day) AS last FROM until_day WHERE share >= $covered_share GROUP BY import_id),
covered AS (
    SELECT platform, CAST(date_trunc('week', max(last)) AS TIMESTAMP) AS until
    FROM (SELECT DISTINCT platform, import_id FROM daily WHERE platform IS NOT NULL) JOIN files USING (import_id) GROUP BY platform
),
weekly AS (
    SELECT platform, CAST(date_trunc('week', day) AS TIMESTAMP) AS week, CAST(sum(mentions) AS BIGINT) AS mentions FROM daily GROUP BY ALL
),
-- The first week is cut by the beginning.
began AS (SELECT platform, min(week) + INTERVAL 7 DAY AS since FROM weekly GROUP BY platform),
weeks AS (
    SELECT platform, ago, covered.until - ago * INTERVAL 7 DAY AS week
    FROM covered, range(1, 2 + CAST($weeks_before AS INTEGER)) AS back(ago)
),
counted AS (
    SELECT platform, ago, week, coalesce(mentions, 0) AS mentions
    FROM weeks JOIN began USING (platform) LEFT JOIN weekly USING (platform, week) WHERE week >= began.since
),
before AS (
    SELECT platform, median(mentions) AS usual, mad(mentions) AS spread, count(*) AS weeks
    FROM counted WHERE ago > 1 GROUP BY platform
)
SELECT platform, week AS since, week + INTERVAL 7 DAY AS until, mentions, usual, weeks,
    round((usual - mentions) / greatest(1.4826 * spread, sqrt(usual)), 1) AS score
FROM counted JOIN before USING (platform)
WHERE ago = 1 AND weeks >= $least_weeks AND usual >= $usual_week AND mentions <= $drop_to * usual
    AND usual - mentions >= $drop_score * greatest(1.4826 * spread, sqrt(usual))
ORDER BY score DESC, platform
