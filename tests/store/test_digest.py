import pytest

from store.connect import connect
from store.digest import LEFT_OUT, digest, faults

COLUMNS = (
    "SELECT table_name, column_name, data_type FROM information_schema.columns "
    "WHERE table_catalog = current_catalog() ORDER BY table_name, ordinal_position"
)
SOMETHING = {
    "UUID": "CAST('00000000-0000-0000-0000-000000000001' AS UUID)",
    "VARCHAR": "''",
    "BIGINT": "0",
    "INTEGER": "0",
    "TINYINT": "0",
    "DOUBLE": "0",
    "BOOLEAN": "false",
    "TIMESTAMP": "TIMESTAMP '2024-01-01 00:00:00.000001'",
    "DATE": "DATE '2024-01-01'",
    "VARCHAR[]": "[]",
    "BIGINT[]": "[]",
    "UUID[]": "[]",
    "DOUBLE[]": "[]",
    "JSON": "'{}'",
}
MENTION = "CAST('{0:032x}' AS UUID)"


def run(store, sql):
    with store.writing() as cursor:
        cursor.execute(sql)


def test_every_column_of_every_table_that_counts_changes_the_digest(native):
    with native.cursor() as cursor:
        columns = cursor.execute(COLUMNS).fetchall()
    for table in {table for table, _, _ in columns}:
        run(native, f"INSERT INTO {table} SELECT {', '.join('NULL' for t, _, _ in columns if t == table)}")
    unseen = []
    before = digest(native)
    for table, column, kind in columns:
        run(native, f'UPDATE {table} SET "{column}" = {SOMETHING[kind]} WHERE "{column}" IS NULL')
        after = digest(native)
        changed = {name for name in after if after[name] != before[name]}
        assert changed <= {table, "store"}
        if "store" not in changed:
            unseen.append((table, column))
        before = after
    left_out = [(t, c) for t, c, _ in columns if t in LEFT_OUT]
    columns_left_out = [*((t, "import_id") for t in ("mention", "rejected", "sighting")), *((t, "supplement_id") for t in ("business", "hot_search")), ("mention", "cascade_id"), ("mention", "topic_id")]
    assert sorted(unseen) == sorted([*left_out, *columns_left_out])


def test_the_order_of_rows_does_not_count_but_how_often_each_stands_does(native, tmp_path):
    other = connect(tmp_path / "other.duckdb")
    run(native, "INSERT INTO setting (key, value) SELECT range, 'w' FROM range(1000)")
    run(other, "INSERT INTO setting (key, value) SELECT 999 - range, 'w' FROM range(1000)")
    assert digest(other) == digest(native)
    run(other, "INSERT INTO setting (key, value) VALUES (5, 'w')")
    twice = digest(other)
    run(other, "INSERT INTO setting (key, value) VALUES (5, 'w')")
    assert len({digest(native)["setting"], twice["setting"], digest(other)["setting"]}) == 3
    other.close()


@pytest.mark.postgres
def test_the_same_rows_have_one_digest_on_both_kinds_of_store(native, lake_url):
    lake = connect(lake_url)
    assert digest(lake) == digest(native)
    sql = (
        "INSERT INTO mention (mention_id, published_at, text, likes, export_sentiment, verified, brands, tokens, extra, p_positive) "
        "SELECT CAST(md5('m' || range) AS UUID), TIMESTAMP '2024-01-01' + range * INTERVAL 1 HOUR, '观澜 \"' || range, range * 999999999999,"
        " CAST(range % 3 - 1 AS TINYINT), range % 2 = 0, ['品牌', 'b' || range], [range, -range],"
        """ '{"转发数":"' || range || '万"}', range / 7 FROM range(200)"""
    )
    run(native, sql)
    run(lake, sql)
    assert digest(lake) == digest(native)
    lake.close()


SOUND = f"""
INSERT INTO import (import_id, rows, read, added, merged, rejected) VALUES
    ({MENTION.format(101)}, 3, 4, 2, 1, 1), ({MENTION.format(102)}, 1, 1, 0, 1, 0);
INSERT INTO mention (mention_id, import_id, published_at, precision) VALUES
    ({MENTION.format(1)}, {MENTION.format(101)}, TIMESTAMP '2024-01-01', 'day'),
    ({MENTION.format(2)}, {MENTION.format(102)}, TIMESTAMP '2024-01-01', 'day');
INSERT INTO sighting (mention_id, import_id) VALUES
    ({MENTION.format(2)}, {MENTION.format(101)}), ({MENTION.format(2)}, {MENTION.format(102)});
INSERT INTO rejected (import_id, line) VALUES ({MENTION.format(101)}, 2);
"""


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        ("SELECT 1", []),
        (
            f"INSERT INTO mention SELECT * FROM mention WHERE mention_id = {MENTION.format(1)}",
            ["1 mentions that stand twice"],
        ),
        (f"DELETE FROM mention WHERE mention_id = {MENTION.format(2)}", ["2 sightings without their mention"]),
        (f"DELETE FROM sighting WHERE import_id = {MENTION.format(101)}", ["1 mentions with a single sighting row"]),
        (
            f"UPDATE mention SET import_id = {MENTION.format(9)} WHERE mention_id = {MENTION.format(1)}",
            ["1 mentions of an import that is unknown or undone"],
        ),
        (
            f"UPDATE import SET undone_at = TIMESTAMP '2024-01-01' WHERE import_id = {MENTION.format(102)}",
            ["1 mentions of an import that is unknown or undone", "1 sightings of an import that is unknown or undone"],
        ),
        (
            f"UPDATE import SET merged = 2 WHERE import_id = {MENTION.format(102)}",
            ["1 imports whose sums do not agree"],
        ),
        ("UPDATE mention SET repeated = [7]", ["2 mentions whose repeated words are not those of their tokens"]),
        ("DELETE FROM rejected", ["1 imports whose rejected rows are not all kept"]),
        (f"UPDATE mention SET precision = NULL WHERE mention_id = {MENTION.format(1)}", ["1 mentions without a time"]),
    ],
)
def test_a_store_that_contradicts_itself_says_how(native, damage, found):
    run(native, SOUND)
    run(native, damage)
    assert faults(native) == found
