"""Which inquiries ask the same: those of one story where it asks three times and more, the others by their topic and first aspect."""

# A cluster of topic and aspect is called by both with this between them; one of a story by the story's id.
BETWEEN = "|"
LEAST_STORY = 3

# mention_id and value of every inquiry. {published}: what is published as of the moment that is looked at.
ASKED = f"""
SELECT mention_id, CASE WHEN story_id IS NOT NULL AND count(*) OVER (PARTITION BY story_id) >= {LEAST_STORY} THEN CAST(story_id AS VARCHAR)
    ELSE coalesce(topic_id, '') || '{BETWEEN}' || coalesce(aspects[1], '') END AS value
FROM mention WHERE intent = 'inquiry' AND {{published}}
"""
