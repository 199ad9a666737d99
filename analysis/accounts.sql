-- How many mentions and authors does each entry of the account list match? "@name" is compared with names, "*" is any platform.
WITH selection AS ({selection}),
author AS (
    SELECT platform, author_id, '@' || author_name AS called, {author} AS author, count(*) AS mentions
    FROM selection WHERE author_id IS NOT NULL OR author_name IS NOT NULL GROUP BY ALL
),
entry AS (SELECT unnest(range(len($ids))) AS place, unnest($platforms) AS among, unnest($ids) AS id),
met AS (
    SELECT place, author, mentions FROM entry JOIN author ON author_id = id WHERE among IN ('*', platform)
    UNION ALL
    SELECT place, author, mentions FROM entry JOIN author ON called = id
    WHERE among IN ('*', platform) AND author_id IS DISTINCT FROM id
)
SELECT place, coalesce(sum(mentions), 0)::BIGINT AS mentions, count(DISTINCT author) AS authors
FROM entry LEFT JOIN met USING (place) GROUP BY place ORDER BY place
