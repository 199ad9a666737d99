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


def of_version(path, version):
    """A native store as that version of the program left it: with a word in it."""
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
            connection.execute("INSERT INTO mention (mention_id, text, sentiment, sentiment_by) VALUES (uuidv7(), '潮', -1, 'model')")
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
    assert told(store, "SELECT text, sentiment, model_sentiment FROM mention") == ([("潮", -1, -1 if version < 4 else None)] if version else [])
    kept = ("7", "UTC") if version else ("0", "Asia/Shanghai")
    assert (store.meta("data_version"), store.time_zone) == kept
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
