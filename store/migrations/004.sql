-- What an export says of the emotion stands beside what counts; what the model says of the sentiment beside whose word counts.
ALTER TABLE mention ADD COLUMN export_emotion VARCHAR;
UPDATE mention SET export_emotion = emotion;
ALTER TABLE mention ADD COLUMN model_sentiment TINYINT;
UPDATE mention SET model_sentiment = CASE
    WHEN sentiment_by = 'model' THEN sentiment
    WHEN greatest(p_negative, 1 - p_negative - p_positive, p_positive) = p_negative THEN -1
    WHEN greatest(1 - p_negative - p_positive, p_positive) = p_positive THEN 1
    WHEN p_negative IS NOT NULL THEN 0
END;
-- Each aspect that a mention names with how its clauses feel: 'battery:-1', 'price:1'.
ALTER TABLE mention ADD COLUMN aspect_sentiments VARCHAR[];

-- An audit 抽检: which mentions were drawn of which filter, and what a person calls each of them (append-only; the latest
-- label of a place counts, one without a value was taken back).
CREATE TABLE audit_sample (
    audit_id UUID,
    filters VARCHAR,             -- as parameters of an address, without what is not a filter
    mentions BIGINT,             -- how many the filter left
    drawn BIGINT,
    fingerprint VARCHAR,         -- of the mentions and what they were predicted to be
    "by" VARCHAR,
    "at" TIMESTAMP
);
CREATE TABLE audit_row (audit_id UUID, place BIGINT, mention_id UUID, predicted TINYINT);
CREATE TABLE audit_label (audit_id UUID, place BIGINT, label TINYINT, "by" VARCHAR, "at" TIMESTAMP);

-- Handling is append-only as well: of a mention the latest row counts. `reply` is what was answered, `replied_at` when.
ALTER TABLE handling ADD COLUMN reply VARCHAR;
ALTER TABLE handling ADD COLUMN replied_at TIMESTAMP;
ALTER TABLE handling ADD COLUMN "by" VARCHAR;
