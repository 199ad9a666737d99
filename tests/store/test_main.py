import pytest

from store.__main__ import main
from store.connect import connect
from store.digest import digest

pytestmark = pytest.mark.usefixtures("english")


def test_check_prints_the_digest_of_a_sound_store(native, capsys):
    assert main(["check", "--store", native.url]) == 0
    out, err = capsys.readouterr()
    assert dict(line.split(maxsplit=1) for line in out.splitlines()) == digest(native)
    assert err == ""


def test_check_says_what_contradicts_itself_and_fails(native, capsys):
    with native.writing() as cursor:
        cursor.execute("INSERT INTO import (import_id, read, added, merged, rejected) VALUES (uuid(), 3, 1, 1, 0)")
    assert main(["check", "--store", native.url]) == 1
    assert capsys.readouterr().err == "1 imports whose sums do not agree\n"


def test_check_of_what_is_no_store_fails_with_a_sentence(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert main(["check", "--store", f"{tmp_path}/file/store.duckdb"]) == 1
    assert capsys.readouterr().err.startswith(f"The store {tmp_path}/file/store.duckdb cannot be opened: ")


def test_the_store_is_where_the_environment_says(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("GUANLAN_STORE", str(tmp_path / "named.duckdb"))
    assert main(["check"]) == 0
    capsys.readouterr()
    assert (tmp_path / "named.duckdb").exists()
    connect(tmp_path / "named.duckdb").close()
