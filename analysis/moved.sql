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
followed AS (SELECT author, before.brand AS source, now.brand AS target FROM before JOIN now USING (author)),
spoken AS (
    SELECT source, target, author, CAST(sum(mentions) AS BIGINT) AS mentions FROM followed JOIN said USING (author) WHERE list_has_any(brands, [source, target]) GROUP BY source, target, author
),
ranked AS (SELECT *, row_number() OVER (PARTITION BY source, target ORDER BY mentions DESC, author) AS rank FROM spoken),
flows AS (
    SELECT source, target, count(*) AS authors, list(author ORDER BY rank) FILTER (rank <= $most) AS keys, CAST(sum(mentions) FILTER (rank <= $most) AS BIGINT) AS mentions
    FROM ranked GROUP BY source, target
),
sizes AS (SELECT source, sum(authors) AS authors FROM flows GROUP BY source)
SELECT first.brand AS source, second.brand AS target, list_distinct([first.brand, second.brand]) AS pair, coalesce(flows.authors, 0) AS authors, coalesce(CAST(sizes.authors AS BIGINT), 0) AS authors_before,
    coalesce(flows.authors, 0) / CASE WHEN sizes.authors >= $least_mentions THEN sizes.authors END AS share, coalesce(keys, ['']) AS keys, coalesce(mentions, 0) AS mentions
FROM compared AS first CROSS JOIN compared AS second LEFT JOIN flows ON flows.source = first.brand AND flows.target = second.brand LEFT JOIN sizes ON sizes.source = first.brand
ORDER BY first.place, second.place
