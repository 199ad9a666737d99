-- Who passed on whose words? `taken` are the mentions that may pass on. What tells of itself that it is its own parent or root has none.
CREATE TEMP TABLE told AS
SELECT mention_id, author_name, published_at, latest, names, "open", story_id, kind IN ('post', 'article') AND precise AS says_when,
    nullif(parent_id, mention_id) AS parent_id, nullif(root_id, mention_id) AS root_id, coalesce(parent_id = mention_id, false) AS cut,
    coalesce(parent_id IN (SELECT mention_id FROM taken), false) AS parent_is_there
FROM taken;

-- A chain names from the nearest to the one that is closest to the root. Each name is the latest earlier mention under the same root
-- by somebody so called, first of all one that quotes the rest of the chain itself. The root's author may be named too.
CREATE TEMP TABLE link AS
SELECT mention_id, root, name, place, last, "open", array_to_string(names[place + 1:], ' ') AS rest,
    -- Nobody passes on what they say only now.
    CASE WHEN name = author_name THEN published_at - INTERVAL 1 MICROSECOND ELSE latest END AS no_later
FROM (SELECT *, root_id AS root, len(names) AS last, generate_subscripts(names, 1) AS place, unnest(names) AS name FROM told
    WHERE root_id IS NOT NULL AND NOT (parent_is_there AND parent_id IS DISTINCT FROM root_id));
CREATE TEMP TABLE called AS
SELECT coalesce(root_id, mention_id) AS root, author_name AS name, coalesce(array_to_string(names, ' '), '') AS rest, published_at, min(mention_id) AS mention_id
FROM told WHERE author_name IS NOT NULL AND coalesce(root_id, mention_id) IN (SELECT root FROM link) GROUP BY ALL;
CREATE TEMP TABLE called_so AS SELECT root, name, published_at, min(mention_id) AS mention_id FROM called GROUP BY ALL;
-- A name that the end of its text cuts off is nobody's, unless somebody is called so.
CREATE TEMP TABLE known AS
SELECT link.*, coalesce(same.mention_id, any_of.mention_id) AS mention
FROM link
ASOF LEFT JOIN called AS same ON link.root = same.root AND link.name = same.name AND link.rest = same.rest AND no_later >= same.published_at
ASOF LEFT JOIN called_so AS any_of ON link.root = any_of.root AND link.name = any_of.name AND no_later >= any_of.published_at
WHERE mention IS NOT NULL OR NOT ("open" AND place = last);
-- Up to the first that is there, each name is a node of its own: of one root and name, one.
CREATE TEMP TABLE hop AS
SELECT *, max(place) OVER (PARTITION BY mention_id, node) AS last_place
FROM (
    SELECT *, coalesce(mention, CAST(md5(concat_ws(' ', root, name)) AS UUID)) AS node FROM known
    QUALIFY place <= coalesce(min(place) FILTER (mention IS NOT NULL) OVER (PARTITION BY mention_id), last)
);
-- Of somebody who is only named, what the longest chain says of those before: the earliest of these. Who is named twice in a chain
-- quotes whom the last time quotes.
CREATE TEMP TABLE unseen AS
SELECT hop.node, any_value(hop.name) AS name, any_value(hop.root) AS root,
    arg_min(struct_pack(parent := coalesce(next.node, hop.root), edge := CASE WHEN next.node IS NULL AND hop.open THEN 'unattached' ELSE 'parsed' END),
        row(hop.place - hop.last, hop.no_later, hop.mention_id)) AS above
FROM hop LEFT JOIN hop AS next ON hop.mention_id = next.mention_id AND hop.last_place + 1 = next.place
WHERE hop.mention IS NULL AND hop.place = hop.last_place GROUP BY hop.node;

CREATE TEMP TABLE passed_on AS
SELECT told.mention_id AS node, root_id AS root, cut, published_at, says_when, story_id,
    CASE
        WHEN parent_is_there AND parent_id IS DISTINCT FROM root_id THEN struct_pack(parent := parent_id, edge := 'explicit')
        WHEN hop.node IS NOT NULL THEN struct_pack(parent := hop.node, edge := 'parsed')
        WHEN names IS NOT NULL AND root_id IS NOT NULL THEN struct_pack(parent := root_id, edge := 'unattached')
        WHEN parent_id IS NULL OR root_id IS NULL OR parent_id = root_id THEN struct_pack(parent := coalesce(parent_id, root_id), edge := 'explicit')
        ELSE struct_pack(parent := root_id, edge := 'unattached')
    END AS above
FROM told LEFT JOIN hop ON told.mention_id = hop.mention_id AND hop.place = 1;

-- Nothing says whose words these are: of one story the nearest earlier post, no longer ago than a copy is made.
CREATE TEMP TABLE copied AS
SELECT node, CASE WHEN published_at - before_at <= INTERVAL {days} DAY THEN before END AS parent
FROM (
    SELECT node, published_at, lag(node) OVER copies AS before, lag(published_at) OVER copies AS before_at
    FROM passed_on WHERE above.parent IS NULL AND says_when AND story_id IS NOT NULL
    WINDOW copies AS (PARTITION BY story_id ORDER BY published_at, node)
);

CREATE TEMP TABLE node AS
SELECT node, node AS mention_id, CAST(NULL AS VARCHAR) AS name, published_at, coalesce(above.parent, copied.parent) AS parent,
    CASE WHEN above.parent IS NOT NULL THEN above.edge WHEN copied.parent IS NOT NULL THEN 'inferred' END AS edge, root, cut
FROM passed_on LEFT JOIN copied USING (node)
UNION ALL SELECT node, NULL, name, NULL, above.parent, above.edge, root, false FROM unseen;
-- A root that no export holds.
INSERT INTO node (node, cut) SELECT parent, false FROM node WHERE parent NOT IN (SELECT node FROM node) GROUP BY parent;
