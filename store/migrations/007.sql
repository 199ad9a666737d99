-- The words of `tokens` that stood in the same mention before, once for each further time, sorted: what is counted of a word in
-- `tokens` less what is counted in `repeated` is how many mentions hold it.
ALTER TABLE mention ADD COLUMN repeated BIGINT[];
UPDATE mention SET repeated = nullif(list_sort(list_filter(tokens, lambda id, place: list_position(tokens, id) < place)), []);
