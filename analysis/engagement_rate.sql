-- How much engagement do the compared brands have, and how many followers do those have who bring it?
WITH selection AS ({selection}),
rated AS MATERIALIZED (SELECT author_followers, {author} AS author, {engagement} AS engagement, {naming} FROM selection),
-- Asked of all of `rated`: else the brands' conditions would be asked of the store once more.
whole AS (SELECT count(*) AS named FROM rated),
reach AS ({reach})
SELECT value, named, engagement, followers, followed, engagement / CASE WHEN followed >= $least_mentions AND followers > 0 THEN followers END AS engagement_rate
FROM reach CROSS JOIN whole ORDER BY list_position($compared, value)
