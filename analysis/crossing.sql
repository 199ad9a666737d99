-- How do the mentions of each topic divide among the values of another field, and how are they felt there?
WITH selection AS ({selection}),
rows AS (SELECT topic_id, count(*) AS mentions FROM selection WHERE topic_id IS NOT NULL GROUP BY topic_id ORDER BY mentions DESC, topic_id LIMIT $most),
placed AS (SELECT topic_id, sentiment, {values} AS value FROM selection SEMI JOIN rows USING (topic_id)),
counted AS (
    SELECT topic_id, value, count(*) AS mentions, count(*) FILTER (sentiment = -1) AS negative, count(*) FILTER (sentiment = 1) AS positive
    FROM placed WHERE {among} GROUP BY topic_id, value
),
heads AS (SELECT value, sum(mentions) AS mentions FROM counted GROUP BY value ORDER BY mentions DESC, value NULLS LAST LIMIT $most_across)
SELECT rows.topic_id, heads.value, coalesce(counted.mentions, 0) AS mentions, rows.mentions AS topic_mentions,
    coalesce(counted.mentions, 0) / CASE WHEN rows.mentions >= $least_mentions THEN rows.mentions END AS share,
    coalesce(negative, 0) AS negative, coalesce(positive, 0) AS positive,
    (positive - negative) / CASE WHEN positive + negative >= $least_mentions THEN positive + negative END AS net
FROM rows CROSS JOIN heads LEFT JOIN counted ON counted.topic_id = rows.topic_id AND counted.value IS NOT DISTINCT FROM heads.value
ORDER BY rows.mentions DESC, rows.topic_id, heads.value IS NULL, heads.mentions DESC, heads.value
