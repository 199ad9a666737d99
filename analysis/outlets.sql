-- Which outlets wrote, before others or after them, how do they feel, and on how few does it rest?
WITH selection AS ({selection}),
placed AS (
    SELECT mention_id, story_id, sentiment, {outlet} AS outlet, list_filter(
        list_transform(json_extract_string(extra, $level_columns), lambda told: $exported_levels[list_position($exported, trim(told))]), lambda level: level IS NOT NULL
    )[1] AS level FROM selection WHERE {is_outlet}
),
-- What is known to the day only stands behind what came on that day at a known time.
origins AS (
    SELECT arg_min(mention_id, row(CASE WHEN precision IN ('second', 'minute') THEN published_at ELSE date_trunc('day', published_at) + INTERVAL 1 DAY END, mention_id)) AS mention_id
    FROM mention WHERE {is_outlet} AND story_id IS NOT NULL AND {published} GROUP BY story_id
),
counted AS (
    SELECT outlet, count(*) AS mentions, count(*) FILTER (story_id IS NULL OR mention_id IN (SELECT mention_id FROM origins)) AS originals, count(sentiment) AS known,
        count(*) FILTER (sentiment = 1) AS positive, count(*) FILTER (sentiment = -1) AS negative
    FROM placed WHERE outlet IS NOT NULL GROUP BY outlet
),
exported AS (SELECT outlet, arg_max(level, row(mentions, level)) AS level FROM (SELECT outlet, level, count(*) AS mentions FROM placed WHERE level IS NOT NULL GROUP BY ALL) GROUP BY outlet),
called AS (
    SELECT outlet, arg_max(level, row(length(name), level)) AS level
    FROM counted JOIN (SELECT unnest($names) AS name, unnest($names_levels) AS level) ON starts_with(lower(outlet), lower(name)) OR ends_with('.' || lower(outlet), '.' || name)
    GROUP BY outlet
),
ending AS (
    SELECT outlet, arg_max(level, row(length(name), level)) AS level
    FROM counted JOIN (SELECT unnest($endings) AS name, unnest($endings_levels) AS level) ON ends_with(outlet, name) GROUP BY outlet
),
earlier AS (SELECT outlet, count(*) AS mentions FROM (SELECT {outlet} AS outlet FROM ({before}) WHERE {is_outlet}) WHERE outlet IS NOT NULL GROUP BY outlet),
-- Effective outlets: 1 over Herfindahl's sum of squared shares.
summed AS (
    SELECT count(*) AS outlets, CAST(sum(mentions) AS BIGINT) AS by_outlets, CAST(sum(originals) AS BIGINT) AS by_origin,
        CAST(sum(mentions) AS DOUBLE) ** 2 / nullif(CAST(sum(mentions * mentions) AS DOUBLE), 0) AS effective FROM counted
),
summed_earlier AS (SELECT CAST(coalesce(sum(mentions), 0) AS BIGINT) AS by_outlets, CAST(sum(mentions) AS DOUBLE) ** 2 / nullif(CAST(sum(mentions * mentions) AS DOUBLE), 0) AS effective FROM earlier)
SELECT counted.outlet, coalesce(exported.level, called.level, ending.level) AS level, counted.mentions, counted.originals, counted.mentions - counted.originals AS reprints,
    known, positive, negative, negative / CASE WHEN known >= $least_mentions THEN known END AS negative_share,
    (positive - negative) / CASE WHEN positive + negative >= $least_mentions THEN positive + negative END AS net,
    CASE WHEN $compared THEN coalesce(earlier.mentions, 0) END AS before,
    summed.outlets, summed.by_outlets, CASE WHEN summed.by_outlets >= $least_mentions THEN by_origin / summed.by_outlets END AS original_share,
    CASE WHEN summed.by_outlets >= $least_mentions THEN summed.effective END AS effective,
    CASE WHEN $compared AND summed_earlier.by_outlets >= $least_mentions THEN summed_earlier.effective END AS effective_before,
    (SELECT count(*) FROM placed WHERE placed.outlet IS NULL) AS unnamed
FROM counted LEFT JOIN exported USING (outlet) LEFT JOIN called USING (outlet) LEFT JOIN ending USING (outlet) LEFT JOIN earlier USING (outlet), summed, summed_earlier
ORDER BY counted.mentions DESC, counted.outlet LIMIT $limit
