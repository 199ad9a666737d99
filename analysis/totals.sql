-- What do the mentions add up to?
WITH selection AS ({selection}),
rated AS (SELECT *, {author} AS author, {engagement} AS engagement FROM selection)
SELECT count(*) AS mentions,
    count(DISTINCT author) AS authors,
    count(*) FILTER (author IS NULL) AS without_author,
    CAST(sum(engagement) AS BIGINT) AS engagement,
    count(engagement) AS engagement_of,
    count(engagement) FILTER (counts_are = 'capped') AS capped,
    round(sum({heat}), 6) AS heat,
    count(*) FILTER (likes IS NOT NULL AND comments IS NOT NULL AND reposts IS NOT NULL) AS fully_counted,
    count(*) FILTER (sentiment = 1) AS positive,
    count(*) FILTER (sentiment = 0) AS neutral,
    count(*) FILTER (sentiment = -1) AS negative,
    count(*) FILTER (precision NOT IN ('second', 'minute')) AS without_hour,
    min(published_at) AS first, max(published_at) AS last
FROM rated
