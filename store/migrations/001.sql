-- The first form of every table. Plain types only, so that the same file makes a native store and a DuckLake one:
-- no keys, constraints, sequences, enums or indexes, and never HUGEINT (DuckLake returns it wrong from 11 rows on).
-- TIMESTAMP is naive, in the store's time zone (meta: time_zone). Unknown is NULL.

CREATE TABLE meta (key VARCHAR, value VARCHAR);

-- One row per mention: the fold of its sightings, and what was derived from its text.
CREATE TABLE mention (
    mention_id UUID,
    native_id VARCHAR,
    platform VARCHAR,
    kind VARCHAR,                -- post repost comment article review ticket
    source_name VARCHAR,
    author_id VARCHAR,
    author_name VARCHAR,
    author_followers BIGINT,
    author_kind VARCHAR,         -- person kol media official regulator partner brand
    verified BOOLEAN,
    gender VARCHAR,
    published_at TIMESTAMP,
    precision VARCHAR,           -- second minute day week
    collected_at TIMESTAMP,
    title VARCHAR,
    text VARCHAR,
    url VARCHAR,
    likes BIGINT,
    comments BIGINT,
    reposts BIGINT,
    favourites BIGINT,
    views BIGINT,
    reach BIGINT,
    counts_are VARCHAR,          -- final snapshot capped
    region VARCHAR,
    language VARCHAR,
    parent_id UUID,
    root_id UUID,
    edge VARCHAR,                -- explicit parsed inferred
    brands VARCHAR[],
    products VARCHAR[],
    version VARCHAR,
    queries VARCHAR[],
    emotion VARCHAR,
    export_sentiment TINYINT,
    sensitivity VARCHAR,
    extra JSON,                  -- all that was not mapped, and what a cast changed, by column name
    import_id UUID,              -- of the winning sighting, as file_hash, line and part
    file_hash VARCHAR,
    line BIGINT,                 -- record of the file, the header being 1
    part INTEGER,                -- 0: the record's own mention; n: the n-th it carries
    aspects VARCHAR[],
    intent VARCHAR,              -- praise inquiry complaint other
    sentiment TINYINT,           -- -1 0 1
    sentiment_by VARCHAR,        -- person export model
    p_negative DOUBLE,
    p_positive DOUBLE,
    story_id UUID,
    tokens BIGINT[],
    segment VARCHAR,             -- core potential ordinary media kol
    enriched_by VARCHAR          -- hash of model, watchlist, dictionary
);

-- Every sighting of a mention that was seen more than once, the first included, as exported.
CREATE TABLE sighting (
    mention_id UUID,
    native_id VARCHAR,
    platform VARCHAR,
    kind VARCHAR,
    source_name VARCHAR,
    author_id VARCHAR,
    author_name VARCHAR,
    author_followers BIGINT,
    author_kind VARCHAR,
    verified BOOLEAN,
    gender VARCHAR,
    published_at TIMESTAMP,
    precision VARCHAR,
    collected_at TIMESTAMP,
    title VARCHAR,
    text VARCHAR,
    url VARCHAR,
    likes BIGINT,
    comments BIGINT,
    reposts BIGINT,
    favourites BIGINT,
    views BIGINT,
    reach BIGINT,
    counts_are VARCHAR,
    region VARCHAR,
    language VARCHAR,
    parent_id UUID,
    root_id UUID,
    edge VARCHAR,
    brands VARCHAR[],
    products VARCHAR[],
    version VARCHAR,
    queries VARCHAR[],
    emotion VARCHAR,
    export_sentiment TINYINT,
    sensitivity VARCHAR,
    extra JSON,
    import_id UUID,
    file_hash VARCHAR,
    line BIGINT,
    part INTEGER
);

CREATE TABLE import (
    import_id UUID,
    file_hash VARCHAR,           -- of the file's bytes and the import's parameters
    file_name VARCHAR,
    bytes BIGINT,
    export VARCHAR,              -- name of the format
    parameters JSON,             -- brand, time zone, mapping, query
    rows BIGINT,                 -- records in the file
    read BIGINT,                 -- mentions found in them = added + merged + rejected
    added BIGINT,
    merged BIGINT,
    rejected BIGINT,
    warnings JSON,               -- [{code, count, …}]
    since TIMESTAMP,             -- earliest and latest publication in the file
    until TIMESTAMP,
    seconds DOUBLE,
    imported_at TIMESTAMP,
    undone_at TIMESTAMP
);

CREATE TABLE rejected (import_id UUID, line BIGINT, part INTEGER, reason VARCHAR, raw VARCHAR);

CREATE TABLE word (id BIGINT, token VARCHAR);

CREATE TABLE topic_run (run_id UUID, made_at TIMESTAMP, parameters JSON, mentions BIGINT, data_version BIGINT);
CREATE TABLE topic (run_id UUID, topic_id VARCHAR, name VARCHAR, words VARCHAR[], pinned BOOLEAN);
CREATE TABLE topic_of (run_id UUID, mention_id UUID, topic_id VARCHAR);

CREATE TABLE correction (mention_id UUID, field VARCHAR, old VARCHAR, value VARCHAR, "by" VARCHAR, "at" TIMESTAMP);
CREATE TABLE handling (mention_id UUID, status VARCHAR, owner VARCHAR, reply_id UUID, note VARCHAR, "at" TIMESTAMP);
CREATE TABLE annotation (annotation_id UUID, "at" TIMESTAMP, until TIMESTAMP, kind VARCHAR, title VARCHAR, note VARCHAR, url VARCHAR);
CREATE TABLE event (
    event_id UUID, name VARCHAR, brands VARCHAR[], query VARCHAR, since TIMESTAMP, until TIMESTAMP, boundaries JSON,
    kind VARCHAR, cause VARCHAR, internal BOOLEAN, scope VARCHAR, grade VARCHAR, lessons VARCHAR
);
CREATE TABLE business (date DATE, brand VARCHAR, metric VARCHAR, value DOUBLE, unit VARCHAR);
CREATE TABLE target (metric VARCHAR, brand VARCHAR, since DATE, until DATE, value DOUBLE);
CREATE TABLE reply (reply_id UUID, aspect VARCHAR, intent VARCHAR, text VARCHAR, used BIGINT);
CREATE TABLE view (view_id UUID, name VARCHAR, page VARCHAR, filters VARCHAR, "by" VARCHAR, "at" TIMESTAMP);
CREATE TABLE alert (
    alert_id UUID, brand VARCHAR, level VARCHAR, opened_at TIMESTAMP, closed_at TIMESTAMP, acknowledged_at TIMESTAMP,
    owner VARCHAR, rule VARCHAR, evidence JSON
);
CREATE TABLE job (
    job_id UUID, kind VARCHAR, parameters JSON, state VARCHAR, message VARCHAR, result JSON,
    submitted_at TIMESTAMP, started_at TIMESTAMP, ended_at TIMESTAMP
);
CREATE TABLE audit ("at" TIMESTAMP, "by" VARCHAR, action VARCHAR, detail JSON);
CREATE TABLE setting (key VARCHAR, value VARCHAR, "by" VARCHAR, "at" TIMESTAMP);
