-- How many complaints did each week before the window, each event recorded before it and the window itself hold: in all, of each value, and by topic and aspect?
WITH selection AS ({selection}),
told AS (SELECT published_at, topic_id, aspects FROM selection WHERE intent = $complaint AND published_at < coalesce(CAST($window_until AS TIMESTAMP), published_at + INTERVAL 1 DAY)),
placed AS (
    SELECT 'week' AS kind, CAST(NULL AS VARCHAR) AS name, CAST(date_trunc('week', published_at) AS TIMESTAMP) AS since, CAST(date_trunc('week', published_at) AS TIMESTAMP) + INTERVAL 7 DAY AS until, topic_id, aspects
    FROM told WHERE published_at < CAST($window_since AS TIMESTAMP)
    UNION ALL
    SELECT 'now', NULL, CAST($window_since AS TIMESTAMP), CAST($window_until AS TIMESTAMP), topic_id, aspects FROM told WHERE published_at >= CAST($window_since AS TIMESTAMP)
    UNION ALL
    SELECT 'event', event.name, event.since, event.until, topic_id, aspects FROM told JOIN event ON published_at >= event.since AND published_at < event.until
    WHERE event.until <= CAST($window_since AS TIMESTAMP) AND event.name IS NOT NULL AND {concerns}
)
SELECT 'all' AS part, kind, name, since, until, CAST(NULL AS VARCHAR) AS value, CAST(NULL AS VARCHAR) AS topic_id, CAST(NULL AS VARCHAR) AS aspect, count(*) AS mentions
FROM placed GROUP BY ALL
UNION ALL
SELECT 'count', kind, name, since, until, value, NULL, NULL, count(*) FROM (SELECT kind, name, since, until, {value} AS value FROM placed) WHERE value IS NOT NULL GROUP BY ALL
UNION ALL
SELECT 'profile', kind, name, since, until, NULL, topic_id, aspect, count(*)
FROM (SELECT kind, name, since, until, topic_id, unnest(CASE WHEN len(aspects) > 0 THEN list_distinct(aspects) ELSE [NULL] END) AS aspect FROM placed) GROUP BY ALL
