"""What exists is documented: formats, metrics, pages, settings, dependencies, and every link leads somewhere."""

import re
from pathlib import Path

import pytest

from analysis.metrics import METRICS
from analysis.thresholds import THRESHOLDS
from loaders.aliases import ALIASES
from loaders.exports import EXPORTS

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES_LISTED = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))


def text(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_a_format_is_documented_with_the_columns_it_is_recognised_by(export):
    assert f"## {export.name}" in text("formats.md")
    section = text("formats.md").split(f"## {export.name}")[1].split("\n## ")[0]
    assert [need for need in export.needs if f"`{need}`" not in section] == []


@pytest.mark.parametrize("field", ALIASES)
def test_the_names_by_which_a_column_is_recognised_are_documented(field):
    assert f"| {field} | {', '.join(ALIASES[field])} |" in text("formats.md")


@pytest.mark.parametrize("metric", METRICS.values(), ids=lambda metric: metric.name)
def test_a_metric_is_documented_as_the_pages_define_it(metric):
    assert f"| {metric.name}: {metric.label} | {metric.unit} | {metric.definition} |" in text("metrics.md")


@pytest.mark.parametrize("name", THRESHOLDS)
def test_a_threshold_is_documented_with_its_reason(name):
    assert f"| {name} | {THRESHOLDS[name].value:g} | {THRESHOLDS[name].reason} |" in text("metrics.md")


@pytest.mark.parametrize("page", PAGES_LISTED)
def test_a_page_is_documented(page):
    assert f" {page} | " in text("pages.md")


def test_every_setting_is_documented():
    sources = [path.read_text(encoding="utf-8") for folder in ("ui", "store", "loaders", "frame") for path in (ROOT / folder).rglob("*.py")]
    variables = set(re.findall(r"\bGUANLAN_[A-Z]+\b", "\n".join([*sources, (ROOT / "language.py").read_text(encoding="utf-8")])))
    files = {f"config/{path.name}" for path in (ROOT / "config").glob("*")}
    assert variables
    assert [name for name in sorted(variables | files) if f"`{name}`" not in text("settings.md")] == []


def test_every_dependency_has_its_line():
    names = [
        re.split(r"[=\[]", line)[0]
        for file in ROOT.glob("requirements*.txt")
        for line in file.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith(("#", "-"))
    ]
    assert len(names) > 10
    assert [name for name in names if not re.search(rf"^\| {re.escape(name)}(\[\w+\])? \|", text("dependencies.md"), re.M)] == []


@pytest.mark.parametrize("file", [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted(DOCS.glob("*.md"))], ids=lambda path: path.name)
def test_every_link_of_a_page_leads_to_a_file(file):
    links = re.findall(r"\]\(([^)#]+)\)|src=\"([^\"]+)\"", file.read_text(encoding="utf-8"))
    targets = [a or b for a, b in links if not (a or b).startswith("http")]
    assert [target for target in targets if not (file.parent / target).exists()] == []


def test_the_changelog_says_what_a_user_can_do_now():
    assert "## Unreleased" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
