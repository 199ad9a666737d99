-- How many of the mentions whose threads are known did an official account answer, and how soon?
WITH selection AS ({selection}),
placed AS (
    SELECT sentiment, story_id AS story, {author} AS author, {answerable} AS answerable, value IS NOT NULL AS known,
        value IS NOT DISTINCT FROM 'answered' AS answered,
        CASE WHEN value = 'answered' AND precision IN ('second', 'minute') AND answer_precision IN ('second', 'minute') AND answered_at >= published_at
            THEN date_diff('second', published_at, answered_at) / 60 END AS minutes
    FROM selection LEFT JOIN (SELECT mention_id AS told_of, value, answered_at, answer_precision FROM ({answered})) ON told_of = mention_id
),
scoped AS (
    SELECT 'negative' AS scope, * FROM placed WHERE sentiment = -1
    UNION ALL
    SELECT 'all', * FROM placed
),
-- The mentions of one story, or of one author, count as one voice the more the larger they are; without one each is its own.
by_story AS (SELECT scope, story IS NULL AS alone, count(*) AS known FROM scoped WHERE known GROUP BY scope, story),
by_author AS (SELECT scope, author IS NULL AS alone, count(*) AS known FROM scoped WHERE known GROUP BY scope, author),
voices AS (
    SELECT scope, max(squares) AS squares FROM (
        SELECT scope, sum(known * CASE WHEN alone THEN 1 ELSE known END) AS squares FROM by_story GROUP BY scope
        UNION ALL
        SELECT scope, sum(known * CASE WHEN alone THEN 1 ELSE known END) FROM by_author GROUP BY scope
    ) GROUP BY scope
),
counted AS (
    SELECT scope, count(*) AS mentions, count(*) FILTER (answerable) AS answerable, count(*) FILTER (known) AS known,
        count(*) FILTER (answered) AS answered, count(minutes) AS timed, quantile_cont(minutes, [0.1, 0.5, 0.9]) AS minutes
    FROM scoped GROUP BY scope
)
SELECT scope, (SELECT count(*) FROM mention WHERE {officials}) AS officials, coalesce(mentions, 0) AS mentions, coalesce(answerable, 0) AS answerable, coalesce(known, 0) AS known,
    CASE WHEN answerable >= $least_mentions THEN known / answerable END AS coverage, coalesce(answered, 0) AS answered,
    CAST(known AS DOUBLE) * known / CAST(squares AS DOUBLE) AS effective, CASE WHEN known >= $least_mentions THEN answered / known END AS share,
    coalesce(timed, 0) AS timed, coalesce(answered - timed, 0) AS untimed,
    CASE WHEN timed >= $least_mentions THEN minutes[2] END AS median, CASE WHEN timed >= $least_mentions THEN minutes[1] END AS early,
    CASE WHEN timed >= $least_mentions THEN minutes[3] END AS late
FROM (VALUES ('negative'), ('all')) AS scopes(scope) LEFT JOIN counted USING (scope) LEFT JOIN voices USING (scope) ORDER BY scope DESC
