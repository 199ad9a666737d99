"""Which mentions an official account answered, as far as the exports hold their threads.

A thread is known to its first mention where a comment under it stands in the store, and to the others of it where a comment to
one of them does: an export without comments, or without the comments to comments, tells of no answer and of no silence. Neither
does a store in which nobody is known to be official.
"""

# What can be answered: not what official and brand accounts say themselves, nor what is no part of a thread.
OFFICIAL = "coalesce(author_kind, '') IN ('official', 'brand')"
ANSWERABLE = f"kind IN ('post', 'comment', 'repost', 'review') AND NOT {OFFICIAL}"
# Which mentions are official answers, and to which mention each is one.
ANSWERS_TO = "nullif(coalesce(parent_id, root_id), mention_id)"
ANSWERING = f"{OFFICIAL} AND kind IN ('comment', 'repost', 'post') AND {ANSWERS_TO} IS NOT NULL"

# mention_id and value (answered, unanswered) of every mention that can be answered and whose thread is known; of the first
# official answer, by time, answered_at and its precision. {published}: what is published as of the moment that is looked at.
ANSWERED = f"""
WITH threaded AS (
    SELECT mention_id, kind, published_at, precision, {ANSWERABLE} AS answerable, coalesce(root_id, parent_id, mention_id) AS thread,
        {ANSWERS_TO} AS target, {OFFICIAL} AS official
    FROM mention WHERE {{published}}
),
commented AS (SELECT DISTINCT target, thread FROM threaded WHERE kind = 'comment' AND target IS NOT NULL),
answers AS (
    SELECT target AS mention_id, min(published_at) AS answered_at, arg_min(precision, struct_pack(published_at, mention_id)) AS answer_precision
    FROM threaded WHERE official AND kind IN ('comment', 'repost', 'post') AND target IS NOT NULL GROUP BY target
)
SELECT mention_id, CASE WHEN answered_at IS NULL THEN 'unanswered' ELSE 'answered' END AS value, answered_at, answer_precision
FROM threaded LEFT JOIN answers USING (mention_id)
WHERE answerable AND EXISTS (FROM threaded WHERE official) AND CASE WHEN thread = mention_id THEN mention_id IN (SELECT target FROM commented)
    ELSE thread IN (SELECT thread FROM commented WHERE target <> thread) END
"""
