-- Who reads it: its author's followers, and those of its reposts that the data lacks, of a typical size.
coefficient AS (SELECT unnest($platforms_seen) AS platform, unnest($parts_seen) AS part),
typical AS (SELECT platform, median(author_followers) AS followers FROM selection SEMI JOIN coefficient USING (platform) GROUP BY platform),
present AS (
    SELECT source, count(*) AS held FROM (
        SELECT root_id AS source FROM mention WHERE kind = 'repost' AND root_id IS NOT NULL AND {published}
        UNION ALL SELECT parent_id FROM mention WHERE kind = 'repost' AND parent_id IS NOT NULL AND parent_id IS DISTINCT FROM root_id AND {published}
    ) GROUP BY source
),
seen AS (
    SELECT mentioned.*, coefficient.part * (author_followers + CASE WHEN coefficient.part IS NOT NULL AND reposts > coalesce(held, 0)
        THEN CASE WHEN {counted} THEN (reposts - coalesce(held, 0)) * typical.followers ELSE 0 END ELSE 0 END) AS impressions
    FROM {of} AS mentioned LEFT JOIN coefficient ON coefficient.platform = mentioned.platform LEFT JOIN typical ON typical.platform = mentioned.platform
    LEFT JOIN present ON present.source = mentioned.mention_id
)
