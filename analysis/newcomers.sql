-- How many of the mentions are by authors who were not there before, and by those who were?
WITH
-- The same filters from the beginning of the data on; what lies before the window is one bucket, the first of all.
everything AS (
    SELECT CASE WHEN coalesce(published_at < $since, false) THEN TIMESTAMP '0001-01-01' ELSE {bucket} END AS bucket, {author} AS author
    FROM mention WHERE {throughout}
),
spoken AS (SELECT bucket, author, count(*) AS mentions FROM everything GROUP BY bucket, author),
placed AS (SELECT bucket, author, mentions, bucket = min(bucket) OVER (PARTITION BY author) AS first FROM spoken),
counted AS (
    SELECT bucket, CASE WHEN author IS NULL THEN NULL WHEN first THEN 'new' ELSE 'returning' END AS value, CAST(sum(mentions) AS BIGINT) AS mentions,
        count(author) AS authors
    FROM placed WHERE bucket > TIMESTAMP '0001-01-01' GROUP BY ALL
),
{buckets},
collected AS (SELECT CAST($began AS TIMESTAMP) AS began),
told AS (
    SELECT grid.bucket AS bucket, grid.since AS since, grid.until AS until, complete, grid.value AS value, coalesce(mentions, 0) AS mentions, coalesce(authors, 0) AS authors,
        began, coalesce(grid.since >= began + to_days(CAST($reach AS INTEGER)), false) AS known
    FROM grid CROSS JOIN collected LEFT JOIN counted ON counted.bucket = grid.bucket AND counted.value IS NOT DISTINCT FROM grid.value
),
-- Where the data do not reach back far enough, who is known stands together.
summed AS (
    SELECT bucket, since, until, complete, CASE WHEN value IS NULL OR known THEN value ELSE 'early' END AS value,
        CASE WHEN value IS NULL THEN NULL WHEN known THEN [value] ELSE ['new', 'returning'] END AS opened,
        CAST(sum(mentions) AS BIGINT) AS mentions, CAST(sum(authors) AS BIGINT) AS authors, any_value(began) AS began
    FROM told GROUP BY ALL
),
shared AS (SELECT *, sum(authors) FILTER (value IN ('new', 'returning')) OVER (PARTITION BY bucket) AS all_authors FROM summed)
SELECT bucket, since, until, complete, value, opened, mentions, authors, began, CAST(all_authors AS DOUBLE) AS all_authors,
    CASE WHEN value IN ('new', 'returning') AND all_authors >= $least_mentions THEN authors / all_authors END AS share
FROM shared ORDER BY bucket, value NULLS LAST
