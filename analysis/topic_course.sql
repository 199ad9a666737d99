-- What share of the mentions of each bucket has each topic?
WITH selection AS ({selection}),
placed AS (
    SELECT date_trunc('{grain}', published_at) AS bucket, topic_id AS value, story_id AS story, {author} AS author FROM selection WHERE {placeable}
),
-- The mentions of one story, or of one author, count as one voice the more the larger they are; without one each is its own.
by_story AS (SELECT bucket, story IS NULL AS alone, count(*) AS n FROM placed GROUP BY bucket, story),
by_author AS (SELECT bucket, author IS NULL AS alone, count(*) AS n FROM placed GROUP BY bucket, author),
authors AS (SELECT bucket, sum(n * CASE WHEN alone THEN 1 ELSE n END) AS squares FROM by_author GROUP BY bucket),
whole AS (
    SELECT bucket, CAST(sum(n) AS BIGINT) AS mentions, CAST(greatest(sum(n * CASE WHEN alone THEN 1 ELSE n END), any_value(authors.squares)) AS DOUBLE) AS squares
    FROM by_story JOIN authors USING (bucket) GROUP BY bucket
),
counted AS (SELECT bucket, value, count(*) AS mentions FROM placed WHERE list_contains($among, value) GROUP BY ALL),
{buckets}
SELECT grid.bucket, grid.value AS topic_id, coalesce(counted.mentions, 0) AS mentions, coalesce(whole.mentions, 0) AS all_mentions,
    whole.mentions * whole.mentions / whole.squares AS effective,
    CASE WHEN whole.mentions >= $least_mentions THEN coalesce(counted.mentions, 0) / whole.mentions END AS share, since, until, complete
FROM grid LEFT JOIN counted ON counted.bucket = grid.bucket AND counted.value = grid.value LEFT JOIN whole ON whole.bucket = grid.bucket
ORDER BY bucket, topic_id
