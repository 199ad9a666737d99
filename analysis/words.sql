-- Which words stand in the mentions, in how many, how do these feel, and how did their share grow since the period before?
WITH selection AS ({selection}),
selection_before AS ({before}),
-- Mentions of one story and the same words are taken apart once; a mention without a story is its own.
texts AS (
    SELECT story_id, alone, list_distinct(tokens) AS said, mentions, positive, neutral, negative FROM (
        SELECT story_id, CASE WHEN story_id IS NULL THEN mention_id END AS alone, tokens, count(*) AS mentions,
            count(*) FILTER (sentiment = 1) AS positive, count(*) FILTER (sentiment = 0) AS neutral, count(*) FILTER (sentiment = -1) AS negative
        FROM selection WHERE len(tokens) > 0 GROUP BY ALL
    )
),
counted AS (
    SELECT id, CAST(sum(mentions) AS BIGINT) AS mentions, CAST(sum(positive) AS BIGINT) AS positive,
        CAST(sum(neutral) AS BIGINT) AS neutral, CAST(sum(negative) AS BIGINT) AS negative
    FROM (SELECT unnest(said) AS id, * EXCLUDE (said) FROM texts) GROUP BY id
),
now AS (
    SELECT id, count(*) AS stories FROM (
        SELECT unnest(CASE WHEN count(*) = 1 THEN any_value(said) ELSE list_distinct(flatten(list(said))) END) AS id FROM texts GROUP BY story_id, alone
    ) GROUP BY id
),
before AS (SELECT id, count(*) AS stories FROM ({told_before}) GROUP BY id),
whole AS (
    SELECT (SELECT count(*) FROM selection) AS mentions,
        (SELECT count(DISTINCT {story}) FROM selection) AS stories, (SELECT count(DISTINCT {story}) FROM selection_before) AS stories_before,
        coalesce((SELECT sum(stories) FROM now), 0) AS said, coalesce((SELECT sum(stories) FROM before), 0) AS said_before
),
first AS (
    SELECT token AS word, counted.* FROM counted JOIN word USING (id)
    WHERE {wanted} AND contains(token, $sought) ORDER BY mentions DESC, word LIMIT $limit
),
rated AS (
    SELECT first.*, now.stories, coalesce(before.stories, 0) AS stories_before, CASE WHEN whole.mentions >= $least_mentions THEN first.mentions / whole.mentions END AS share,
        CASE WHEN positive + negative >= $least_mentions THEN (positive - negative) / (positive + negative) END AS net,
        now.stories / whole.stories AS story_share, before.stories / whole.stories_before AS story_share_before,
        before.stories >= {least_stories} AND least(whole.stories, whole.stories_before) >= $least_mentions AS comparable,
        said, said_before
    FROM first JOIN now USING (id) LEFT JOIN before USING (id) CROSS JOIN whole
)
SELECT word, mentions, share, stories, positive, neutral, negative, net,
    stories_before, CASE WHEN comparable THEN story_share / story_share_before - 1 END AS growth, {z} AS z
FROM rated ORDER BY mentions DESC, word
