-- Which words tell the mentions of one side from those of the other?
WITH selection AS (SELECT *, coalesce({theirs}, false) AS shared FROM mention WHERE {mine}),
other AS (SELECT *, coalesce({mine}, false) AS shared FROM mention WHERE {theirs}),
here AS NOT MATERIALIZED (SELECT * FROM selection WHERE {here}),
there AS NOT MATERIALIZED (SELECT * FROM other WHERE NOT shared),
here_several AS ({several}),
there_several AS ({several_there}),
counted AS (
    SELECT id, coalesce(mine.stories, 0) AS stories, coalesce(theirs.stories, 0) AS stories_there
    FROM ({stories}) AS mine FULL JOIN ({stories_there}) AS theirs USING (id)
),
whole AS (
    SELECT coalesce(sum(stories), 0) AS said, coalesce(sum(stories_there), 0) AS said_there,
        (SELECT count(*) FROM here) - (SELECT coalesce(sum(times - 1), 0) FROM here_several) AS of,
        (SELECT count(*) FROM there) - (SELECT coalesce(sum(times - 1), 0) FROM there_several) AS of_there
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
first AS (SELECT * FROM ranked WHERE place <= $limit)
SELECT token AS word, stories, stories_there, share, share_there, z, coalesce(mentions, 0) AS mentions, coalesce(mentions_there, 0) AS mentions_there
FROM first LEFT JOIN ({mentions}) USING (id) LEFT JOIN ({mentions_there}) USING (id) ORDER BY z > 0 DESC, abs(z) DESC, word
