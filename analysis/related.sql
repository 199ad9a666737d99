-- To which thread and which story does a mention belong, and how large are these?
WITH this AS (SELECT * FROM mention WHERE mention_id = CAST($mention_id AS UUID)),
around AS (
    SELECT count(*) FILTER (coalesce(m.root_id, m.mention_id) = coalesce(this.root_id, this.mention_id)) AS thread_mentions,
        count(*) FILTER (m.story_id = this.story_id) AS story_mentions,
        min(m.published_at) FILTER (m.story_id = this.story_id) AS story_first,
        max(m.published_at) FILTER (m.story_id = this.story_id) AS story_last,
        list_sort(list(DISTINCT m.platform) FILTER (m.story_id = this.story_id)) AS story_platforms
    FROM mention AS m, this WHERE coalesce(m.root_id, m.mention_id) = coalesce(this.root_id, this.mention_id) OR m.story_id = this.story_id
)
SELECT CAST(coalesce(this.root_id, this.mention_id) AS VARCHAR) AS thread_id, thread_mentions,
    CAST(root.mention_id AS VARCHAR) AS root_id, root.author_name AS root_author, root.published_at AS root_published_at,
    coalesce(root.title, root.text) AS root_text, coalesce(this.root_id <> this.mention_id, false) AND root.mention_id IS NULL AS root_missing,
    CAST(parent.mention_id AS VARCHAR) AS parent_id, parent.author_name AS parent_author,
    parent.published_at AS parent_published_at, coalesce(parent.title, parent.text) AS parent_text,
    CAST(this.story_id AS VARCHAR) AS story_id, story_mentions, story_first, story_last, story_platforms
FROM this CROSS JOIN around
LEFT JOIN mention AS root ON root.mention_id = this.root_id AND root.mention_id <> this.mention_id
LEFT JOIN mention AS parent ON parent.mention_id = this.parent_id AND parent.mention_id NOT IN (this.mention_id, coalesce(this.root_id, this.mention_id))
