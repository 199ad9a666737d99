-- What did our own accounts publish, what came of it, and how is it answered?
WITH selection AS ({selection}),
{whose},
ours AS ({ours}),
-- What can be one of them, found fast.
candidates AS (
    SELECT *, {author} AS author, {engagement} AS engagement FROM selection
    WHERE author_id IN (SELECT author_id FROM speaker) OR author_name IN (SELECT author_name FROM speaker)
),
followed AS (SELECT *, max(author_followers) OVER (PARTITION BY author) AS followers FROM candidates WHERE author IN (SELECT author FROM ours)),
own AS (FROM followed WHERE kind IN ('post', 'article')),
threads AS (
    SELECT coalesce(root_id, mention_id) AS root, count(*) AS thread, count(*) FILTER ({comment}) AS answers, count(sentiment) FILTER ({comment}) AS known,
        count(*) FILTER ({comment} AND sentiment = 1) AS positive, count(*) FILTER ({comment} AND sentiment = -1) AS negative
    FROM mention WHERE {published} AND coalesce(root_id, mention_id) IN (SELECT mention_id FROM own) GROUP BY root
)
SELECT CAST(own.mention_id AS VARCHAR) AS mention_id, CAST(cascade_id AS VARCHAR) AS cascade_id, published_at, platform, kind, author_name, title, left(text, {beginning}) AS text,
    followers, engagement, engagement IS NOT NULL AND counts_are IS NOT DISTINCT FROM 'capped' AS capped,
    engagement / CASE WHEN followers >= $least_mentions THEN followers END AS rate, CASE WHEN counts_are IS DISTINCT FROM 'snapshot' THEN reposts END AS reposts,
    coalesce(answers, 0) AS answers, coalesce(known, 0) AS known, coalesce(positive, 0) AS positive, coalesce(negative, 0) AS negative,
    negative / CASE WHEN known >= $least_mentions THEN known END AS negative_share,
    (positive - negative) / CASE WHEN positive + negative >= $least_mentions THEN positive + negative END AS net,
    coalesce(thread, 0) AS thread, count(*) OVER () AS posts
FROM own LEFT JOIN threads ON threads.root = own.mention_id
ORDER BY coalesce(thread, 0) DESC, engagement DESC NULLS LAST, published_at DESC, own.mention_id LIMIT $limit
