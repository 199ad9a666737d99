-- Which words stand in the mentions, in how many, how do these feel, and how did their share grow since the period before?
WITH selection AS ({selection}),
selection_before AS ({before}),
selection_several AS ({several}),
selection_before_several AS ({several_before}),
counted AS ({mentions}),
wanted AS (SELECT token AS word, counted.* FROM counted JOIN word USING (id) WHERE {wanted} AND contains(token, $sought)),
first AS (FROM wanted ORDER BY mentions DESC, word LIMIT $limit),
now AS (SELECT id, mentions - coalesce(copies, 0) AS stories FROM counted LEFT JOIN ({copies}) USING (id)),
before AS ({stories_before}),
whole AS (
    SELECT (SELECT count(*) FROM selection) AS mentions,
        (SELECT count(*) FROM selection) - (SELECT coalesce(sum(times - 1), 0) FROM selection_several) AS stories,
        (SELECT count(*) FROM selection_before) - (SELECT coalesce(sum(times - 1), 0) FROM selection_before_several) AS stories_before,
        coalesce((SELECT sum(stories) FROM now), 0) AS said, coalesce((SELECT sum(stories) FROM before), 0) AS said_before
),
rated AS (
    SELECT wanted.*, now.stories, coalesce(before.stories, 0) AS stories_before, CASE WHEN whole.mentions >= $least_mentions THEN wanted.mentions / whole.mentions END AS share,
        now.stories / whole.stories AS story_share, before.stories / whole.stories_before AS story_share_before,
        before.stories >= {least_stories} AND least(whole.stories, whole.stories_before) >= $least_mentions AS comparable,
        said, said_before, id IN (SELECT id FROM first) AS most
    FROM wanted JOIN now USING (id) LEFT JOIN before USING (id) CROSS JOIN whole
),
shown AS (
    SELECT *, {z} AS z FROM rated
    QUALIFY most OR z >= {clear} AND stories >= {least_stories} AND row_number() OVER (PARTITION BY most ORDER BY z DESC NULLS LAST, word) <= $grown
)
SELECT word, mentions, share, stories, positive, neutral, negative,
    CASE WHEN positive + negative >= $least_mentions THEN (positive - negative) / (positive + negative) END AS net,
    stories_before, CASE WHEN comparable THEN story_share / story_share_before - 1 END AS growth, z
FROM shown JOIN ({felt}) USING (id) ORDER BY mentions DESC, word
