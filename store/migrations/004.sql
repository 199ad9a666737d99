-- What an export says of the emotion stands beside what counts; what the model says of the sentiment beside whose word counts;
-- each aspect that a mention names with how its clauses feel: 'battery:-1', 'price:1'.
-- Columns first: DuckDB refuses to alter a table that the same transaction has written.
ALTER TABLE mention ADD COLUMN export_emotion VARCHAR;
ALTER TABLE mention ADD COLUMN model_sentiment TINYINT;
ALTER TABLE mention ADD COLUMN aspect_sentiments VARCHAR[];
UPDATE mention SET export_emotion = emotion, model_sentiment = CASE
    WHEN sentiment_by = 'model' THEN sentiment
    WHEN greatest(p_negative, 1 - p_negative - p_positive, p_positive) = p_negative THEN -1
    WHEN greatest(1 - p_negative - p_positive, p_positive) = p_positive THEN 1
    WHEN p_negative IS NOT NULL THEN 0
END;

-- An audit 抽检: which mentions were drawn of which filter, and what a person calls each of them (append-only; the latest
-- label of a place counts, one without a value was taken back; 2: it cannot be told).
CREATE TABLE audit_sample (
    audit_id UUID,
    filters VARCHAR,             -- as parameters of an address, without what is not a filter
    seed BIGINT,                 -- of the random order that the places follow
    mentions BIGINT,             -- how many the filter left, and of them how many were shown as what
    negative BIGINT,
    neutral BIGINT,
    positive BIGINT,
    fingerprint VARCHAR,         -- of these mentions and what they were shown as
    "by" VARCHAR,
    "at" TIMESTAMP
);
CREATE TABLE audit_row (audit_id UUID, place BIGINT, mention_id UUID, predicted TINYINT);
CREATE TABLE audit_label (audit_id UUID, place BIGINT, label TINYINT, "by" VARCHAR, "at" TIMESTAMP);

-- Handling is append-only as well: of a mention the latest row counts. `reply` is what was answered, `replied_at` when.
ALTER TABLE handling ADD COLUMN reply VARCHAR;
ALTER TABLE handling ADD COLUMN replied_at TIMESTAMP;
ALTER TABLE handling ADD COLUMN "by" VARCHAR;

-- Of a row that takes a batch of corrections back: the time of that batch; `value` is what is said of the mention from then on.
ALTER TABLE correction ADD COLUMN undoes TIMESTAMP;
