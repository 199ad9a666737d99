-- How many mentions did each author write of the compared brands, and how unequally?
WITH selection AS ({selection}),
named AS (SELECT {author} AS author, {naming} FROM selection),
by_author AS (SELECT author, {mentions} AS mentions FROM named GROUP BY author),
apart AS (SELECT author, unnest($compared) AS value, unnest(mentions) AS mentions FROM by_author),
counted AS (
    SELECT value, CAST(sum(mentions) AS BIGINT) AS mentions, CAST(coalesce(sum(mentions) FILTER (author IS NOT NULL), 0) AS BIGINT) AS with_author,
        count(author) AS authors, var_samp(mentions) FILTER (author IS NOT NULL) AS variance
    FROM apart WHERE mentions > 0 GROUP BY value
)
SELECT value, coalesce(mentions, 0) AS mentions, coalesce(with_author, 0) AS with_author, coalesce(authors, 0) AS authors,
    with_author / CASE WHEN authors >= $least_mentions THEN authors END AS passion, CASE WHEN authors >= $least_mentions THEN variance END AS variance
FROM (SELECT unnest($compared) AS value) AS heads LEFT JOIN counted USING (value) ORDER BY list_position($compared, value)
