-- How is each of the compared brands felt, by all mentions and by those that name no other of them?
WITH selection AS ({selection}),
placed AS MATERIALIZED (
    SELECT *, sentiment IS NOT NULL AS known, coalesce(sentiment <> 0, false) AS polar, coalesce(sentiment <> 0, false) AND {how_many} = 1 AS polar_alone
    FROM (SELECT sentiment, story_id AS story, {author} AS author, {naming} FROM selection)
),
felt AS (SELECT sentiment, polar_alone, {mentions} AS mentions FROM placed GROUP BY sentiment, polar_alone),
counted AS (
    SELECT value, CAST(sum(mentions) AS BIGINT) AS mentions, CAST(coalesce(sum(mentions) FILTER (sentiment = 1), 0) AS BIGINT) AS positive,
        CAST(coalesce(sum(mentions) FILTER (sentiment = -1), 0) AS BIGINT) AS negative, CAST(coalesce(sum(mentions) FILTER (sentiment IS NOT NULL), 0) AS BIGINT) AS known,
        CAST(coalesce(sum(mentions) FILTER (sentiment <> 0), 0) AS BIGINT) AS polar, CAST(coalesce(sum(mentions) FILTER (polar_alone), 0) AS BIGINT) AS alone,
        CAST(coalesce(sum(mentions) FILTER (polar_alone AND sentiment = 1), 0) AS BIGINT) AS positive_alone
    FROM (SELECT sentiment, polar_alone, unnest($compared) AS value, unnest(mentions) AS mentions FROM felt) GROUP BY value HAVING sum(mentions) > 0
),
-- The mentions of one story, or of one author, count as one voice the more the larger they are; without one each is its own.
stories AS ({stories}),
authors AS ({authors}),
measured AS (
    SELECT counted.*, known * known / nullif(greatest(stories.known_squares, authors.known_squares), 0) AS effective,
        polar * polar / nullif(greatest(stories.polar_squares, authors.polar_squares), 0) AS effective_polar,
        alone * alone / nullif(greatest(stories.polar_alone_squares, authors.polar_alone_squares), 0) AS effective_alone,
        CASE WHEN known >= $least_mentions THEN known END AS enough, CASE WHEN polar >= $least_mentions THEN polar END AS enough_polar,
        CASE WHEN alone >= $least_mentions THEN alone END AS enough_alone
    FROM counted LEFT JOIN stories USING (value) LEFT JOIN authors USING (value)
)
SELECT value, mentions, positive, known - polar AS neutral, negative, mentions - known AS unknown, known, polar, effective, effective_polar, negative / enough AS negative_share,
    (positive - negative) / enough_polar AS net, alone, effective_alone, (2 * positive_alone - alone) / enough_alone AS net_alone
FROM measured ORDER BY list_position($compared, value)
