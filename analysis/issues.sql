-- Which problems and topics of the watchlist are negative most often, how large are they, and how large were they before?
WITH selection AS ({selection}),
earlier AS ({earlier}),
placed AS (SELECT {values} AS value, sentiment FROM selection),
counted AS (
    SELECT value, count(*) AS mentions, count(*) FILTER (sentiment = -1) AS negative, count(sentiment) AS known
    FROM placed WHERE value IS NOT NULL AND {among} GROUP BY value
),
once AS (SELECT value, count(*) AS mentions FROM (SELECT unnest(list_distinct(keyword_sets)) AS value FROM earlier) GROUP BY value)
SELECT value, counted.mentions, CASE WHEN $compared THEN coalesce(once.mentions, 0) END AS before, negative, known,
    CASE WHEN known >= $least_mentions THEN negative / known END AS negative_share
FROM counted LEFT JOIN once USING (value) ORDER BY negative DESC, counted.mentions DESC, value LIMIT $most
