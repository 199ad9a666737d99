-- Which segments of the audience speak, how large is each and how does it feel, and how large was it before?
WITH felt AS ({felt}),
selection AS ({selection}),
selection_before AS ({before}),
people AS (SELECT segment, count(DISTINCT {author}) AS authors FROM selection GROUP BY segment),
earlier AS (SELECT segment, count(*) AS mentions FROM selection_before GROUP BY segment),
whole AS (
    SELECT (SELECT count(*) FROM selection) AS mentions, (SELECT count(*) FROM selection_before) AS mentions_before,
        ({voices}) AS voices, ({voices_before}) AS voices_before
)
SELECT felt.value AS value, felt.mentions AS mentions, authors,
    CASE WHEN whole.mentions >= $least_mentions THEN felt.mentions / whole.mentions END AS share,
    {mentions_before} AS mentions_before,
    CASE WHEN whole.mentions_before >= $least_mentions THEN coalesce(earlier.mentions, 0) / whole.mentions_before END AS share_before,
    voices, voices_before, negative, neutral, positive, unknown, effective, effective_polar, negative_share, neutral_share, positive_share, net
FROM felt CROSS JOIN whole JOIN people ON people.segment IS NOT DISTINCT FROM felt.value
LEFT JOIN earlier ON earlier.segment IS NOT DISTINCT FROM felt.value
ORDER BY felt.value IS NULL, felt.mentions DESC, felt.value
