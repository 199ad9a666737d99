-- Which topics, emoticons or emoji stand in the mentions, in how many, and how do these feel?
WITH selection AS ({selection}),
same AS (
    SELECT {symbols} AS symbols, story_id, count(*) AS mentions, count(*) FILTER (sentiment = 1) AS positive,
        count(*) FILTER (sentiment = 0) AS neutral, count(*) FILTER (sentiment = -1) AS negative
    FROM selection GROUP BY symbols, story_id
),
held AS (SELECT unnest(list_distinct(symbols)) AS symbol, * EXCLUDE (symbols) FROM same WHERE len(symbols) > 0),
counted AS (
    SELECT symbol, CAST(sum(mentions) AS BIGINT) AS mentions,
        CAST(count(DISTINCT story_id) + coalesce(sum(mentions) FILTER (story_id IS NULL), 0) AS BIGINT) AS stories,
        CAST(sum(positive) AS BIGINT) AS positive, CAST(sum(neutral) AS BIGINT) AS neutral, CAST(sum(negative) AS BIGINT) AS negative
    FROM held WHERE {kind} AND contains(lower(symbol), lower($sought)) GROUP BY symbol
),
whole AS (SELECT CASE WHEN sum(mentions) >= $least_mentions THEN sum(mentions) END AS mentions FROM same)
SELECT symbol AS word, counted.mentions, counted.mentions / whole.mentions AS share, stories, positive, neutral, negative,
    CASE WHEN positive + negative >= $least_mentions THEN (positive - negative) / (positive + negative) END AS net
FROM counted, whole ORDER BY counted.mentions DESC, word LIMIT $limit
