-- What was recorded that touches the window?
SELECT "at", until, kind, title, note, url FROM annotation
WHERE coalesce(until, "at") >= coalesce($since, "at") AND "at" < coalesce($until, TIMESTAMP '9999-01-01')
    AND "at" <= coalesce($as_of, "at")
ORDER BY "at", until, title
