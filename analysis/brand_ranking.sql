-- What do the compared brands have of what they are ranked by?
WITH selection AS ({selection}),
rated AS (SELECT mention_id, platform, reposts, brands, {author} AS author, author_followers, sentiment, {engagement} AS engagement FROM selection),
{impressions},
lists AS (
    SELECT brands, author, max(author_followers) AS followers, count(*) AS mentions, sum(impressions) AS impressions, count(impressions) AS seen,
        sum(engagement) AS engagement, count(*) FILTER (sentiment = 1) AS positive, count(*) FILTER (sentiment = -1) AS negative
    FROM seen GROUP BY brands, author
),
apart AS (SELECT * EXCLUDE (brands), unnest(list_distinct(brands)) AS value FROM lists),
by_author AS (
    SELECT value, author, CASE WHEN author IS NOT NULL THEN max(followers) END AS followers, sum(mentions) AS mentions, sum(impressions) AS impressions, sum(seen) AS seen,
        sum(engagement) AS engagement, sum(positive) AS positive, sum(negative) AS negative
    FROM apart WHERE list_contains($compared, value) GROUP BY value, author
),
counted AS (
    SELECT value, CAST(sum(mentions) AS BIGINT) AS mentions, round(sum(impressions), 3) AS impressions, CAST(sum(seen) AS BIGINT) AS seen,
        CAST(sum(positive) AS BIGINT) AS positive, CAST(sum(negative) AS BIGINT) AS negative, CAST(sum(followers) FILTER (engagement IS NOT NULL) AS BIGINT) AS followers,
        count(followers) FILTER (engagement IS NOT NULL) AS followed, CAST(sum(engagement) FILTER (followers IS NOT NULL) AS BIGINT) AS engagement
    FROM by_author GROUP BY value
)
SELECT value, coalesce(mentions, 0) AS mentions, impressions, coalesce(seen, 0) AS seen,
    (positive - negative) / CASE WHEN positive + negative >= $least_mentions THEN positive + negative END AS net,
    engagement, followers, coalesce(followed, 0) AS followed,
    engagement / CASE WHEN followed >= $least_mentions AND followers > 0 THEN followers END AS engagement_rate
FROM (SELECT unnest($compared) AS value) AS heads LEFT JOIN counted USING (value) ORDER BY list_position($compared, value)
