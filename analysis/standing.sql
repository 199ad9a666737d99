-- How is each of the compared brands felt, by all mentions and by those that name no other of them?
WITH selection AS ({selection}),
placed AS (
    SELECT unnest(list_distinct(brands)) AS value, sentiment, story_id AS story, {author} AS author,
        CASE WHEN len(brands) = 1 THEN true ELSE len(list_intersect(brands, $compared)) = 1 END AS alone
    FROM selection
),
-- The mentions of one story, or of one author, count as one voice the more the larger they are; without one each is its own.
by_story AS (
    SELECT value, story IS NULL AS each, count(*) AS mentions, count(sentiment) AS known, count(nullif(sentiment, 0)) AS polar, count(nullif(sentiment, 0)) FILTER (alone) AS polar_alone,
        count(*) FILTER (sentiment = 1) AS positive, count(*) FILTER (sentiment = -1) AS negative, count(*) FILTER (sentiment = 1 AND alone) AS positive_alone
    FROM placed WHERE list_contains($compared, value) GROUP BY value, story
),
by_author AS (
    SELECT value, author IS NULL AS each, count(*) AS known, count(nullif(sentiment, 0)) AS polar, count(nullif(sentiment, 0)) FILTER (alone) AS polar_alone
    FROM placed WHERE list_contains($compared, value) AND sentiment IS NOT NULL GROUP BY value, author
),
counted AS (
    SELECT value, CAST(sum(mentions) AS BIGINT) AS mentions, CAST(sum(positive) AS BIGINT) AS positive, CAST(sum(negative) AS BIGINT) AS negative,
        CAST(sum(known) AS BIGINT) AS known, CAST(sum(polar) AS BIGINT) AS polar, CAST(sum(polar_alone) AS BIGINT) AS alone, CAST(sum(positive_alone) AS BIGINT) AS positive_alone,
        {squares}
    FROM by_story GROUP BY value
),
authors AS (SELECT value, {squares} FROM by_author GROUP BY value),
measured AS (
    SELECT counted.*, known * known / nullif(greatest(counted.known_squares, authors.known_squares), 0) AS effective,
        polar * polar / nullif(greatest(counted.polar_squares, authors.polar_squares), 0) AS effective_polar,
        alone * alone / nullif(greatest(counted.alone_squares, authors.alone_squares), 0) AS effective_alone,
        CASE WHEN known >= $least_mentions THEN known END AS enough, CASE WHEN polar >= $least_mentions THEN polar END AS enough_polar,
        CASE WHEN alone >= $least_mentions THEN alone END AS enough_alone
    FROM counted LEFT JOIN authors USING (value)
)
SELECT value, mentions, positive, known - polar AS neutral, negative, mentions - known AS unknown, known, polar, effective, effective_polar, negative / enough AS negative_share,
    (positive - negative) / enough_polar AS net, alone, effective_alone, (2 * positive_alone - alone) / enough_alone AS net_alone
FROM measured ORDER BY list_position($compared, value)
