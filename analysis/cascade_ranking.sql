-- Which cascades have mentions in this view, and what are the nodes of the largest of them?
WITH selection AS ({selection}),
viewed AS (SELECT cascade_id, count(*) AS in_view FROM selection WHERE cascade_id IS NOT NULL GROUP BY cascade_id),
sized AS (SELECT node.cascade_id, in_view, count(*) AS nodes FROM cascade_node AS node JOIN viewed ON node.cascade_id = viewed.cascade_id {seen} GROUP BY ALL HAVING count(*) > 1),
largest AS (SELECT *, count(*) OVER () AS cascades FROM sized ORDER BY nodes DESC, cascade_id LIMIT {most})
SELECT CAST(largest.cascade_id AS VARCHAR) AS cascade_id, cascades, in_view, node.place, node.above, node.edge, node.cut,
    CAST(m.mention_id AS VARCHAR) AS mention_id, {at} AS at, m.sentiment
FROM largest JOIN cascade_node AS node ON largest.cascade_id = node.cascade_id LEFT JOIN mention AS m ON node.mention_id = m.mention_id
WHERE {there} ORDER BY node.place
