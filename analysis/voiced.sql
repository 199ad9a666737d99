-- What do the mentions of one intent speak of, how often now and in the period before, and how are all mentions of it felt?
WITH selection AS ({selection}),
earlier AS ({earlier}),
placed AS (
    SELECT true AS current, mention_id, {values} AS value, intent IS NOT DISTINCT FROM $intent AS told, sentiment, story_id AS story, CASE WHEN intent = $intent THEN {author} END AS author,
        CASE WHEN intent = $intent THEN {heat} END AS heat
    FROM selection
    UNION ALL
    SELECT false, mention_id, {values}, true, sentiment, story_id, {author}, NULL FROM earlier WHERE intent = $intent
),
kept AS (SELECT * FROM placed WHERE value IS NOT NULL AND {among}),
-- The mentions of one story, or of one author, count as one voice the more the larger they are; without one each is its own.
by_story AS (SELECT current, value, story IS NULL AS alone, count(*) AS n FROM kept WHERE told GROUP BY current, value, story),
by_author AS (SELECT current, value, author IS NULL AS alone, count(*) AS n FROM kept WHERE told GROUP BY current, value, author),
voices AS (
    SELECT current, value, max(n) AS n, max(squares) AS squares FROM (
        SELECT current, value, sum(n) AS n, sum(n * CASE WHEN alone THEN 1 ELSE n END) AS squares FROM by_story GROUP BY current, value
        UNION ALL
        SELECT current, value, sum(n), sum(n * CASE WHEN alone THEN 1 ELSE n END) FROM by_author GROUP BY current, value
    ) GROUP BY current, value
),
counted AS (
    SELECT value, count(*) FILTER (told) AS count, count(*) AS mentions, count(sentiment) AS known, count(*) FILTER (sentiment = $felt) AS felt,
        arg_max(mention_id, row(heat, mention_id)) FILTER (told) AS top
    FROM kept WHERE current GROUP BY value
),
measured AS (
    SELECT counted.*, CASE WHEN $compared THEN coalesce(CAST(earlier.n AS BIGINT), 0) END AS before, felt / CASE WHEN known >= $least_mentions THEN known END AS felt_share,
        CAST(now.n AS DOUBLE) * now.n / CAST(now.squares AS DOUBLE) AS voices, CAST(earlier.n AS DOUBLE) * earlier.n / CAST(earlier.squares AS DOUBLE) AS voices_before
    FROM counted JOIN voices AS now ON now.current AND now.value = counted.value LEFT JOIN voices AS earlier ON NOT earlier.current AND earlier.value = counted.value
    WHERE counted.count > 0
)
SELECT measured.value, $intent AS intent, measured.count, measured.before, measured.mentions, measured.known, measured.felt, measured.felt_share,
    coalesce((measured.count + {half}) / (measured.before + {half}), 1) * felt_share * measured.count AS points, voices, voices_before,
    CAST(top AS VARCHAR) AS top_id, coalesce(nullif(source.title, ''), source.text) AS top_text, source.author_name AS top_author, source.platform AS top_platform
FROM measured JOIN mention AS source ON source.mention_id = top
ORDER BY points DESC NULLS LAST, measured.count DESC, measured.value
