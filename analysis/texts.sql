-- What do some mentions say, always the same ones of a store, and whom and what are they about, what do they feel and want?
WITH chosen AS (SELECT mention_id FROM ({selection}) ORDER BY md5(CAST(mention_id AS VARCHAR)), mention_id LIMIT $limit)
SELECT CAST(mention_id AS VARCHAR) AS mention_id, title, text, platform, published_at, queries, export_brands, export_products,
    language, brands, products, keyword_sets, export_emotion, model_sentiment, aspects, emotion, intent
FROM mention WHERE mention_id IN (SELECT mention_id FROM chosen) ORDER BY md5(CAST(mention_id AS VARCHAR)), mention_id
