-- How often do the labels of each format and the model's agree, and what would be negative if the other counted first?
WITH selection AS ({selection}),
labelled AS (
    SELECT import.export, export_sentiment, model_sentiment, sentiment, story_id AS story, {author} AS author,
        CASE WHEN model_first.export IS NULL THEN 'export' ELSE 'model' END AS first,
        CASE WHEN sentiment_by = 'person' THEN sentiment WHEN first = 'model' THEN export_sentiment
            ELSE coalesce(model_sentiment, export_sentiment) END AS sentiment_then
    FROM selection LEFT JOIN ({seen}) AS seen USING (mention_id)
    JOIN import ON import.import_id = coalesce(seen.import_id, selection.import_id)
    LEFT JOIN ({model_first}) AS model_first ON model_first.export = import.export
    WHERE export_sentiment IS NOT NULL
),
-- The mentions of one story, or of one author, count as one voice the more the larger they are; without one each is its own.
stories AS (
    SELECT export, CAST(sum(mentions * CASE WHEN story IS NULL THEN 1 ELSE mentions END) AS DOUBLE) AS squares
    FROM (SELECT export, story, count(*) AS mentions FROM labelled WHERE model_sentiment IS NOT NULL GROUP BY export, story) GROUP BY export
),
authors AS (
    SELECT export, CAST(sum(mentions * CASE WHEN author IS NULL THEN 1 ELSE mentions END) AS DOUBLE) AS squares
    FROM (SELECT export, author, count(*) AS mentions FROM labelled WHERE model_sentiment IS NOT NULL GROUP BY export, author) GROUP BY export
),
counted AS (
    SELECT export, any_value(first) AS first, count(*) AS labelled, count(model_sentiment) AS mentions, {cells},
        count(*) FILTER (sentiment IS DISTINCT FROM sentiment_then) AS changes,
        count(*) FILTER (sentiment_then = -1) - count(*) FILTER (sentiment = -1) AS more_negative
    FROM labelled GROUP BY export
),
whole AS (
    SELECT count(*) FILTER (sentiment = -1) AS negative, CASE WHEN count(sentiment) >= $least_mentions THEN count(sentiment) END AS known FROM selection
)
SELECT export, labelled, mentions, {cell_names}, mentions * mentions / greatest(stories.squares, authors.squares) AS effective, first, changes,
    negative / known AS negative_share, (negative + more_negative) / known AS negative_share_then
FROM counted LEFT JOIN stories USING (export) LEFT JOIN authors USING (export), whole ORDER BY labelled DESC, export
