-- Who speaks most or reaches most, how do they feel, and since when have they been heard?
WITH selection AS ({selection}),
rated AS (SELECT {author} AS author, author_followers, sentiment, counts_are, {engagement} AS engagement FROM selection),
counted AS (
    SELECT author, count(*) AS mentions, max(author_followers) AS followers, CAST(sum(engagement) AS BIGINT) AS engagement,
        count(engagement) FILTER (counts_are = 'capped') AS capped, count(sentiment) AS known, count(*) FILTER (sentiment = 1) AS positive,
        count(*) FILTER (sentiment = -1) AS negative
    FROM rated GROUP BY author
),
summed AS (
    SELECT count(author) AS authors, CAST(coalesce(sum(mentions) FILTER (author IS NOT NULL), 0) AS BIGINT) AS by_authors, CAST(coalesce(sum(mentions) FILTER (author IS NULL), 0) AS BIGINT) AS unknown
    FROM counted
),
ten AS (SELECT CAST(sum(mentions) AS BIGINT) AS by_ten FROM (SELECT mentions FROM counted WHERE author IS NOT NULL ORDER BY mentions DESC LIMIT 10)),
listed AS (SELECT * FROM counted WHERE author IS NOT NULL ORDER BY {order} DESC NULLS LAST, mentions DESC, author LIMIT $limit),
seen AS (
    SELECT * FROM (SELECT {author} AS author, author_name, platform, author_kind, segment, published_at, mention_id FROM mention WHERE {published}) SEMI JOIN listed USING (author)
),
known_since AS (
    SELECT author, arg_max(author_name, row(published_at, mention_id)) AS author_name, any_value(platform) AS platform,
        arg_max(author_kind, row(published_at, mention_id)) AS author_kind, arg_max(segment, row(published_at, mention_id)) AS segment,
        count(*) AS ever, min(published_at) AS first, max(published_at) AS last, count(*) FILTER (published_at < $since) AS before
    FROM seen GROUP BY author
),
span AS (SELECT date_trunc('week', min(published_at)) AS first, date_trunc('week', max(published_at)) AS last FROM mention WHERE {published}),
weeks AS (SELECT unnest(generate_series(greatest(first, last - to_weeks($weeks - 1)), last, INTERVAL 7 DAY)) AS week FROM span),
weekly AS (SELECT author, date_trunc('week', published_at) AS week, count(*) AS mentions FROM seen GROUP BY ALL),
courses AS (
    SELECT author, list(coalesce(weekly.mentions, 0) ORDER BY weeks.week) AS course
    FROM listed CROSS JOIN weeks LEFT JOIN weekly USING (author, week) GROUP BY author
)
SELECT author, author_name, platform, author_kind, segment, mentions, followers, engagement, capped, known, positive, negative,
    negative / CASE WHEN known >= $least_mentions THEN known END AS negative_share,
    (positive - negative) / CASE WHEN positive + negative >= $least_mentions THEN positive + negative END AS net,
    ever, CASE WHEN $since IS NOT NULL THEN before END AS before, first, last, course, authors, by_authors,
    by_ten / CASE WHEN by_authors >= $least_mentions THEN by_authors END AS ten_share, unknown
FROM listed JOIN known_since USING (author) JOIN courses USING (author), summed, ten
ORDER BY {order} DESC NULLS LAST, mentions DESC, author
