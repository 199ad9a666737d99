-- How many of these mentions can be compared for coordination, and why the others cannot?
WITH selection AS ({selection}),
{said},
counted AS (
    SELECT count(*) AS mentions, count(DISTINCT {author}) AS authors, count(*) FILTER (NOT {timed}) AS untimed,
        count(*) FILTER ({timed} AND {author} IS NULL) AS unsigned, count(*) FILTER ({timed} AND {author} IS NOT NULL AND text_id IS NULL) AS short,
        count(*) FILTER ({timed} AND {author} IS NOT NULL AND text_id IS NOT NULL) AS signed
    FROM selection
),
compared AS (SELECT count(author) AS compared FROM said)
SELECT mentions, authors, untimed, unsigned, short, signed - compared AS repeated, compared FROM counted, compared
