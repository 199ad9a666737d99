-- What is asked, how often now and in the period before, how much of it waits for an official answer, and who answered first?
WITH selection AS ({selection}),
earlier AS ({earlier}),
asked AS MATERIALIZED ({asked}),
answered AS ({answered}),
placed AS (
    SELECT mention_id, asked.value, published_at, coalesce(precision IN ('second', 'minute'), false) AS timed, story_id AS story, {author} AS author, answered.value AS answer
    FROM selection JOIN asked USING (mention_id) LEFT JOIN answered USING (mention_id)
),
told AS (
    SELECT true AS current, value, story, author FROM placed
    UNION ALL
    SELECT false, value, story_id, {author} FROM earlier JOIN asked USING (mention_id)
),
-- The mentions of one story, or of one author, count as one voice the more the larger they are; without one each is its own.
by_story AS (SELECT current, value, story IS NULL AS alone, count(*) AS n FROM told GROUP BY current, value, story),
by_author AS (SELECT current, value, author IS NULL AS alone, count(*) AS n FROM told GROUP BY current, value, author),
voices AS (
    SELECT current, value, CAST(max(n) AS BIGINT) AS n, CAST(max(n) AS DOUBLE) * max(n) / CAST(max(squares) AS DOUBLE) AS voices FROM (
        SELECT current, value, sum(n) AS n, sum(n * CASE WHEN alone THEN 1 ELSE n END) AS squares FROM by_story GROUP BY current, value
        UNION ALL
        SELECT current, value, sum(n), sum(n * CASE WHEN alone THEN 1 ELSE n END) FROM by_author GROUP BY current, value
    ) GROUP BY current, value
),
counted AS (
    SELECT value, count(*) AS count, count(*) FILTER (answer = 'unanswered') AS open, count(*) FILTER (answer = 'answered') AS answered, count(*) FILTER (answer IS NULL) AS unknown,
        min(published_at) AS since, min(published_at) FILTER (answer = 'unanswered') AS oldest, arg_min(mention_id, row(published_at, mention_id)) AS first, arg_min(timed, row(published_at, mention_id)) AS timed
    FROM placed GROUP BY value
),
whole AS (
    SELECT count(*) AS clusters, CAST(sum(count) AS BIGINT) AS all_count, CAST(sum(open) AS BIGINT) AS all_open, CAST(sum(open + answered) AS BIGINT) AS all_known, min(oldest) AS all_oldest,
        (SELECT count(*) FROM mention WHERE {officials}) AS officials
    FROM counted
),
listed AS (SELECT * FROM counted ORDER BY open DESC, count DESC, value LIMIT $most),
replied AS (
    SELECT value, min(replied_at) AS replied_at, arg_min(reply_id, row(replied_at, reply_id)) AS reply_id
    FROM (SELECT {answers_to} AS target, published_at AS replied_at, mention_id AS reply_id FROM mention WHERE {answering}) JOIN placed ON target = placed.mention_id
    WHERE answer = 'answered' GROUP BY value
),
-- Found first, for a join would read every text.
source AS (SELECT * FROM mention WHERE rowid IN (SELECT rowid FROM mention WHERE mention_id IN (SELECT first FROM listed)))
SELECT listed.value, 'inquiry' AS intent, CASE WHEN contains(listed.value, '{between}') THEN nullif(split_part(listed.value, '{between}', 1), '') END AS topic_id,
    CASE WHEN contains(listed.value, '{between}') THEN nullif(split_part(listed.value, '{between}', 2), '') END AS aspect, contains(listed.value, '{between}') AS by_topic, listed.count,
    CASE WHEN $compared THEN coalesce(earlier.n, 0) END AS before, now.voices, earlier.voices AS voices_before, listed.open, listed.answered, listed.unknown,
    listed.open / CASE WHEN listed.open + listed.answered >= $least_mentions THEN listed.open + listed.answered END AS open_share, listed.since, listed.oldest,
    replied_at, CAST(reply_id AS VARCHAR) AS reply_id, reply.author_name AS reply_author,
    CASE WHEN listed.timed AND reply.precision IN ('second', 'minute') AND replied_at >= listed.since THEN date_diff('second', listed.since, replied_at) / 60 END AS minutes,
    coalesce(nullif(source.title, ''), source.text) AS text, source.author_name, source.platform, whole.*
FROM listed CROSS JOIN whole JOIN voices AS now ON now.current AND now.value = listed.value LEFT JOIN voices AS earlier ON NOT earlier.current AND earlier.value = listed.value
LEFT JOIN replied ON replied.value = listed.value LEFT JOIN mention AS reply ON reply.mention_id = reply_id JOIN source ON source.mention_id = first
ORDER BY listed.open DESC, listed.count DESC, listed.value
