import duckdb
import pytest

from loaders import platforms


@pytest.fixture(scope="module")
def connection():
    connection = duckdb.connect()
    platforms.install(connection)
    return connection


def test_every_word_and_host_of_the_configuration_is_its_platform(connection):
    lost = []
    for name, table in platforms.platforms().items():
        for word in table["words"]:
            for spelled in (word, word.upper(), f" {word}"):
                if connection.execute("SELECT platform_of_word($word)", {"word": spelled}).fetchone() != (name,):
                    lost.append((name, spelled))
        for host in table["hosts"]:
            for spelled in (host, f"m.{host}"):
                if connection.execute("SELECT platform_of_host($host)", {"host": spelled}).fetchone() != (name,):
                    lost.append((name, spelled))
    assert lost == []


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.weibo.com/1/a", "weibo.com"),
        ("HTTP://M.Weibo.CN:8080/status/1", "m.weibo.cn"),
        ("https://x.com?status=1", "x.com"),
        ("https://x.com#a", "x.com"),
        (None, None),
    ],
)
def test_the_host_of_an_address(connection, url, host):
    assert connection.execute("SELECT host_of(CAST($url AS VARCHAR))", {"url": url}).fetchone() == (host,)


@pytest.mark.parametrize("host", ["notweibo.com", "weibo.com.evil.example", "example.com", ""])
def test_other_hosts_are_of_no_platform(connection, host):
    assert connection.execute("SELECT platform_of_host($host)", {"host": host}).fetchone() == (None,)


def test_no_word_or_host_means_two_platforms():
    for kind in ("words", "hosts"):
        named = [name for table in platforms.platforms().values() for name in table[kind]]
        assert sorted(named) == sorted(set(named))
