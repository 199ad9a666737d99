-- Do the last 24 hours bring more or less than the 24 before, beyond what the hours of the week and chance explain?
WITH expected AS ({expected}),
selection AS ({selection}),
timed AS (SELECT published_at FROM selection WHERE {placeable} AND published_at < $at),
-- Stretches of 24 hours, 0 the last, as far back as they can be told.
stretches AS (SELECT CAST(ago AS INTEGER) AS ago, $at - (ago + 1) * INTERVAL 24 HOUR AS since, $at - ago * INTERVAL 24 HOUR AS until FROM range(29) AS back(ago)),
counted AS (
    SELECT (epoch_us($at) - epoch_us(published_at) - 1) // 86400000000 AS ago, count(*) AS mentions
    FROM timed WHERE published_at >= (SELECT min(since) FROM stretches) GROUP BY ALL
),
eventful AS ({eventful}),
hours AS (
    SELECT ago, since, until, unnest(generate_series(date_trunc('hour', since), until - INTERVAL 1 MICROSECOND, INTERVAL 1 HOUR)) AS bucket FROM stretches
),
levels AS (
    SELECT ago, CASE WHEN count(expected) = count(*) THEN sum(
            expected * epoch(least(until, bucket + INTERVAL 1 HOUR) - greatest(since, bucket)) / 3600
        ) END AS expected
    FROM hours JOIN expected ON weekend = (isodow(bucket) >= 6) AND expected.hour = hour(bucket) GROUP BY ago
),
began AS (SELECT CAST(min(published_at) AS DATE) AS day FROM timed),
-- An event is no measure of how days usually differ.
quiet AS (
    SELECT stretches.*, coalesce(mentions, 0) AS mentions, expected, stretches.since >= began.day AND NOT EXISTS (
        SELECT 1 FROM eventful WHERE eventful.since < stretches.until AND eventful.until > stretches.since
    ) AS usual
    FROM stretches JOIN levels USING (ago) LEFT JOIN counted USING (ago) CROSS JOIN began
),
steps AS (
    SELECT now.ago, now.usual AND before.usual AS usual, now.since, now.until, now.mentions AS now, before.mentions AS before,
        now.expected AS expected_now, before.expected AS expected_before,
        ln((now.mentions + 0.5) / (now.expected + 0.5)) - ln((before.mentions + 0.5) / (before.expected + 0.5)) AS ratio
    FROM quiet AS now JOIN quiet AS before ON before.ago = now.ago + 1
),
judged AS (
    SELECT *, greatest(
            1.96 * sqrt(1 / (now + 0.5) + 1 / (before + 0.5)),
            2 * (SELECT sqrt(avg(ratio * ratio)) FROM steps WHERE ago > 0 AND usual)
        ) AS bound,
        CASE WHEN least(now, before) < $least_mentions THEN 'few' WHEN ratio IS NULL THEN 'history' END AS reason
    FROM steps WHERE ago = 0
)
SELECT since, until, now, before, expected_now, expected_before, ratio, bound,
    CASE WHEN reason IS NULL THEN CASE WHEN ratio > bound THEN 'rising' WHEN ratio < -bound THEN 'falling' ELSE 'steady' END END AS word,
    reason
FROM judged
