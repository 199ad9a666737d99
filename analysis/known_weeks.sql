-- How many mentions does each week hold, of those whose week is known?
WITH selection AS ({selection})
SELECT CAST(date_trunc('week', published_at) AS TIMESTAMP) AS since, count(*) AS mentions
FROM selection WHERE published_at IS NOT NULL AND (precision IS NULL OR NOT list_contains(CAST($coarse AS VARCHAR[]), precision)) GROUP BY ALL ORDER BY since
