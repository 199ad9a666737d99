-- In which files do the quietest hours lie far from the night?
WITH live AS (
    SELECT import_id, export, file_name, parameters ->> 'time_zone' AS time_zone FROM import WHERE undone_at IS NULL
),
timed AS (SELECT mention_id, import_id, published_at, precision FROM mention WHERE precision IN ('second', 'minute')),
held AS (
    SELECT * FROM timed
    UNION ALL
    SELECT DISTINCT mention_id, sighting.import_id, timed.published_at, timed.precision
    FROM sighting JOIN timed USING (mention_id) WHERE sighting.import_id IS DISTINCT FROM timed.import_id
),
by_file AS (
    SELECT import_id, hour(published_at) AS hour, count(*) AS mentions, max(published_at) AS last, list(DISTINCT precision) AS precisions
    FROM held GROUP BY ALL
),
-- Small files of a format are looked at together.
placed AS (
    SELECT *, CASE WHEN sum(mentions) OVER (PARTITION BY import_id) >= $timed THEN import_id END AS large
    FROM by_file JOIN live USING (import_id)
),
bars AS (
    SELECT export, time_zone, large, any_value(CASE WHEN large IS NOT NULL THEN file_name END) AS file_name,
        list(DISTINCT CAST(import_id AS VARCHAR)) AS imports, CAST(sum(mentions) AS BIGINT) AS mentions, max(last) AS last,
        list_sort(list_distinct(flatten(list(precisions)))) AS precisions,
        list_transform(range(24), h -> CAST(list_sum(list_transform(
            list_filter(list({'hour': hour, 'mentions': mentions}), one -> one.hour = h), one -> one.mentions
        )) AS BIGINT)) AS found
    FROM placed GROUP BY export, time_zone, large HAVING sum(mentions) >= $timed
),
filled AS (SELECT * EXCLUDE (found), list_transform(found, one -> coalesce(one, 0)) AS hours FROM bars),
windows AS (
    SELECT *, CAST(start AS INTEGER) AS quiet, list_sum(list_concat(hours, hours)[start + 1 : start + CAST($night_hours AS INTEGER)]) AS inside,
        least((start - $night_start + 24) % 24, ($night_start - start + 24) % 24) AS away
    FROM filled, range(24) AS starts(start)
),
quietest AS (
    SELECT * FROM windows QUALIFY row_number() OVER (PARTITION BY export, time_zone, large ORDER BY inside, away, start) = 1
)
SELECT export, file_name, time_zone, list_sort(imports) AS imports, mentions, hours, quiet, inside / mentions AS share,
    CAST(($night_start - quiet + 36) % 24 - 12 AS INTEGER) AS shift, last, precisions
FROM quietest WHERE away >= $night_away AND inside / mentions <= $night_share * $night_hours / 24
ORDER BY mentions DESC, export, file_name
