-- The mentions themselves, one page of them.
WITH selection AS ({selection}),
keyed AS (SELECT *, {engagement} AS engagement, {heat} AS heat FROM selection),
ordered AS (SELECT *, {key} AS position FROM keyed)
SELECT mention_id, published_at, precision, platform, kind, author_name, {author} AS author, verified, title, text, url,
    likes, comments, reposts, favourites, views, counts_are, engagement, heat, sentiment, region, brands, queries, position
FROM ordered WHERE {after}
ORDER BY position {direction}, mention_id {direction} LIMIT $limit
