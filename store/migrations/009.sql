-- Supplements: files of what stands beside the mentions, figures of the business and exported hot-search lists. A row without one
-- came with the demo. Where several say the same, the latest loaded counts; taking one back deletes its rows.
ALTER TABLE business ADD COLUMN supplement_id UUID;
CREATE TABLE supplement (
    supplement_id UUID,
    kind VARCHAR,                -- figures hot_searches
    file_name VARCHAR,
    file_hash VARCHAR,           -- of the file's bytes
    rows BIGINT,                 -- that it brought, in business or hot_search
    refused BIGINT,              -- rows of the file that it did not
    since TIMESTAMP,             -- earliest and latest time of its rows
    until TIMESTAMP,
    loaded_at TIMESTAMP,
    undone_at TIMESTAMP
);
CREATE TABLE hot_search ("at" TIMESTAMP, board VARCHAR, rank BIGINT, word VARCHAR, heat DOUBLE, supplement_id UUID);
-- Targets are a setting, so that each change of them can be taken back.
DROP TABLE target;
