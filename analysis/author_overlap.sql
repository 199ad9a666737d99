-- How many known authors name both brands of each pair, and what do they say of either?
WITH selection AS ({selection}),
compared AS (SELECT unnest(CAST($compared AS VARCHAR[])) AS brand, generate_subscripts(CAST($compared AS VARCHAR[]), 1) AS place),
said AS (SELECT {author} AS author, brands, count(*) AS mentions FROM selection GROUP BY ALL HAVING author IS NOT NULL),
naming AS (SELECT author, brand, place FROM (SELECT DISTINCT author, unnest(brands) AS brand FROM said) JOIN compared USING (brand)),
sizes AS (SELECT brand, place, coalesce(authors, 0) AS authors FROM compared LEFT JOIN (SELECT brand, count(*) AS authors FROM naming GROUP BY brand) USING (brand)),
both_ AS (SELECT first.author, first.brand AS one, second.brand AS other FROM naming AS first JOIN naming AS second ON second.author = first.author AND first.place < second.place),
{pairs}
SELECT first.brand AS one, second.brand AS other, [first.brand, second.brand] AS pair, coalesce(pairs.authors, 0) AS authors, first.authors AS authors_one, second.authors AS authors_other,
    coalesce(pairs.authors, 0) / CASE WHEN least(first.authors, second.authors) >= $least_mentions THEN least(first.authors, second.authors) END AS share,
    coalesce(keys, ['']) AS keys, coalesce(mentions, 0) AS mentions, (SELECT count(DISTINCT author) FROM both_) AS several
FROM sizes AS first JOIN sizes AS second ON first.place < second.place LEFT JOIN pairs ON one = first.brand AND other = second.brand
ORDER BY first.place, second.place
