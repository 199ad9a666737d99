-- Which aspects are praised and which blamed, by how many mentions and how many independent voices?
WITH selection AS ({selection}),
-- Equal lists are counted first: far fewer are taken apart.
lists AS (SELECT aspects AS list, count(*) AS mentions FROM selection WHERE len(aspects) > 0 GROUP BY list),
named AS (
    SELECT value, CAST(sum(mentions) AS BIGINT) AS mentions
    FROM (SELECT unnest(list_distinct(list)) AS value, mentions FROM lists) WHERE {among} GROUP BY value
),
-- 'battery:-1' is of the aspect battery.
told AS (
    SELECT unnest(aspect_sentiments) AS told, story_id AS story, {author} AS author FROM selection WHERE len(aspect_sentiments) > 0
),
felt AS (
    SELECT left(told, length(told) - 2 - CAST(told LIKE '%:-1' AS INTEGER)) AS value,
        CASE WHEN told LIKE '%:-1' THEN -1 WHEN told LIKE '%:1' THEN 1 ELSE 0 END AS sentiment, story, author
    FROM told
),
-- The mentions of one story, or of one author, count as one voice the more the larger they are; without one each is its own.
by_story AS (
    SELECT value, story IS NULL AS alone, count(*) AS felt, count(nullif(sentiment, 0)) AS polar,
        count(*) FILTER (sentiment = 1) AS positive, count(*) FILTER (sentiment = -1) AS negative
    FROM felt GROUP BY value, story
),
by_author AS (SELECT value, author IS NULL AS alone, count(*) AS polar FROM felt WHERE sentiment <> 0 GROUP BY value, author),
counted AS (
    SELECT value, CAST(sum(felt) AS BIGINT) AS felt, CAST(sum(polar) AS BIGINT) AS polar, CAST(sum(positive) AS BIGINT) AS positive,
        CAST(sum(negative) AS BIGINT) AS negative, CAST(sum(polar * CASE WHEN alone THEN 1 ELSE polar END) AS DOUBLE) AS squares
    FROM by_story GROUP BY value
),
authors AS (
    SELECT value, CAST(sum(polar * CASE WHEN alone THEN 1 ELSE polar END) AS DOUBLE) AS squares FROM by_author GROUP BY value
),
measured AS (
    SELECT value, mentions, coalesce(felt, 0) AS felt, coalesce(polar, 0) AS polar, coalesce(positive, 0) AS positive,
        coalesce(felt - polar, 0) AS neutral, coalesce(negative, 0) AS negative,
        polar * polar / nullif(greatest(counted.squares, authors.squares), 0) AS effective_polar,
        CASE WHEN felt >= $least_mentions THEN felt END AS enough, CASE WHEN polar >= $least_mentions THEN polar END AS enough_polar
    FROM named LEFT JOIN counted USING (value) LEFT JOIN authors USING (value)
)
SELECT value, mentions, mentions / (SELECT count(*) FROM selection HAVING count(*) >= $least_mentions) AS share,
    negative, neutral, positive, felt, polar, effective_polar,
    negative / enough AS negative_share, neutral / enough AS neutral_share, positive / enough AS positive_share,
    (positive - negative) / enough_polar AS net
FROM measured ORDER BY mentions DESC, value
