-- When was each product first mentioned, and of which of the compared brands is it?
WITH selection AS ({selection}),
named AS (SELECT unnest(list_distinct(products)) AS product, brands, published_at FROM selection WHERE len(products) > 0),
owner AS (
    SELECT product, brand FROM (SELECT product, unnest(list_distinct(brands)) AS brand FROM named) WHERE brand IN (SELECT unnest(CAST($compared AS VARCHAR[])))
    GROUP BY product, brand QUALIFY row_number() OVER (PARTITION BY product ORDER BY count(*) DESC, brand) = 1
)
SELECT product, brand, min(published_at) AS first, count(*) AS mentions FROM named JOIN owner USING (product) GROUP BY product, brand ORDER BY first, product
