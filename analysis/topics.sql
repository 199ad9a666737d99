-- Which topics stand in the mentions, how large is each and how is it felt, how large was it before, and where was it first seen?
WITH felt AS ({felt}),
selection AS ({selection}),
selection_before AS ({before}),
told AS (SELECT topic_id, count(DISTINCT story_id) + count(*) FILTER (story_id IS NULL) AS stories FROM selection GROUP BY topic_id),
before AS (SELECT topic_id, count(*) AS mentions FROM selection_before GROUP BY topic_id),
whole AS (
    SELECT (SELECT count(*) FROM selection) AS mentions, (SELECT count(*) FROM selection_before) AS mentions_before,
        ({voices}) AS voices, ({voices_before}) AS voices_before
),
-- Of the whole store, whatever the filters leave.
began AS (
    SELECT topic_id, min(published_at) AS first_seen, count(*) FILTER (published_at < $since) AS earlier, count(*) FILTER (coalesce(published_at < $until, true)) AS so_far
    FROM mention WHERE topic_id IS NOT NULL AND {published} GROUP BY topic_id
),
first AS (
    SELECT topic_id, min(mention_id) AS mention_id FROM mention JOIN began USING (topic_id) WHERE published_at = first_seen GROUP BY topic_id
),
found AS (SELECT * FROM topic WHERE run = {current}),
-- A younger topic that is like one of the run before was part of it; an older one took in what is no longer there.
"like" AS (
    SELECT found.topic_id, other, found.since > min(topic.since) AS younger, other IN (SELECT topic_id FROM found WHERE replaced_by IS NULL) AS stands
    FROM (SELECT topic_id, since, unnest(came_of) AS other FROM found) AS found JOIN topic ON topic.topic_id = other GROUP BY found.topic_id, found.since, other
),
kin AS (
    SELECT topic_id, list(other ORDER BY other) FILTER (younger) AS parted_from, list(other ORDER BY other) FILTER (NOT younger AND NOT stands) AS took_in
    FROM "like" GROUP BY topic_id
),
near AS (SELECT topic_id, unnest(examples) AS text_id, generate_subscripts(examples, 1) AS place FROM found),
-- Of the texts nearest the middle of a topic those that stand in the view, each by its earliest mention.
examples AS (
    SELECT topic_id, list(CAST(mention_id AS VARCHAR) ORDER BY place) AS examples FROM (
        SELECT near.topic_id, place, arg_min(mention_id, row(published_at, mention_id)) AS mention_id
        FROM selection JOIN near ON near.topic_id = selection.topic_id AND near.text_id = {text} GROUP BY ALL
    ) GROUP BY topic_id
),
measured AS (
    SELECT felt.* RENAME (value AS topic_id), told.stories, coalesce(before.mentions, 0) AS mentions_before,
        CASE WHEN whole.mentions >= $least_mentions THEN felt.mentions / whole.mentions END AS share,
        CASE WHEN whole.mentions_before >= $least_mentions THEN coalesce(before.mentions, 0) / whole.mentions_before END AS share_before,
        voices, voices_before
    FROM felt JOIN told ON told.topic_id IS NOT DISTINCT FROM felt.value LEFT JOIN before ON before.topic_id IS NOT DISTINCT FROM felt.value CROSS JOIN whole
)
SELECT measured.topic_id, measured.mentions, share, {mentions_before} AS mentions_before, share_before, share - share_before AS change,
    CASE WHEN mentions_before >= {least_base} THEN share / share_before - 1 END AS growth, voices, voices_before, stories,
    measured.negative, measured.neutral, measured.positive, measured.unknown, measured.known, measured.polar, effective, negative_share, effective_polar, net,
    first_seen, CAST(source.mention_id AS VARCHAR) AS first_id, source.platform, source.author_name,
    coalesce(earlier <= {stray} * so_far, false) AND $compared AS new, names, coherence, separation,
    CASE WHEN separation < {loose} THEN 'low' WHEN separation >= {tight} AND coherence >= 0 THEN 'high' WHEN separation IS NOT NULL THEN 'middle' END AS quality,
    coalesce(pinned, false) AS pinned, coalesce(examples.examples, []) AS examples,
    coalesce(parted_from, []) AS parted_from, coalesce(took_in, []) AS took_in
FROM measured LEFT JOIN began USING (topic_id) LEFT JOIN first USING (topic_id) LEFT JOIN mention AS source ON first.mention_id = source.mention_id
LEFT JOIN found ON found.topic_id = measured.topic_id LEFT JOIN examples ON examples.topic_id = measured.topic_id
LEFT JOIN kin ON kin.topic_id = measured.topic_id
WHERE {chosen} ORDER BY measured.topic_id IS NULL, measured.mentions DESC, measured.topic_id
