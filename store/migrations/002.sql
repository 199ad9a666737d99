-- Files that hold several tables: which sheet, table of a database or file of an archive a record stands in.
ALTER TABLE mention ADD COLUMN member VARCHAR;
ALTER TABLE sighting ADD COLUMN member VARCHAR;
ALTER TABLE rejected ADD COLUMN member VARCHAR;
-- The tables of a file that hold no mentions, each with why: {member: sentence}.
ALTER TABLE import ADD COLUMN left_out JSON;
