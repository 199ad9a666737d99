-- Topics. Each run is a version: found in the texts, or the one before as somebody changed it; the latest is shown. `topic_of`
-- says of each text its topic, of the latest runs. What counts stands in `mention.topic_id`.
DROP TABLE topic_run;
DROP TABLE topic;
DROP TABLE topic_of;
CREATE TABLE topic_run (run BIGINT, made_at TIMESTAMP, how VARCHAR, about VARCHAR[], "by" VARCHAR, asked BIGINT, texts BIGINT, made_of VARCHAR);
CREATE TABLE topic (
    run BIGINT, topic_id VARCHAR, since TIMESTAMP, name VARCHAR, title VARCHAR, names VARCHAR[], texts BIGINT, coherence DOUBLE, separation DOUBLE,
    examples UUID[], words VARCHAR[], counts DOUBLE[], pinned BOOLEAN, replaced_by VARCHAR[], came_of VARCHAR[]
);
CREATE TABLE topic_of (run BIGINT, text_id UUID, topic_id VARCHAR);
ALTER TABLE mention ADD COLUMN topic_id VARCHAR;

-- Topics that were found in the mentions of one view alone.
CREATE TABLE view_topic (
    view VARCHAR, topic_id VARCHAR, made_at TIMESTAMP, title VARCHAR, names VARCHAR[], texts BIGINT, coherence DOUBLE, separation DOUBLE, examples UUID[]
);
CREATE TABLE view_topic_of (view VARCHAR, mention_id UUID, topic_id VARCHAR);
