"""Which platform a word or a host means: config/platforms.toml as SQL macros."""

import tomllib
from functools import lru_cache
from pathlib import Path

import duckdb

CONFIG = Path(__file__).parent.parent / "config" / "platforms.toml"


@lru_cache
def platforms() -> dict[str, dict]:
    return tomllib.loads(CONFIG.read_text(encoding="utf-8"))


def install(connection: duckdb.DuckDBPyConnection) -> None:
    """Make platform_of_word(x), host_of(url), platform_of_host(host) and is_article(platform) in `connection`."""
    words = {word.replace(" ", ""): name for name, table in platforms().items() for word in table["words"]}
    hosts = {host: name for name, table in platforms().items() for host in table["hosts"]}
    articles = [name for name, table in platforms().items() if table.get("article")]
    connection.execute(
        f"""
        CREATE OR REPLACE MACRO platform_of_word(x) AS CASE replace(lower(x), ' ', '') {_whens(words)} END;
        CREATE OR REPLACE MACRO host_of(url) AS lower(regexp_extract(url, '(?i)^https?://(?:www\\.)?([^/:?#]+)', 1));
        CREATE OR REPLACE MACRO platform_of_host(host) AS CASE {_host_whens(hosts)} END;
        CREATE OR REPLACE MACRO is_article(platform) AS platform IN ({", ".join(map(_literal, articles))});
        """
    )


def _whens(names: dict[str, str]) -> str:
    return " ".join(f"WHEN {_literal(word)} THEN {_literal(name)}" for word, name in names.items())


def _host_whens(hosts: dict[str, str]) -> str:
    return " ".join(
        f"WHEN host = {_literal(host)} OR ends_with(host, {_literal('.' + host)}) THEN {_literal(name)}"
        for host, name in hosts.items()
    )


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
