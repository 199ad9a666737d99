from pathlib import Path

from store.url import store_url


def test_the_store_is_where_the_environment_says_else_beside_the_program(monkeypatch):
    monkeypatch.setenv("GUANLAN_STORE", "ducklake:postgres:host=db?data_path=/shared")
    assert store_url() == "ducklake:postgres:host=db?data_path=/shared"
    monkeypatch.delenv("GUANLAN_STORE")
    assert store_url() == str(Path(__file__).parents[2] / "data" / "guanlan.duckdb")
