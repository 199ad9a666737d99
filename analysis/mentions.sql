-- The mentions themselves, one page of them.
WITH selection AS ({selection}),
placed AS (SELECT *{keys} FROM selection),
page AS (SELECT * FROM placed WHERE {after} ORDER BY {order} LIMIT $limit)
SELECT mention_id, published_at, precision, platform, kind, author_name, {author} AS author, verified, title, text, url,
    likes, comments, reposts, favourites, views, counts_are, {engagement} AS engagement, {heat} AS heat, sentiment, sentiment_by,
    p_negative, region, language, author_kind, segment, brands, products, keyword_sets,
    aspects, aspect_sentiments, emotion, intent, queries, status, owner, reply, note, replied_at, reply_id, {position} AS position
FROM page LEFT JOIN (SELECT mention_id AS said_of, status, owner, reply, note, replied_at, CAST(reply_id AS VARCHAR) AS reply_id FROM ({handled})) ON said_of = mention_id
ORDER BY {order}
