-- What is known of each original post of this view, and how often was it reposted?
WITH selection AS ({selection})
SELECT
    -- Whoever is not known is one of his own; a number for each is found in half the time of a name.
    CASE WHEN coalesce(author_id, author_name) IS NULL THEN hash(mention_id) ELSE hash(coalesce(platform, ''), coalesce(author_id, '@' || author_name)) END AS author,
    CASE WHEN {counted} THEN reposts END AS reposts, {values}
FROM selection WHERE {there}
