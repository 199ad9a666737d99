-- Which words stand in the mentions of one word, and how much oftener than chance would put them there?
WITH selection AS ({selection}),
selection_several AS ({several}),
holding AS (SELECT * FROM selection WHERE list_contains(tokens, $id)),
near AS (
    SELECT id, count(DISTINCT mention_id) AS mentions, count(DISTINCT story) AS together
    FROM (SELECT mention_id, {story} AS story, unnest(tokens) AS id FROM holding) WHERE id <> $id GROUP BY id
    HAVING together >= {least_stories}
),
first AS (SELECT near.*, token FROM near JOIN word USING (id) WHERE {wanted}),
alone AS ({stories}),
whole AS (
    SELECT (SELECT count(*) FROM selection) - (SELECT coalesce(sum(times - 1), 0) FROM selection_several) AS n, (SELECT count(DISTINCT {story}) FROM holding) AS of
),
-- Of all stories: with both, with the other word only, with this one only, with neither.
crossed AS (
    SELECT token AS word, mentions, together AS stories, CAST(together AS DOUBLE) AS k_11, CAST(stories - together AS DOUBLE) AS k_10,
        CAST(of - together AS DOUBLE) AS k_01, CAST(n - stories - of + together AS DOUBLE) AS k_00, CAST(n AS DOUBLE) AS n
    FROM first JOIN alone USING (id) CROSS JOIN whole
)
SELECT word, mentions, stories, k_11 * n / ((k_11 + k_10) * (k_11 + k_01)) AS lift, 2 * ({cells}) AS likelihood
FROM crossed WHERE lift > 1 ORDER BY likelihood DESC, word LIMIT $limit
