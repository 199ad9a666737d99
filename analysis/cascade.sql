-- Who passed on whose words in this cascade, and what is known of them?
SELECT node.place, node.above, node.edge, node.cut, CAST(m.mention_id AS VARCHAR) AS mention_id, author, coalesce(m.author_name, node.author_name, m.author_id) AS author_name,
    m.author_followers AS followers, m.author_kind, m.verified, m.platform, m.kind, m.published_at, {at} AS at, m.sentiment, left(coalesce(m.title, m.text), {beginning}) AS text
FROM cascade_node AS node LEFT JOIN (SELECT *, {author} AS author FROM mention) AS m ON node.mention_id = m.mention_id
WHERE node.cascade_id = CAST($cascade AS UUID) AND {there} ORDER BY node.place
