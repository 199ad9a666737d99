-- Which brand did each author speak of most before, and which now?
WITH selection AS ({selection}),
earlier AS ({earlier}),
compared AS (SELECT unnest(CAST($compared AS VARCHAR[])) AS brand, generate_subscripts(CAST($compared AS VARCHAR[]), 1) AS place),
said AS (SELECT {author} AS author, brands, count(*) AS mentions FROM selection GROUP BY ALL HAVING author IS NOT NULL),
-- Who spoke in one window only did not move.
said_before AS (SELECT * FROM (SELECT {author} AS author, brands, count(*) AS mentions FROM earlier GROUP BY ALL) SEMI JOIN said USING (author)),
named AS (SELECT author, brand, sum(mentions) AS n FROM (SELECT author, mentions, unnest(list_distinct(brands)) AS brand FROM said SEMI JOIN said_before USING (author)) SEMI JOIN compared USING (brand) GROUP BY author, brand),
named_before AS (SELECT author, brand, sum(mentions) AS n FROM (SELECT author, mentions, unnest(list_distinct(brands)) AS brand FROM said_before) SEMI JOIN compared USING (brand) GROUP BY author, brand),
-- The brand of most of an author's mentions; none where two are named as often.
now AS (SELECT author, arg_max(brand, n) AS brand FROM named AS one GROUP BY author HAVING count(*) = 1 OR max(n, 2)[1] > max(n, 2)[2]),
before AS (SELECT author, arg_max(brand, n) AS brand FROM named_before AS one GROUP BY author HAVING count(*) = 1 OR max(n, 2)[1] > max(n, 2)[2]),
followed AS (SELECT author, before.brand AS one, now.brand AS other FROM before JOIN now USING (author)),
{pairs},
sizes AS (SELECT one, sum(authors) AS authors FROM pairs GROUP BY one)
SELECT first.brand AS source, second.brand AS target, list_distinct([first.brand, second.brand]) AS pair, coalesce(pairs.authors, 0) AS authors, coalesce(CAST(sizes.authors AS BIGINT), 0) AS authors_before,
    coalesce(pairs.authors, 0) / CASE WHEN sizes.authors >= $least_mentions THEN sizes.authors END AS share, coalesce(keys, ['']) AS keys, coalesce(mentions, 0) AS mentions
FROM compared AS first CROSS JOIN compared AS second LEFT JOIN pairs ON pairs.one = first.brand AND pairs.other = second.brand LEFT JOIN sizes ON sizes.one = first.brand
ORDER BY first.place, second.place
