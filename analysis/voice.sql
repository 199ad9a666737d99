-- How does what is said of the compared brands divide among them?
WITH selection AS ({selection}),
{impressions},
rated AS (SELECT {bucket} AS bucket, {platform} AS platform, brands, counts_are, {amount} AS amount FROM seen WHERE {placeable}),
-- Equal lists are counted first: far fewer are taken apart.
lists AS (
    SELECT bucket, platform, brands, len(list_intersect(brands, $compared)) > 1 AS several, count(*) AS mentions, {sum} AS amount, count(amount) AS known,
        count(amount) FILTER (counts_are = 'capped') AS capped
    FROM rated GROUP BY bucket, platform, brands
),
apart AS (SELECT * EXCLUDE (brands), unnest(list_distinct(brands)) AS value FROM lists),
counted AS (
    SELECT bucket, platform, value, CAST(sum(mentions) AS BIGINT) AS mentions, CAST(coalesce(sum(mentions) FILTER (several), 0) AS BIGINT) AS together,
        {sum} AS amount, CAST(sum(known) AS BIGINT) AS known, CAST(sum(capped) AS BIGINT) AS capped
    FROM apart WHERE list_contains($compared, value) GROUP BY bucket, platform, value
),
{buckets},
measured AS (
    SELECT grid.*, coalesce(mentions, 0) AS mentions, coalesce(together, 0) AS together, CASE WHEN mentions IS NULL THEN 0 ELSE amount END AS amount,
        coalesce(known, 0) AS known, coalesce(capped, 0) AS capped, list_position($compared, grid.value) AS place
    FROM grid LEFT JOIN counted ON counted.bucket IS NOT DISTINCT FROM grid.bucket AND counted.value = grid.value {on}
),
-- What a brand's mentions amount to may be unknown: then nobody's part of the whole is known.
told AS (
    SELECT *, sum(amount) OVER here AS whole, sum(known) OVER here AS of, sum(mentions) OVER here AS spoken, bool_or(amount IS NULL) OVER here AS partial
    FROM measured WINDOW here AS (PARTITION BY {group})
)
SELECT {columns}value, mentions, together, (SELECT CAST(coalesce(sum(mentions) FILTER (several), 0) AS BIGINT) FROM lists) AS several, amount, known, capped, partial, amount / CASE WHEN of >= $least_mentions AND whole > 0 AND NOT partial THEN whole END AS share
FROM told ORDER BY {order}place
