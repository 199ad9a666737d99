-- How many mentions has each group, and what share of all is that?
WITH selection AS ({selection}),
placed AS (SELECT {values} AS value FROM selection)
SELECT value, count(*) AS mentions, count(*) / (SELECT count(*) FROM selection HAVING count(*) >= $least_mentions) AS share
FROM placed WHERE {among} GROUP BY value ORDER BY mentions DESC, value NULLS LAST LIMIT $most
