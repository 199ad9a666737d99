-- In how many stories of each day does each of the words stand that may burst?
WITH selection AS ({selection}),
placed AS (SELECT *, CAST(published_at AS DATE) AS day FROM selection),
days AS (SELECT day, count(DISTINCT {story}) AS of FROM placed GROUP BY day),
counted AS (SELECT day, id, count(*) AS stories FROM ({told}) GROUP BY day, id),
first AS (
    SELECT id, token FROM counted JOIN word USING (id) WHERE {wanted}
    GROUP BY id, token HAVING sum(stories) >= {least_stories} ORDER BY sum(stories) DESC, token LIMIT $candidates
)
SELECT token AS word, day, coalesce(stories, 0) AS stories, of
FROM first CROSS JOIN days LEFT JOIN counted USING (id, day) ORDER BY word, day
