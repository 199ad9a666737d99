-- How does a figure of the business move?
SELECT date_trunc('{grain}', CAST(date AS TIMESTAMP)) AS bucket, {gathered}(value) AS value, count(value) AS days,
    date_diff('day', bucket, bucket + INTERVAL 1 {grain}) AS span, max(unit) AS unit
FROM ({figures}) WHERE metric = $metric AND brand IS NOT DISTINCT FROM CAST($brand AS VARCHAR) AND value IS NOT NULL
    AND date >= coalesce($since, TIMESTAMP '0001-01-01') AND date + INTERVAL 1 DAY <= coalesce($until, TIMESTAMP '9999-01-01')
    AND date + INTERVAL 1 DAY <= coalesce($as_of, TIMESTAMP '9999-01-01')
GROUP BY bucket ORDER BY bucket
