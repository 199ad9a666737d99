-- In how many stories of each day does each of the words stand that may burst?
WITH selection AS ({selection}),
placed AS (SELECT *, CAST(published_at AS DATE) AS day FROM selection),
placed_several AS ({several}),
days AS (
    SELECT day, mentions - coalesce(copies, 0) AS of FROM (SELECT day, count(*) AS mentions FROM placed GROUP BY day)
    LEFT JOIN (SELECT day, CAST(sum(times - 1) AS BIGINT) AS copies FROM placed_several GROUP BY day) USING (day)
),
counted AS ({stories}),
first AS (
    SELECT id, token FROM counted JOIN word USING (id) WHERE {wanted}
    GROUP BY id, token HAVING sum(stories) >= {least_stories} ORDER BY sum(stories) DESC, token LIMIT $candidates
)
SELECT token AS word, day, coalesce(stories, 0) AS stories, of
FROM first CROSS JOIN days LEFT JOIN counted USING (id, day) ORDER BY word, day
