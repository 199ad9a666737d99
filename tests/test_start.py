import subprocess
import sys
from pathlib import Path

import pytest

import start


@pytest.mark.parametrize(
    ("arguments", "understood"),
    [
        ([], (False, [])),
        (["--server.port", "9000"], (False, ["--server.port", "9000"])),
        (["--", "--server.port", "9000"], (False, ["--server.port", "9000"])),
        (["test"], (True, [])),
        (["test", "tests/store", "-x"], (True, ["tests/store", "-x"])),
        (["test", "--", "-k", "lake"], (True, ["-k", "lake"])),
    ],
)
def test_arguments_go_to_streamlit_or_after_test_to_pytest(arguments, understood):
    assert start.parse(arguments) == understood


def test_an_unknown_command_is_refused_by_name():
    with pytest.raises(SystemExit, match="There is no command 'tset', only"):
        start.parse(["tset"])


def test_the_interpreter_is_where_the_platform_puts_it():
    assert start.interpreter(Path(".venv"), "nt") == Path(".venv/Scripts/python.exe")
    assert start.interpreter(Path(".venv"), "posix") == Path(".venv/bin/python")


def test_the_fingerprint_changes_with_the_requirements_and_with_python():
    pinned = start.fingerprint(b"duckdb==1.5.5", "3.11.7")
    assert pinned == start.fingerprint(b"duckdb==1.5.5", "3.11.7")
    assert pinned != start.fingerprint(b"duckdb==1.5.6", "3.11.7")
    assert pinned != start.fingerprint(b"duckdb==1.5.5", "3.12.0")


def test_an_environment_is_whole_only_with_its_python_and_all_of_pip(tmp_path):
    assert start.python_version(tmp_path) == ""
    subprocess.run([sys.executable, "-m", "venv", tmp_path], check=True)
    assert start.python_version(tmp_path).strip() == sys.version
    (record,) = tmp_path.rglob("pip-*.dist-info/RECORD")
    record.unlink()
    assert start.python_version(tmp_path) == ""


@pytest.mark.parametrize("name", [start.APP, start.DEV, start.TEAM])
def test_every_requirement_is_pinned(name):
    lines = (start.ROOT / name).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.count("==") != 1] == []
