-- Which topics do the mentions that a query finds belong to, more than the others do?
WITH selection AS ({selection}),
-- A story counts once in its topic, and matches where one of its mentions does.
told AS (
    SELECT topic_id, bool_or(matches) AS matches, count(*) AS mentions, count(*) FILTER (matches) AS matching
    FROM (SELECT topic_id, {story} AS story, {matches} AS matches FROM selection) GROUP BY topic_id, story
),
counted AS (
    SELECT topic_id, CAST(sum(mentions) AS BIGINT) AS mentions, CAST(sum(matching) AS BIGINT) AS matching,
        count(*) AS stories, count(*) FILTER (matches) AS stories_matching
    FROM told GROUP BY topic_id
),
whole AS (SELECT sum(stories) AS stories, sum(stories_matching) AS stories_matching FROM counted),
-- The four fields of the table of stories: of the topic or not, found or not, each with half a story more.
fields AS (
    SELECT topic_id, mentions, matching, counted.stories, counted.stories_matching, whole.stories - counted.stories AS elsewhere,
        whole.stories_matching - counted.stories_matching AS matching_elsewhere, whole.stories_matching BETWEEN 1 AND whole.stories - 1 AS told,
        counted.stories_matching + 0.5 AS a, counted.stories - counted.stories_matching + 0.5 AS b,
        whole.stories_matching - counted.stories_matching + 0.5 AS c,
        whole.stories - whole.stories_matching - counted.stories + counted.stories_matching + 0.5 AS d
    FROM counted CROSS JOIN whole
)
SELECT topic_id, matching AS mentions, mentions AS topic_mentions, stories_matching AS stories, stories AS topic_stories,
    stories_matching / CASE WHEN stories >= $least_mentions THEN stories END AS share,
    matching_elsewhere / CASE WHEN elsewhere >= $least_mentions THEN elsewhere END AS share_elsewhere,
    CASE WHEN told THEN ln(a * d / (b * c)) / sqrt(1 / a + 1 / b + 1 / c + 1 / d) END AS z
FROM fields WHERE topic_id IS NOT NULL AND {chosen} ORDER BY z DESC NULLS LAST, matching DESC, topic_id
