-- In which topics does one of the compared brands have a larger or smaller share of its stories than the others have of theirs?
WITH selection AS ({selection}),
placed AS (
    SELECT topic_id, {story} AS story, list_contains(brands, $brand) AS own, list_has_any(brands, CAST($others AS VARCHAR[])) AS other FROM selection
),
counted AS (
    SELECT topic_id, count(*) FILTER (own) AS mentions, count(*) FILTER (other) AS mentions_there,
        count(DISTINCT story) FILTER (own AND NOT other) AS stories, count(DISTINCT story) FILTER (other AND NOT own) AS stories_there
    FROM placed GROUP BY topic_id
),
whole AS (SELECT coalesce(sum(stories), 0) AS of, coalesce(sum(stories_there), 0) AS of_there FROM counted),
-- The table of stories: of the topic or not, of the brand or of the others, each with half a story more.
fields AS (
    SELECT counted.*, of, of_there, stories + 0.5 AS a, of - stories + 0.5 AS b, stories_there + 0.5 AS c, of_there - stories_there + 0.5 AS d FROM counted, whole
)
SELECT topic_id, stories, stories_there, stories / CASE WHEN of >= $least_mentions THEN of END AS share,
    stories_there / CASE WHEN of_there >= $least_mentions THEN of_there END AS share_there, CAST(of AS BIGINT) AS said, CAST(of_there AS BIGINT) AS said_there,
    CASE WHEN of > 0 AND of_there > 0 THEN ln(a * d / (b * c)) / sqrt(1 / a + 1 / b + 1 / c + 1 / d) END AS z, mentions, mentions_there
FROM fields WHERE topic_id IS NOT NULL AND {chosen} ORDER BY z DESC NULLS LAST, mentions DESC, topic_id
