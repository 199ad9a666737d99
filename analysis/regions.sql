-- Where do the mentions come from, how are they felt there, how many came from there before, and how many voices elsewhere in the data?
WITH places AS (SELECT unnest(CAST($raws AS VARCHAR[])) AS raw, unnest(CAST($places AS VARCHAR[])) AS place),
felt AS ({felt}),
placed AS (
    SELECT place, inside, author
    FROM (SELECT region, {author} AS author, coalesce({condition}, false) AS inside FROM mention WHERE {base}) JOIN places ON raw = region
),
-- An author counts once in a place, however much is said; a mention without one is its own.
voices AS (
    SELECT place, count(DISTINCT author) FILTER (inside) + count(*) FILTER (inside AND author IS NULL) AS voices,
        count(DISTINCT author) FILTER (NOT inside) + count(*) FILTER (NOT inside AND author IS NULL) AS voices_elsewhere
    FROM placed GROUP BY place
),
earlier AS (SELECT place, count(*) AS mentions FROM ({before}) AS other LEFT JOIN places ON raw = other.region GROUP BY place),
spelt AS (SELECT place, list(raw ORDER BY raw) AS spellings FROM places WHERE list_contains(CAST($told AS VARCHAR[]), raw) GROUP BY place),
whole AS (
    SELECT (SELECT CAST(sum(mentions) AS BIGINT) FROM felt WHERE value IS NOT NULL) AS known,
        (SELECT CAST(coalesce(sum(voices_elsewhere), 0) AS BIGINT) FROM voices WHERE list_contains($provinces, place)) AS elsewhere
)
SELECT felt.value AS place, spellings, felt.mentions, {mentions_before} AS mentions_before,
    CASE WHEN felt.value IS NOT NULL AND whole.known >= $least_mentions THEN felt.mentions / whole.known END AS share,
    negative, neutral, positive, unknown, effective, effective_polar, negative_share, net, coalesce(voices, 0) AS voices, coalesce(voices_elsewhere, 0) AS voices_elsewhere, elsewhere
FROM felt CROSS JOIN whole LEFT JOIN spelt ON spelt.place = felt.value LEFT JOIN voices ON voices.place = felt.value
LEFT JOIN earlier ON earlier.place IS NOT DISTINCT FROM felt.value
ORDER BY felt.value IS NULL, felt.mentions DESC, felt.value
