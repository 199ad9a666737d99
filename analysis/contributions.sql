-- Which groups moved net sentiment between two periods, and by how much?
WITH selection AS ({selection}),
selection_before AS ({before}),
placed AS (
    SELECT 1 AS period, sentiment, {values} AS value, {groups} AS groups FROM selection WHERE sentiment <> 0
    UNION ALL
    SELECT 0, sentiment, {values}, {groups} FROM selection_before WHERE sentiment <> 0
),
-- A mention of k groups counts 1/k for each, so that the groups add up to the whole.
weighed AS (SELECT *, CAST(1 AS DOUBLE) / groups AS weight FROM placed WHERE {among}),
counted AS (
    SELECT value,
        count(*) FILTER (period = 1) AS polar_now, count(*) FILTER (period = 0) AS polar_before,
        sum(sentiment) FILTER (period = 1) AS balance_now, sum(sentiment) FILTER (period = 0) AS balance_before,
        coalesce(sum(weight) FILTER (period = 1), 0) AS n1, coalesce(sum(weight) FILTER (period = 0), 0) AS n0,
        sum(sentiment * weight) FILTER (period = 1) AS b1, sum(sentiment * weight) FILTER (period = 0) AS b0
    FROM weighed GROUP BY value
),
whole AS (SELECT sum(n1) AS n1, sum(n0) AS n0, (sum(b1) / sum(n1) + sum(b0) / sum(n0)) / 2 AS net FROM counted),
-- A group that one period lacks felt there as in the other: only its coming or going counts.
compared AS (
    SELECT value, polar_now, polar_before, balance_now, balance_before, counted.n1 / whole.n1 AS w1, counted.n0 / whole.n0 AS w0,
        coalesce(b1 / nullif(counted.n1, 0), b0 / counted.n0) AS s1, coalesce(b0 / nullif(counted.n0, 0), b1 / counted.n1) AS s0, whole.net
    FROM counted, whole WHERE whole.n1 >= $least_mentions - 1e-6 AND whole.n0 >= $least_mentions - 1e-6
),
moved AS (
    SELECT value, polar_now, polar_before,
        balance_now / CASE WHEN polar_now >= $least_mentions THEN polar_now END AS net_now,
        balance_before / CASE WHEN polar_before >= $least_mentions THEN polar_before END AS net_before,
        (w1 + w0) / 2 * (s1 - s0) AS within, ((s1 + s0) / 2 - net) * (w1 - w0) AS mix
    FROM compared
)
SELECT *, within + mix AS contribution FROM moved ORDER BY abs(contribution) DESC, value NULLS LAST
