-- How do the mentions feel, and how many independent voices are they?
WITH selection AS ({selection}),
placed AS (
    SELECT {bucket} AS bucket, {values} AS value, sentiment, story_id AS story, {author} AS author
    FROM selection WHERE {placeable}
),
-- The mentions of one story, or of one author, count as one voice the more the larger they are; without one each is its own.
by_story AS (
    SELECT bucket, value, story IS NULL AS alone, count(*) AS mentions, count(sentiment) AS known, count(nullif(sentiment, 0)) AS polar,
        count(*) FILTER (sentiment = 1) AS positive, count(*) FILTER (sentiment = -1) AS negative
    FROM placed WHERE {among} GROUP BY bucket, value, story
),
by_author AS (
    SELECT bucket, value, author IS NULL AS alone, count(sentiment) AS known, count(nullif(sentiment, 0)) AS polar
    FROM placed WHERE {among} AND sentiment IS NOT NULL GROUP BY bucket, value, author
),
counted AS (
    SELECT bucket, value, CAST(sum(mentions) AS BIGINT) AS mentions, CAST(sum(positive) AS BIGINT) AS positive,
        CAST(sum(negative) AS BIGINT) AS negative, CAST(sum(known) AS BIGINT) AS known, CAST(sum(polar) AS BIGINT) AS polar,
        CAST(sum(known * CASE WHEN alone THEN 1 ELSE known END) AS DOUBLE) AS known_squares,
        CAST(sum(polar * CASE WHEN alone THEN 1 ELSE polar END) AS DOUBLE) AS polar_squares
    FROM by_story GROUP BY bucket, value
),
authors AS (
    SELECT bucket, value, CAST(sum(known * CASE WHEN alone THEN 1 ELSE known END) AS DOUBLE) AS known_squares,
        CAST(sum(polar * CASE WHEN alone THEN 1 ELSE polar END) AS DOUBLE) AS polar_squares
    FROM by_author GROUP BY bucket, value
),
{buckets},
measured AS (
    SELECT grid.*, coalesce(mentions, 0) AS mentions, coalesce(positive, 0) AS positive, coalesce(known - polar, 0) AS neutral,
        coalesce(negative, 0) AS negative, coalesce(mentions - known, 0) AS unknown, coalesce(known, 0) AS known, coalesce(polar, 0) AS polar,
        known * known / nullif(greatest(counted.known_squares, authors.known_squares), 0) AS effective,
        polar * polar / nullif(greatest(counted.polar_squares, authors.polar_squares), 0) AS effective_polar,
        CASE WHEN known >= $least_mentions THEN known END AS enough, CASE WHEN polar >= $least_mentions THEN polar END AS enough_polar
    FROM grid
    LEFT JOIN counted ON counted.bucket IS NOT DISTINCT FROM grid.bucket AND counted.value IS NOT DISTINCT FROM grid.value
    LEFT JOIN authors ON authors.bucket IS NOT DISTINCT FROM grid.bucket AND authors.value IS NOT DISTINCT FROM grid.value
)
SELECT {columns}mentions, positive, neutral, negative, unknown, known, polar, effective, effective_polar,
    negative / enough AS negative_share, positive / enough AS positive_share, neutral / enough AS neutral_share,
    (positive - negative) / enough_polar AS net, 2 * least(positive, negative) / enough_polar AS disagreement
FROM measured ORDER BY {order}
