from hashlib import sha256

import duckdb
import pytest

from store import migrate
from store.connect import CATALOGUE, StoreError, connect
from store.digest import digest

pytestmark = pytest.mark.usefixtures("english")
COLUMNS = (
    "SELECT table_name, column_name, data_type FROM information_schema.columns "
    "WHERE table_catalog = current_catalog() ORDER BY table_name, column_name"
)

# Of each migration. A store that has seen one never sees what is put into it later: that is a migration of its own.
WRITTEN = (
    "6d3cd8db1f0ca0c2",
    "4081c7da0007d71d",
    "f1c34e6b3fd5628c",
    "71263d5c9ba85112",
    "2d932b701fa034c8",
    "96e1151210354f22",
    "f8156d1cb5f227fb",
    "9faf29984b6becdd",
    "30386017e23e8515",
)

# Mentions as each version wrote them: text, sentiment, whose word it is, the model's probabilities, emotion; and what the model
# is known to have said of the sentiment.
FELT = (
    (("潮", -1, "model", None, None, None), -1),
    (("潮水", 1, "model", 0.5, 0.2, "joy"), 1),
    (("退潮", 1, "export", 0.7, 0.1, "anger"), -1),
    (("涨潮", 0, "person", 0.1, 0.8, None), 1),
    (("平潮", -1, "export", 0.2, 0.2, "worry"), 0),
    (("看潮", 1, "export", None, None, "joy"), None),
    (("潮声", None, None, None, None, None), None),
)
# And brands, products, language and kind of author.
DERIVED = ("brands", "products", "language", "author_kind")
NAMED = (["浮岛"], ["浮岛 2", "浮岛 3"], "zh", "kol")


def of_version(path, version):
    """A native store as that version of the program left it: with a word and mentions in it."""
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{path}' AS {CATALOGUE}; USE {CATALOGUE}")
        for migration in migrate.MIGRATIONS[:version]:
            connection.execute(migration.read_text(encoding="utf-8"))
        if version:
            connection.execute(
                "INSERT INTO meta VALUES ('schema_version', $version), ('time_zone', 'UTC'), ('data_version', '7')",
                {"version": str(version)},
            )
            connection.execute("INSERT INTO word VALUES (1, '潮')")
            connection.executemany(
                f"INSERT INTO mention (mention_id, text, sentiment, sentiment_by, p_negative, p_positive, emotion, {', '.join(DERIVED)}) "
                "VALUES (uuidv7(), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [(*felt, *NAMED) for felt, _model in FELT],
            )
        connection.execute(f"USE memory; DETACH {CATALOGUE}")


def told(store, sql):
    with store.cursor() as cursor:
        return cursor.execute(sql).fetchall()


@pytest.mark.parametrize("version", range(migrate.VERSION + 1))
def test_a_store_of_each_earlier_version_becomes_this_version_and_keeps_what_it_holds(tmp_path, native, version):
    of_version(tmp_path / "old.duckdb", version)
    store = connect(tmp_path / "old.duckdb")
    assert told(store, COLUMNS) == told(native, COLUMNS)
    assert migrate.version(store) == migrate.VERSION
    assert told(store, "SELECT * FROM word") == ([(1, "潮")] if version else [])
    kept = ("7", "UTC") if version else ("0", "Asia/Shanghai")
    assert (store.meta("data_version"), store.time_zone) == kept
    store.close()


@pytest.mark.parametrize("version", range(1, migrate.VERSION + 1))
def test_what_earlier_versions_knew_in_one_column_stands_in_its_own(tmp_path, version):
    of_version(tmp_path / "old.duckdb", version)
    store = connect(tmp_path / "old.duckdb")
    felt = "text, sentiment, sentiment_by, p_negative, p_positive, emotion"
    assert told(store, f"SELECT {felt}, model_sentiment, export_emotion FROM mention ORDER BY text") == [
        (*before, *((model, before[-1]) if version < 4 else (None, None))) for before, model in sorted(FELT)
    ]
    exported = ", ".join(f"export_{name}" for name in DERIVED)
    assert told(store, f"SELECT DISTINCT {', '.join(DERIVED)}, {exported} FROM mention") == [(*NAMED, *(NAMED if version < 3 else (None,) * 4))]
    store.close()


def test_what_a_mention_repeats_is_told_of_those_that_were_there(tmp_path):
    of_version(tmp_path / "old.duckdb", 6)
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{tmp_path / 'old.duckdb'}' AS old")
        connection.execute("INSERT INTO old.mention (text, tokens) VALUES ('a', [5, 3, 5, 9, 3, 5]), ('b', [1, 2]), ('c', NULL)")
    store = connect(tmp_path / "old.duckdb")
    assert told(store, "SELECT text, repeated FROM mention WHERE text IN ('a', 'b', 'c') ORDER BY text") == [("a", [3, 5, 5]), ("b", None), ("c", None)]
    store.close()


def test_migrating_again_changes_nothing(store):
    with store.writing() as cursor:
        cursor.execute("INSERT INTO word SELECT range, 'w' || range FROM range(150)")
    before = (digest(store), told(store, COLUMNS), told(store, "SELECT * FROM meta ORDER BY key"))
    migrate.migrate(store, "America/New_York")
    migrate.migrate(store, "America/New_York")
    assert (digest(store), told(store, COLUMNS), told(store, "SELECT * FROM meta ORDER BY key")) == before


def test_a_store_of_a_newer_program_is_refused_and_left_as_it_is(store_url):
    store = connect(store_url)
    newer = migrate.VERSION + 1
    with store.writing() as cursor:
        cursor.execute("UPDATE meta SET value = $newer WHERE key = 'schema_version'", {"newer": str(newer)})
    store.close()
    for _ in range(2):
        with pytest.raises(StoreError) as refused:
            connect(store_url)
        assert str(refused.value) == (
            f"The store has version {newer}, this program knows {migrate.VERSION}. Update the program."
        )


def test_migrations_are_numbered_from_one_without_a_gap():
    assert [path.name for path in migrate.MIGRATIONS] == [f"{n:03}.sql" for n in range(1, migrate.VERSION + 1)]


def test_no_migration_is_changed_once_it_is_there():
    assert tuple(sha256(path.read_text(encoding="utf-8").encode()).hexdigest()[:16] for path in migrate.MIGRATIONS) == WRITTEN
