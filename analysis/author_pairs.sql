-- The authors of each pair of brands: how many, the first $most of those with most mentions of either brand, and how many mentions these are.
spoken AS (
    SELECT one, other, author, CAST(sum(mentions) AS BIGINT) AS mentions FROM {of} JOIN said USING (author) WHERE list_has_any(brands, [one, other]) GROUP BY one, other, author
),
ranked AS (SELECT *, row_number() OVER (PARTITION BY one, other ORDER BY mentions DESC, author) AS rank FROM spoken),
pairs AS (
    SELECT one, other, count(*) AS authors, list(author ORDER BY rank) FILTER (rank <= $most) AS keys, CAST(sum(mentions) FILTER (rank <= $most) AS BIGINT) AS mentions
    FROM ranked GROUP BY one, other
)
