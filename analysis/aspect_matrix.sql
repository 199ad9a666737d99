-- For what is each of the compared brands spoken of, and how do the clauses about it feel?
WITH selection AS ({selection}),
-- Equal lists are counted first: far fewer are taken apart.
lists AS (SELECT brands, aspects, aspect_sentiments, count(*) AS mentions FROM selection GROUP BY ALL),
brand AS (
    SELECT value, CAST(sum(mentions) AS BIGINT) AS mentions FROM (SELECT unnest(list_distinct(brands)) AS value, mentions FROM lists) GROUP BY value
),
spoken AS (SELECT brands, aspect_sentiments, mentions, unnest(list_distinct(aspects)) AS aspect FROM lists WHERE len(aspects) > 0),
rows AS (
    SELECT aspect, CAST(sum(mentions) AS BIGINT) AS mentions FROM spoken WHERE {among} GROUP BY aspect ORDER BY mentions DESC, aspect LIMIT $most
),
cells AS (
    SELECT aspect, unnest(list_distinct(brands)) AS value, mentions, list_contains(aspect_sentiments, aspect || ':-1') AS negative,
        list_contains(aspect_sentiments, aspect || ':0') AS neutral, list_contains(aspect_sentiments, aspect || ':1') AS positive
    FROM spoken SEMI JOIN rows USING (aspect)
),
counted AS (
    SELECT aspect, value, CAST(sum(mentions) AS BIGINT) AS mentions, CAST(coalesce(sum(mentions) FILTER (negative), 0) AS BIGINT) AS negative,
        CAST(coalesce(sum(mentions) FILTER (neutral), 0) AS BIGINT) AS neutral, CAST(coalesce(sum(mentions) FILTER (positive), 0) AS BIGINT) AS positive
    FROM cells GROUP BY aspect, value
),
measured AS (
    SELECT rows.aspect, heads.value, coalesce(counted.mentions, 0) AS mentions, coalesce(brand.mentions, 0) AS brand_mentions, coalesce(negative, 0) AS negative,
        coalesce(neutral, 0) AS neutral, coalesce(positive, 0) AS positive, rows.mentions AS aspect_mentions
    FROM rows CROSS JOIN (SELECT unnest($compared) AS value) AS heads LEFT JOIN counted USING (aspect, value) LEFT JOIN brand USING (value)
)
SELECT aspect, value, mentions, brand_mentions, mentions / CASE WHEN brand_mentions >= $least_mentions THEN brand_mentions END AS share, negative, neutral, positive,
    (positive - negative) / CASE WHEN positive + negative >= $least_mentions THEN positive + negative END AS net
FROM measured ORDER BY aspect_mentions DESC, aspect, list_position($compared, value)
