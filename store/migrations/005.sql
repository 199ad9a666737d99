-- Texts of the same letters (`text_id`) are one story, and so are texts that are nearly the same: `story` names the story of
-- those texts whose own id is not its name. What counts stands in `mention.story_id`.
ALTER TABLE mention ADD COLUMN text_id UUID;
UPDATE mention SET text_id = story_id;
CREATE TABLE story (text_id UUID, story_id UUID);

-- `undoes` of a row of the ledger that takes a batch back is the time of that batch.
ALTER TABLE handling ADD COLUMN undoes TIMESTAMP;
