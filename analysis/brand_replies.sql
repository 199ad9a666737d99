-- Of what names each brand, how much did the brand's own official accounts answer, and how soon?
WITH selection AS ({selection}),
compared AS (SELECT unnest(CAST($compared AS VARCHAR[])) AS brand),
{whose},
own AS (
    SELECT target AS mention_id, brand, min(published_at) AS answered_at, arg_min(precision, struct_pack(published_at, mention_id)) AS answer_precision
    FROM speaker JOIN account USING (author) WHERE target IS NOT NULL AND kind IN ('comment', 'repost', 'post') AND brand IS NOT NULL GROUP BY target, brand
),
known AS (SELECT mention_id, value FROM ({answered})),
named AS (
    SELECT mention_id, brand, platform, published_at, precision, story, author, answerable
    FROM (
        SELECT mention_id, unnest(list_distinct(brands)) AS brand, platform, published_at, precision, story_id AS story, {author} AS author, {answerable} AS answerable FROM selection
    ) SEMI JOIN compared USING (brand)
),
placed AS (
    SELECT named.brand AS brand, story, named.author AS author, answerable, value IS NOT NULL AND has_account AS known, value = 'answered' AND answered_at IS NOT NULL AND has_account AS answered,
        value = 'answered' AND answered_at IS NULL AND has_account AS by_others,
        CASE WHEN value = 'answered' AND precision IN ('second', 'minute') AND answer_precision IN ('second', 'minute') AND answered_at >= published_at AND has_account
            THEN date_diff('second', published_at, answered_at) / 60 END AS minutes
    FROM named LEFT JOIN known USING (mention_id) LEFT JOIN own USING (mention_id, brand)
        LEFT JOIN (SELECT DISTINCT brand, platform, true AS has_account FROM account WHERE brand IS NOT NULL) AS there ON there.brand = named.brand AND there.platform IS NOT DISTINCT FROM named.platform
),
-- The mentions of one story, or of one author, count as one voice the more the larger they are; without one each is its own.
voices AS (
    SELECT brand, max(squares) AS squares FROM (
        SELECT brand, sum(n * CASE WHEN alone THEN 1 ELSE n END) AS squares FROM (SELECT brand, story IS NULL AS alone, count(*) AS n FROM placed WHERE known GROUP BY brand, story) GROUP BY brand
        UNION ALL
        SELECT brand, sum(n * CASE WHEN alone THEN 1 ELSE n END) FROM (SELECT brand, author IS NULL AS alone, count(*) AS n FROM placed WHERE known GROUP BY brand, author) GROUP BY brand
    ) GROUP BY brand
),
counted AS (
    SELECT brand, count(*) AS mentions, count(*) FILTER (answerable) AS answerable, count(*) FILTER (known) AS known, count(*) FILTER (answered) AS answered,
        count(*) FILTER (by_others) AS by_others, count(minutes) AS timed, quantile_cont(minutes, [0.1, 0.5, 0.9]) AS minutes
    FROM placed GROUP BY brand
),
accounts AS (SELECT brand, list_sort(list(author)) AS accounts, list_distinct(list(coalesce(platform, ''))) AS platforms FROM account WHERE brand IS NOT NULL GROUP BY brand)
SELECT compared.brand AS brand, coalesce(accounts, []) AS accounts, list_sort(coalesce(platforms, [])) AS platforms, coalesce(mentions, 0) AS mentions, coalesce(answerable, 0) AS answerable,
    CASE WHEN accounts IS NOT NULL THEN coalesce(known, 0) END AS known, CASE WHEN accounts IS NOT NULL THEN coalesce(answered, 0) END AS answered,
    CASE WHEN accounts IS NOT NULL THEN coalesce(by_others, 0) END AS by_others, CASE WHEN accounts IS NOT NULL THEN coalesce(known - answered - by_others, 0) END AS unanswered,
    CAST(known AS DOUBLE) * known / CAST(squares AS DOUBLE) AS effective, CASE WHEN known >= $least_mentions THEN answered / known END AS share,
    CASE WHEN accounts IS NOT NULL THEN coalesce(timed, 0) END AS timed, CASE WHEN accounts IS NOT NULL THEN coalesce(answered - timed, 0) END AS untimed,
    CASE WHEN timed >= $least_mentions THEN minutes[2] END AS median, CASE WHEN timed >= $least_mentions THEN minutes[1] END AS early,
    CASE WHEN timed >= $least_mentions THEN minutes[3] END AS late
FROM compared LEFT JOIN counted USING (brand) LEFT JOIN voices USING (brand) LEFT JOIN accounts USING (brand)
ORDER BY list_position(CAST($compared AS VARCHAR[]), compared.brand)
