-- How does what is said of the compared brands divide among them?
WITH selection AS ({selection}),
rated AS (SELECT mention_id, platform, author_followers, reposts, counts_are, {bucket} AS bucket, {rated}, {naming} FROM selection WHERE {placeable}),
{impressions},
-- Mentions that name the same of the brands are counted first.
alike AS (
    SELECT bucket, platform, COLUMNS('^named_[0-9]+$'), {how_many} > 1 AS several, count(*) AS mentions, {sum} AS amount, count(amount) AS known, count(amount) FILTER (counts_are = 'capped') AS capped
    FROM (SELECT bucket, {platform} AS platform, counts_are, {amount} AS amount, COLUMNS('^named_[0-9]+$') FROM seen) GROUP BY ALL
),
apart AS ({apart}),
counted AS (
    SELECT bucket, platform, value, CAST(sum(mentions) AS BIGINT) AS mentions, CAST(coalesce(sum(mentions) FILTER (several), 0) AS BIGINT) AS together,
        {sum} AS amount, CAST(sum(known) AS BIGINT) AS known, CAST(sum(capped) AS BIGINT) AS capped
    FROM apart GROUP BY bucket, platform, value
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
SELECT {columns}value, mentions, together, (SELECT CAST(coalesce(sum(mentions) FILTER (several), 0) AS BIGINT) FROM alike) AS several, amount, known, capped, partial, amount / CASE WHEN of >= $least_mentions AND whole > 0 AND NOT partial THEN whole END AS share
FROM told ORDER BY {order}place
