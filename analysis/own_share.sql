-- How much of what is said of us do we say ourselves?
WITH selection AS ({selection}),
{whose},
ours AS ({ours}),
placed AS (SELECT author, coalesce(author IN (SELECT author FROM ours), false) AS own, about_us FROM (SELECT {author} AS author, {about_us} AS about_us FROM selection)),
counted AS (SELECT count(*) FILTER (own) AS own, count(*) FILTER (NOT own AND about_us) AS earned, list_sort(list(DISTINCT author) FILTER (own)) AS author FROM placed)
SELECT own, coalesce(author, []) AS author, earned, own / CASE WHEN own + earned >= $least_mentions THEN own + earned END AS share
FROM counted
