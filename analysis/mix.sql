-- How do the mentions divide among the values of a field, and how many independent voices are those of known value?
WITH selection AS ({selection}),
placed AS (SELECT {value} AS value, story_id AS story, {author} AS author FROM selection),
counted AS (SELECT value, count(*) AS mentions FROM placed GROUP BY value),
-- The mentions of one story, or of one author, count as one voice the more the larger they are; without one each is its own.
voices AS (
    SELECT greatest(
        (SELECT sum(n * CASE WHEN story IS NULL THEN 1 ELSE n END) FROM
            (SELECT story, count(*) AS n FROM placed WHERE value IS NOT NULL GROUP BY story)),
        (SELECT sum(n * CASE WHEN author IS NULL THEN 1 ELSE n END) FROM
            (SELECT author, count(*) AS n FROM placed WHERE value IS NOT NULL GROUP BY author))
    ) AS squares
),
known AS (SELECT CAST(coalesce(sum(mentions), 0) AS BIGINT) AS known FROM counted WHERE value IS NOT NULL)
SELECT value, mentions, known, known * known / CAST(squares AS DOUBLE) AS effective,
    CASE WHEN value IS NOT NULL AND known >= $least_mentions THEN mentions / known END AS share
FROM counted, known, voices ORDER BY value IS NULL, value = $quiet, mentions DESC, value
