-- Cascades: who passed on whose words. `cascade_node` holds those with two nodes or more; `place` numbers all nodes, those of a
-- cascade one after the other, its root first. `above` is the place of a node's parent. A node that is no mention of the store is
-- somebody who is only named in chains, or a root that no export holds. What counts stands in `mention.cascade_id`.
CREATE TABLE cascade_node (
    place BIGINT,
    above BIGINT,
    cascade_id UUID,             -- the mention that it goes back to
    mention_id UUID,
    author_name VARCHAR,         -- of what is no mention
    edge VARCHAR,                -- explicit parsed inferred unattached; NULL of a root
    cut BOOLEAN                  -- its parent could not be: itself, or one that descends from it
);
ALTER TABLE mention ADD COLUMN cascade_id UUID;
