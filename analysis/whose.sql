-- Whose account an author is: the list's word first; of an official one then the longest name of a brand in its own, then the brand that most of its mentions name.
speaker AS (
    SELECT {author} AS author, platform, author_id, author_name, brands, {is_official} AS official, mention_id, kind, published_at, precision, {answers_to} AS target
    FROM mention WHERE {published} AND ({speaks}) AND {author} IS NOT NULL
),
keyed AS (
    SELECT DISTINCT author, unnest([platform || ':' || author_id, '*:' || author_id, platform || ':@' || author_name, '*:@' || author_name]) AS key, unnest([1, 2, 3, 4]) AS rank
    FROM speaker
),
listed AS (
    SELECT author, arg_min(brand, rank) AS brand
    FROM keyed JOIN (SELECT unnest(CAST($keys AS VARCHAR[])) AS key, unnest(CAST($owners AS VARCHAR[])) AS brand) USING (key) GROUP BY author
),
-- Of all brands, whichever are looked at: else another's account would be taken for one of theirs.
known_brand AS (
    SELECT DISTINCT brand FROM (
        SELECT unnest(brands) AS brand FROM mention UNION ALL SELECT unnest(CAST($owners AS VARCHAR[])) UNION ALL SELECT unnest(CAST($named AS VARCHAR[]))
    ) WHERE brand <> ''
),
called AS (
    SELECT author, brand FROM (SELECT DISTINCT author, author_name FROM speaker WHERE official) JOIN known_brand ON contains(lower(author_name), lower(brand))
    QUALIFY row_number() OVER (PARTITION BY author ORDER BY length(brand) DESC, brand) = 1
),
spoken AS (
    SELECT author, brand FROM (SELECT author, unnest(list_distinct(brands)) AS brand FROM speaker WHERE official) GROUP BY author, brand
    QUALIFY rank() OVER (PARTITION BY author ORDER BY count(*) DESC) = 1 AND count(*) OVER (PARTITION BY author, count(*)) = 1
),
account AS (
    SELECT author, platform, official, listed.brand IS NOT NULL AS listed, coalesce(listed.brand, called.brand, spoken.brand) AS brand
    FROM (SELECT author, platform, bool_or(official) AS official FROM speaker GROUP BY author, platform)
        LEFT JOIN listed USING (author) LEFT JOIN called USING (author) LEFT JOIN spoken USING (author)
)
