-- Who reads it: its author's followers, and those of its reposts that the data lacks, of a typical size.
typical AS (
    SELECT platform, part, followers FROM (SELECT unnest($platforms_seen) AS platform, unnest($parts_seen) AS part)
    LEFT JOIN (SELECT platform, median(author_followers) AS followers FROM {of} GROUP BY platform) USING (platform)
),
present AS (
    SELECT source, count(*) AS held FROM (
        SELECT root_id AS source FROM mention WHERE kind = 'repost' AND root_id IS NOT NULL AND {published}
        UNION ALL SELECT parent_id FROM mention WHERE kind = 'repost' AND parent_id IS NOT NULL AND parent_id IS DISTINCT FROM root_id AND {published}
    ) GROUP BY source
),
seen AS (
    SELECT {of}.*, typical.part * (author_followers + CASE WHEN counted AND reposts > coalesce(held, 0) THEN (reposts - coalesce(held, 0)) * typical.followers ELSE 0 END) AS impressions
    FROM {of} LEFT JOIN typical USING (platform) LEFT JOIN present ON source = mention_id
)
