-- What is done about the mentions, and how soon were they replied to as the ledger has it?
WITH selection AS ({selection}),
placed AS (
    SELECT sentiment, published_at, status,
        CASE WHEN status IN ('replied', 'closed') AND precision IN ('second', 'minute') AND replied_at >= published_at
            THEN date_diff('second', published_at, replied_at) / 60 END AS minutes
    FROM selection LEFT JOIN (SELECT mention_id AS said_of, status, replied_at FROM ({handled})) ON said_of = mention_id
),
scoped AS (
    SELECT 'negative' AS scope, * FROM placed WHERE sentiment = -1
    UNION ALL
    SELECT 'all', * FROM placed
),
counted AS (
    SELECT scope, count(*) AS mentions, count(status) AS handled, count(*) FILTER (status IN ('pending', 'working')) AS open,
        count(*) FILTER (status = 'pending') AS pending, count(*) FILTER (status = 'working') AS working,
        count(*) FILTER (status = 'replied') AS replied, count(*) FILTER (status = 'closed') AS closed, count(*) FILTER (status = 'none') AS none,
        count(*) FILTER (status <> 'none') AS needing, count(*) FILTER (status IN ('replied', 'closed')) AS answered,
        count(minutes) AS timed, quantile_cont(minutes, [0.1, 0.5, 0.9]) AS minutes,
        min(published_at) FILTER (status IN ('pending', 'working')) AS oldest
    FROM scoped GROUP BY scope
)
SELECT scope, coalesce(mentions, 0) AS mentions, coalesce(handled, 0) AS handled,
    CASE WHEN mentions >= $least_mentions THEN handled / mentions END AS handled_share,
    coalesce(open, 0) AS open, coalesce(pending, 0) AS pending, coalesce(working, 0) AS working, coalesce(replied, 0) AS replied,
    coalesce(closed, 0) AS closed, coalesce(none, 0) AS none, coalesce(needing, 0) AS needing, coalesce(answered, 0) AS answered,
    CASE WHEN needing >= $least_mentions THEN answered / needing END AS answered_share,
    coalesce(timed, 0) AS timed, coalesce(answered - timed, 0) AS untimed,
    CASE WHEN timed >= $least_mentions THEN minutes[2] END AS median, CASE WHEN timed >= $least_mentions THEN minutes[1] END AS early,
    CASE WHEN timed >= $least_mentions THEN minutes[3] END AS late,
    oldest, (SELECT least(max(published_at), CAST($as_of AS TIMESTAMP)) FROM mention) AS present
FROM (VALUES ('negative'), ('all')) AS scopes(scope) LEFT JOIN counted USING (scope) ORDER BY scope DESC
