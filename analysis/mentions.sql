-- The mentions themselves, one page of them.
WITH selection AS ({selection}),
placed AS (SELECT *, {key} AS position FROM selection),
page AS (SELECT * FROM placed WHERE {after} ORDER BY position {direction}, mention_id {direction} LIMIT $limit)
SELECT mention_id, published_at, precision, platform, kind, author_name, {author} AS author, verified, title, text, url,
    likes, comments, reposts, favourites, views, counts_are, {engagement} AS engagement, {heat} AS heat, sentiment, sentiment_by,
    region, language, author_kind, segment, brands, products, keyword_sets, queries, position
FROM page ORDER BY position {direction}, mention_id {direction}
