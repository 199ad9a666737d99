-- Which words tell the mentions of one side from those of the other?
WITH selection AS ({selection}),
other AS ({other}),
here AS (SELECT * FROM selection{here}),
there AS (SELECT * FROM other WHERE mention_id NOT IN (SELECT mention_id FROM selection)),
counted AS (
    SELECT id, count(*) FILTER (side = 1) AS stories, count(*) FILTER (side = 0) AS stories_there
    FROM (SELECT 1 AS side, id FROM ({told}) UNION ALL SELECT 0, id FROM ({told_there})) GROUP BY id
),
whole AS (
    SELECT coalesce(sum(stories), 0) AS said, coalesce(sum(stories_there), 0) AS said_there,
        (SELECT count(DISTINCT {story}) FROM here) AS of, (SELECT count(DISTINCT {story}) FROM there) AS of_there
    FROM counted
),
rated AS (
    SELECT id, stories, stories_there, stories / nullif(of, 0) AS share, stories_there / nullif(of_there, 0) AS share_there, {z} AS z
    FROM counted, whole
),
ranked AS (
    SELECT rated.*, token, row_number() OVER (PARTITION BY z > 0 ORDER BY abs(z) DESC, token) AS place FROM rated JOIN word USING (id)
    WHERE abs(z) >= {clear} AND CASE WHEN z > 0 THEN stories ELSE stories_there END >= {least_stories} AND {wanted}
),
first AS (SELECT * FROM ranked WHERE place <= $limit),
opened AS (
    SELECT id, count(DISTINCT mention_id) FILTER (side = 1) AS mentions, count(DISTINCT mention_id) FILTER (side = 0) AS mentions_there
    FROM (
        SELECT 1 AS side, mention_id, unnest(tokens) AS id FROM selection UNION ALL SELECT 0, mention_id, unnest(tokens) FROM other
    ) SEMI JOIN first USING (id) GROUP BY id
)
SELECT token AS word, stories, stories_there, share, share_there, z, mentions, mentions_there
FROM first JOIN opened USING (id) ORDER BY z > 0 DESC, abs(z) DESC, word
