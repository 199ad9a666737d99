-- Which of these words stand in the same mentions, and in how many?
WITH selection AS ({selection}),
asked AS (SELECT id, token FROM word WHERE token IN (SELECT unnest(CAST($among AS VARCHAR[])))),
held AS (SELECT DISTINCT mention_id, id FROM (SELECT mention_id, unnest(tokens) AS id FROM selection) SEMI JOIN asked USING (id)),
met AS (
    SELECT one.id, other.id AS other_id, count(*) AS mentions FROM held AS one JOIN held AS other USING (mention_id)
    WHERE one.id < other.id GROUP BY ALL
)
SELECT list_sort([one.token, other.token]) AS words, mentions FROM met
JOIN asked AS one ON one.id = met.id JOIN asked AS other ON other.id = met.other_id ORDER BY mentions DESC, words LIMIT $limit
