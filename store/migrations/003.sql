-- What is derived from a mention stands beside what its export said, so that it can be derived anew.
-- Columns first: DuckDB refuses to alter a table that the same transaction has written.
ALTER TABLE mention ADD COLUMN export_brands VARCHAR[];
ALTER TABLE mention ADD COLUMN export_products VARCHAR[];
ALTER TABLE mention ADD COLUMN export_language VARCHAR;
ALTER TABLE mention ADD COLUMN export_author_kind VARCHAR;
-- The keyword sets (frequent problems, hot topics, combinations) that a mention belongs to.
ALTER TABLE mention ADD COLUMN keyword_sets VARCHAR[];
UPDATE mention SET export_brands = brands, export_products = products, export_language = language, export_author_kind = author_kind;
