-- How many known authors name both brands of each pair, and what do they say of either?
WITH selection AS ({selection}),
{crowd},
{pairs},
sizes AS (SELECT brand, place, coalesce(authors, 0) AS authors FROM compared LEFT JOIN (SELECT place, count(*) AS authors FROM names GROUP BY place) USING (place))
SELECT first.brand AS one, second.brand AS other, [first.brand, second.brand] AS pair, coalesce(pairs.authors, 0) AS authors, first.authors AS authors_one, second.authors AS authors_other,
    coalesce(pairs.authors, 0) / CASE WHEN least(first.authors, second.authors) >= $least_mentions THEN least(first.authors, second.authors) END AS share,
    coalesce(mentions, 0) AS mentions, (SELECT count(DISTINCT author) FROM crowd) AS several
FROM sizes AS first JOIN sizes AS second ON first.place < second.place LEFT JOIN pairs ON one = first.brand AND other = second.brand
ORDER BY first.place, second.place
