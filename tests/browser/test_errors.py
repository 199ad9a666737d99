"""When something is wrong a person reads a sentence, never a stack trace."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Page, expect

from tests.served import ROOT, command, environment, free_port, kpis

pytestmark = pytest.mark.browser

TRACE = re.compile(r"Traceback|File \"|line \d+|Error:|duckdb|Exception|redacted", re.IGNORECASE)
OPEN = "anyone on this network may read everything"
HOLD = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def without(stored: Path, tmp_path_factory: pytest.TempPathFactory):
    """`without(table)`: a copy of the store that lost this table."""

    def without(table: str) -> Path:
        path = Path(shutil.copyfile(stored, tmp_path_factory.mktemp("broken") / "guanlan.duckdb"))
        with duckdb.connect(path) as connection:
            connection.execute(f"DROP TABLE {table}")
        return path

    return without


def refused(page: Page) -> str:
    """The sentence with its reference, and no trace of anything else."""
    alert = page.get_by_test_id("stAlert")
    expect(alert).to_have_text(re.compile(r"编号 ?[0-9a-f]{6}"), timeout=30_000)
    assert page.get_by_test_id("stException").count() == 0
    body = page.locator("body").inner_text()
    assert not TRACE.search(body), body
    return re.search(r"[0-9a-f]{6}", alert.inner_text())[0]


def test_a_page_whose_code_raises_shows_a_sentence_with_a_reference_and_the_others_go_on(serve, visit, without):
    path = without("import")
    address = serve(path)
    page = visit(f"{address}/imports")
    reference = refused(page)
    log = path.with_suffix(".log").read_text()
    assert f"reference {reference}" in log and "Traceback" in log
    page.get_by_test_id("stSidebar").get_by_text("舆情总览").click()
    assert kpis(page)[0] == "548"


def test_a_frame_whose_code_raises_shows_a_sentence_with_a_reference(serve, visit, without):
    refused(visit(serve(without("mention"))))


def start(url: Path, *options: str, **more: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        command(free_port(), *options),
        cwd=ROOT,
        env=environment(url, **more),
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_store_that_another_program_holds_is_told_at_the_start(copied):
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(copied)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout.readline() == "held\n"
        ended = start(copied, GUANLAN_LANGUAGE="zh")
        holder.stdin.close()
    assert ended.returncode == 1
    assert ended.stderr.strip() == f"数据库 {copied} 正被另一个程序打开。请关闭那个程序，或在它的导入页面导入。"


def test_a_file_that_is_no_store_is_told_at_the_start(tmp_path):
    (tmp_path / "guanlan.duckdb").write_text("正文,发布时间\n" * 1000)
    ended = start(tmp_path / "guanlan.duckdb", GUANLAN_LANGUAGE="en")
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"The store {tmp_path / 'guanlan.duckdb'} cannot be opened: ")
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("address", "lang", "told"),
    [("0.0.0.0", "zh", "server.address 是 {}，应为 localhost"), ("::", "en", "server.address is {}, it should be localhost")],
)
def test_the_server_refuses_an_address_that_others_reach(copied, address, lang, told):
    ended = start(copied, "--server.address", address, GUANLAN_LANGUAGE=lang)
    assert ended.returncode == 1
    assert told.format(address) in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_server_listens_to_others_where_a_person_says_so_in_words(serve, visit, copied):
    assert start(copied, "--server.address", "0.0.0.0", GUANLAN_OPEN="yes").returncode == 1
    page = visit(serve(copied, "--server.address", "0.0.0.0", GUANLAN_OPEN=OPEN))
    assert kpis(page)[0] == "548"
