-- Which texts were said more than once, how large is each of these stories, and which way did it spread?
WITH selection AS ({selection}),
placed AS (SELECT mention_id, story_id, published_at, coalesce(platform, '') AS platform, sentiment, {author} AS author, {heat} AS heat FROM selection WHERE story_id IS NOT NULL),
told AS (
    SELECT story_id, count(*) AS mentions, count(DISTINCT author) AS authors, round(sum(heat), 6) AS heat, count(sentiment) AS known,
        count(*) FILTER (sentiment = -1) AS negative, min(published_at) AS first, max(published_at) AS last
    FROM placed GROUP BY story_id HAVING count(*) > 1
),
listed AS (
    SELECT *, count(*) OVER () AS stories, CAST(sum(mentions) OVER () AS BIGINT) AS within FROM told ORDER BY {order} DESC, story_id LIMIT $limit
),
members AS (SELECT * FROM placed WHERE story_id IN (SELECT story_id FROM listed)),
sources AS (SELECT story_id, arg_min(mention_id, row(published_at, mention_id)) AS mention_id FROM members GROUP BY story_id),
reached AS (SELECT story_id, platform, min(published_at) AS reached_at, count(*) AS mentions FROM members GROUP BY story_id, platform),
spread AS (
    SELECT story_id, list({'platform': nullif(platform, ''), 'at': reached_at, 'mentions': mentions} ORDER BY reached_at, platform) AS spread
    FROM reached GROUP BY story_id
)
SELECT CAST(listed.story_id AS VARCHAR) AS story_id, listed.mentions, authors, listed.heat, known, negative, first, last, spread, stories, within,
    source.title, source.text, source.author_name, source.platform, source.url
FROM listed JOIN sources USING (story_id) JOIN spread USING (story_id) JOIN mention AS source ON sources.mention_id = source.mention_id
ORDER BY listed.{order} DESC, listed.story_id
