-- Which brand did each author speak of most before, and which now?
WITH selection AS ({selection}),
earlier AS ({earlier}),
{crowd},
{pairs},
sizes AS (SELECT one, sum(authors) AS authors FROM pairs GROUP BY one)
SELECT first.brand AS source, second.brand AS target, list_distinct([first.brand, second.brand]) AS pair, coalesce(pairs.authors, 0) AS authors, coalesce(CAST(sizes.authors AS BIGINT), 0) AS authors_before,
    coalesce(pairs.authors, 0) / CASE WHEN sizes.authors >= $least_mentions THEN sizes.authors END AS share, coalesce(mentions, 0) AS mentions
FROM compared AS first CROSS JOIN compared AS second LEFT JOIN pairs ON pairs.one = first.brand AND pairs.other = second.brand LEFT JOIN sizes ON sizes.one = first.brand
ORDER BY first.place, second.place
