-- Which words of the hot-search lists concern us, how long did they stay, and how high did they come?
WITH lists AS (
    SELECT *, NULL AS title, word AS text FROM ({lists})
    WHERE "at" >= coalesce($since, "at") AND "at" < coalesce($until, TIMESTAMP '9999-01-01') AND "at" <= coalesce($as_of, "at")
),
steps AS (
    SELECT board, median(gap) AS step FROM (
        SELECT board, date_diff('second', lag("at") OVER (PARTITION BY board ORDER BY "at"), "at") AS gap FROM (SELECT DISTINCT board, "at" FROM lists)
    ) GROUP BY board
),
ours AS (
    SELECT * FROM lists WHERE {found} OR EXISTS (SELECT 1 FROM (SELECT unnest(CAST($words AS VARCHAR[])) AS sought) WHERE contains(lower(word), lower(sought)))
),
stays AS (
    SELECT *, date_diff('second', lag("at") OVER (PARTITION BY board, word ORDER BY "at"), "at") AS since_before FROM ours
)
SELECT stays.board, word, min("at") AS first, max("at") AS last, count(*) AS times,
    round(coalesce(sum(since_before) FILTER (since_before <= 2 * step), 0) / 60.0) AS minutes,
    min(rank) AS best, max(heat) AS heat, arg_min("at", coalesce(rank, 1000000)) AS "at"
FROM stays LEFT JOIN steps ON steps.board IS NOT DISTINCT FROM stays.board
GROUP BY stays.board, word ORDER BY best NULLS LAST, minutes DESC, first, word LIMIT $most
