-- Is the negative share of the last 24 hours above what the four weeks before lead to expect?
WITH selection AS ({selection}),
known AS (
    SELECT published_at, sentiment, story_id AS story, {author} AS author FROM selection
    WHERE sentiment IS NOT NULL AND published_at >= $since - CAST($base_days AS INTEGER) * INTERVAL 1 DAY AND published_at < $until
),
today AS (SELECT * FROM known WHERE published_at >= $since),
voices AS (
    SELECT greatest(
        (SELECT sum(n * CASE WHEN story IS NULL THEN 1 ELSE n END) FROM (SELECT story, count(*) AS n FROM today GROUP BY story)),
        (SELECT sum(n * CASE WHEN author IS NULL THEN 1 ELSE n END) FROM (SELECT author, count(*) AS n FROM today GROUP BY author))
    ) AS squares
),
now AS (
    SELECT count(*) AS known, count(*) FILTER (sentiment = -1) / nullif(count(*), 0) AS share,
        count(*) * count(*) / CAST(any_value(squares) AS DOUBLE) AS effective
    FROM today, voices
),
-- A crisis is no usual day: days that are loud for these weeks are left out.
days AS (
    SELECT CAST(ago AS INTEGER) AS ago, coalesce(known, 0) AS known, coalesce(negative, 0) AS negative
    FROM range(CAST($base_days AS INTEGER)) AS back(ago)
    LEFT JOIN (
        SELECT (epoch_us(CAST($since AS TIMESTAMP)) - epoch_us(published_at) - 1) // 86400000000 AS ago,
            count(*) AS known, count(*) FILTER (sentiment = -1) AS negative
        FROM known WHERE published_at < $since GROUP BY ago
    ) USING (ago)
),
usual AS (SELECT * FROM days WHERE known <= $loud * (SELECT median(known) FROM days WHERE known > 0)),
base AS (SELECT CAST(coalesce(sum(known), 0) AS BIGINT) AS known, sum(negative) / nullif(sum(known), 0) AS share FROM usual),
began AS (SELECT min(published_at) AS moment FROM selection),
measured AS (
    SELECT now.known, now.share, now.effective, base.known AS base_known, base.share AS base_share,
        sqrt(base.share * (1 - base.share) / now.effective + $tolerance * $tolerance) AS error,
        CASE WHEN now.known < $least_mentions THEN 'few'
            WHEN base.known < $least_base OR moment > $since - CAST($least_days AS INTEGER) * INTERVAL 1 DAY THEN 'history' END AS reason
    FROM now, base, began
),
judged AS (SELECT *, CASE WHEN reason IS NULL THEN (share - base_share) / error END AS z FROM measured)
SELECT CASE WHEN z >= $far THEN 2 WHEN z > $above THEN 1 WHEN z IS NOT NULL THEN 0 END AS level, reason,
    CASE WHEN known >= $least_mentions THEN share END AS negative_share,
    CASE WHEN z IS NOT NULL THEN greatest(base_share - $above * error, 0) END AS low,
    CASE WHEN z IS NOT NULL THEN least(base_share + $above * error, 1) END AS high,
    z, known, effective, CASE WHEN base_known >= $least_mentions THEN base_share END AS base_share, base_known,
    CAST($since AS TIMESTAMP) AS since, CAST($until AS TIMESTAMP) AS until
FROM judged
