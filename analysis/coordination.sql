-- Which texts did many accounts publish within minutes of each other?
WITH selection AS ({selection}),
{said},
counted AS (
    SELECT said.*, count(DISTINCT author) OVER (PARTITION BY text_id ORDER BY published_at RANGE BETWEEN INTERVAL {minutes} MINUTE PRECEDING AND CURRENT ROW) AS many
    FROM said
),
-- A mention is in step where a window that holds it has enough accounts.
held AS (
    SELECT *, max(many) OVER (PARTITION BY text_id ORDER BY published_at RANGE BETWEEN CURRENT ROW AND INTERVAL {minutes} MINUTE FOLLOWING) AS most
    FROM counted
),
stepped AS (
    SELECT *, CASE WHEN most < $accounts OR published_at - lag(published_at) OVER same > INTERVAL {minutes} MINUTE THEN 1 ELSE 0 END AS apart
    FROM held WINDOW same AS (PARTITION BY text_id ORDER BY published_at, mention_id)
),
runs AS (SELECT *, sum(apart) OVER (PARTITION BY text_id ORDER BY published_at, mention_id ROWS UNBOUNDED PRECEDING) AS run FROM stepped),
found AS (
    SELECT text_id, count(DISTINCT author) AS accounts, count(*) AS mentions, max(most) AS most, min(published_at) AS since, max(published_at) AS last,
        list_sort(list(DISTINCT platform)) AS platforms, list_sort(list(DISTINCT kind)) AS kinds, list_sort(list(DISTINCT precision)) AS precisions,
        count(DISTINCT cascade_id) AS cascades, arg_min(mention_id, row(published_at, mention_id)) AS mention_id
    FROM runs WHERE most >= $accounts GROUP BY text_id, run
)
SELECT CAST(found.text_id AS VARCHAR) AS text_id, accounts, found.mentions, most, since, last + INTERVAL 1 MICROSECOND AS until,
    epoch(last) - epoch(since) AS span, platforms, kinds, precisions, cascades, found.mentions / (SELECT count(*) FROM selection) AS share,
    source.author_name, source.title, source.text
FROM found JOIN mention AS source ON found.mention_id = source.mention_id
ORDER BY accounts DESC, found.mentions DESC, since, text_id
