"""What the code may be made of, by its syntax trees: imports go one way, stems agree, every text is translated.

`python -m tests.test_structure` prints the table of imports for docs/structure.md and the texts without a translation.
"""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
IMPORTS = {
    "app": {"frame", "pages", "ui", "reports", "analysis", "charts", "loaders", "jobs", "store.connect", "store.url"},
    "frame": {"pages", "ui", "reports", "analysis", "charts", "loaders", "jobs", "store.connect", "store.url"},
    "pages": {"ui", "reports", "analysis", "charts", "loaders", "jobs"},
    "ui": {"reports", "analysis", "charts", "loaders", "inbox", "jobs", "nlp", "store.audit", "store.connect", "store.handling", "store.settings", "store.supplements", "store.topics", "store.url", "store.views"},
    "reports": {"analysis", "charts"},
    "inbox": {"jobs", "loaders", "store"},
    "jobs": {"loaders", "analysis", "nlp", "store"},
    "analysis": {"store", "nlp"},
    "loaders": {"store", "nlp"},
    "charts": set(),
    "nlp": set(),
    "store": set(),
    "language": set(),
    "written": set(),
    "start": set(),
    "demo": set(),
    "bench": {"analysis", "charts", "loaders", "nlp", "store"},
}
WITH_STREAMLIT = {"app", "frame", "pages", "ui"}
WITHOUT_LANGUAGE = {"language", "start"}
TESTED_ELSEWHERE = {
    "test_competitors_compared", "test_gallery", "test_kill", "test_samples", "test_hostile", "test_memory", "test_health", "test_mapping", "test_nothing_lost",
    "test_languages", "test_numbers", "test_personal", "test_audiences_channels",
}  # fmt: skip
CHARTS_WITHOUT_A_QUESTION = {"__init__", "brands", "theme", "numbers", "dates", "time_axis", "ranking", "bars", "heat", "lines", "marks", "stack", "crossed", "cloud", "sides", "ages", "groups", "replay", "cascade_layout", "cascade_growth", "cascades_compared"}
NOT_OURS = {"tests", "data"}

FILES = sorted(
    path.relative_to(ROOT)
    for path in ROOT.rglob("*.py")
    if not path.relative_to(ROOT).parts[0].startswith(".") and path.relative_to(ROOT).parts[0] not in NOT_OURS
)
TREES = {path.as_posix(): ast.parse((ROOT / path).read_text(encoding="utf-8")) for path in FILES}


def package(name: str) -> str:
    return name.split("/")[0].removesuffix(".py")


def nodes(kind: type, *names: str) -> Iterator[tuple[str, ast.AST]]:
    """Every node of a kind, with its file; of the named files only, where some are named."""
    for name in names or TREES:
        yield from ((name, node) for node in ast.walk(TREES[name]) if isinstance(node, kind))


def told(found: Iterator[tuple[str, ast.AST]]) -> list[str]:
    return [f"{name}:{node.lineno} {ast.unparse(node).splitlines()[0]}" for name, node in found]


def imported(name: str) -> Iterator[tuple[int, str]]:
    """Line and full name of all that a file imports."""
    for _, node in nodes(ast.Import, name):
        yield from ((node.lineno, alias.name) for alias in node.names)
    for _, node in nodes(ast.ImportFrom, name):
        yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def is_of(module: str, allowed: str) -> bool:
    return module == allowed or module.startswith(f"{allowed}.")


@pytest.mark.parametrize("name", TREES)
def test_imports_go_one_way(name):
    here = package(name)
    allowed = {here, *IMPORTS[here]} | (set() if here in WITHOUT_LANGUAGE else {"language", "written"})
    ours = [(line, module) for line, module in imported(name) if module.split(".")[0] in IMPORTS]
    assert [found for found in ours if not any(is_of(found[1], one) for one in allowed)] == []


@pytest.mark.parametrize("name", [name for name in TREES if package(name) not in WITH_STREAMLIT])
def test_streamlit_is_for_app_frame_pages_and_ui(name):
    assert [found for found in imported(name) if is_of(found[1], "streamlit")] == []


def test_imports_are_absolute():
    assert told((name, node) for name, node in nodes(ast.ImportFrom) if node.level) == []


def test_what_starts_the_program_needs_the_standard_library_only():
    assert [module for _, module in imported("start.py") if module.split(".")[0] not in sys.stdlib_module_names] == []


def table_of_imports() -> str:
    """Of the packages that there are."""
    there = {name for name in IMPORTS if (ROOT / name).is_dir() or (ROOT / f"{name}.py").exists()}
    may = {
        name: sorted(one for one in IMPORTS[name] if one.split(".")[0] in there)
        for name in IMPORTS
        if name in there - {"language", "written"}
    }
    rows = [f"| {name} | {', '.join(ones) or '–'} |" for name, ones in may.items()]
    return "\n".join(["| package | may import |", "|---|---|", *rows])


def test_the_table_of_imports_is_documented():
    assert table_of_imports() in (ROOT / "docs" / "structure.md").read_text(encoding="utf-8")


# One stem a subject


def test_every_question_in_sql_has_its_module():
    assert [path.name for path in (ROOT / "analysis").rglob("*.sql") if not path.with_suffix(".py").exists()] == []


def test_every_chart_answers_a_question_of_its_name():
    questions = {path.stem for path in (ROOT / "analysis").glob("*.py")}
    assert {path.stem for path in (ROOT / "charts").glob("*.py")} - CHARTS_WITHOUT_A_QUESTION - questions == set()


def test_every_file_of_tests_has_the_name_of_what_it_tests():
    strays = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        folder, stem = path.parent.relative_to(ROOT / "tests"), path.stem.removeprefix("test_")
        mirrored = [ROOT / folder / name for name in (f"{stem}.py", f"__{stem}__.py", f"{stem}.sql")]
        if (
            folder.parts
            and folder.parts[0] in IMPORTS
            and path.stem not in TESTED_ELSEWHERE
            and not any(map(Path.exists, mirrored))
        ):
            strays.append(path.relative_to(ROOT).as_posix())
    assert strays == []


# What is not written here


def test_no_page_stands_beside_the_entry_script():
    # Streamlit would run it instead of frame/main.py: without filters and past the gate.
    assert sorted(path.name for path in (ROOT / "frame").rglob("*.py")) == ["main.py"]
    assert not (ROOT / "frame" / "pages").exists()


def test_no_failure_is_swallowed():
    def catches_all(handler: ast.ExceptHandler) -> bool:
        if handler.type is None:
            return True
        caught = {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)}
        raises_again = isinstance(handler.body[-1], ast.Raise) and handler.body[-1].exc is None
        return "Exception" in caught or ("BaseException" in caught and not raises_again)

    assert told((name, node) for name, node in nodes(ast.ExceptHandler) if catches_all(node)) == []


def test_no_module_changes_where_python_looks_for_modules():
    assert told((name, node) for name, node in nodes(ast.Attribute) if ast.unparse(node) == "sys.path") == []
    assert [(name, module) for name in TREES for _, module in imported(name) if module == "sys.path"] == []


def test_no_text_becomes_html_or_code():
    assert [name for name in TREES if "unsafe_allow_html" in (ROOT / name).read_text(encoding="utf-8")] == []
    assert (
        told(
            (name, node)
            for name, node in nodes(ast.Call)
            if ast.unparse(node.func) in ("eval", "exec", "st.html", "st.iframe")
        )
        == []
    )


# Texts

SENTENCES = {"_", "Sentence", "KeywordError", "Refused", "RulesError", "ViewError", "NameTaken", "AuditError", "SupplementError"}
SENTENCES |= {node.name for _, node in nodes(ast.ClassDef) if "Refused" in map(ast.unparse, node.bases)}


def arguments(name: str, function: str, *places: int) -> list[str]:
    """The texts at these places of every call of a function in a file."""
    calls = [node for _, node in nodes(ast.Call, name) if ast.unparse(node.func) == function]
    return [ast.literal_eval(call.args[place]) for call in calls for place in places]


def named(name: str, function: str, keyword: str) -> list[str]:
    """The texts that calls of a function in a file give by this name."""
    calls = [node for _, node in nodes(ast.Call, name) if ast.unparse(node.func) == function]
    return [ast.literal_eval(given.value) for call in calls for given in call.keywords if given.arg == keyword]


def table(name: str, variable: str) -> dict | tuple:
    """A literal table of a file."""
    return assigned(name, variable)[0]


def assigned(name: str, variable: str) -> list:
    """All literal values that a file gives a variable."""
    found = [node.value for _, node in nodes(ast.Assign, name) if ast.unparse(node.targets[0]) == variable]
    return [ast.literal_eval(value) for value in found]


# Texts that a call does not write out: where it stands, what it translates, and the table that this comes from.
COMPUTED: dict[tuple[str, str], Callable[[], list[str]]] = {
    ("analysis/filters.py", "field.label"): lambda: arguments("analysis/filters.py", "Field", 1),
    ("ui/filter_bar.py", "field.label"): lambda: arguments("analysis/filters.py", "Field", 1),
    ("analysis/labels.py", "name"): lambda: [
        n for names in table("analysis/labels.py", "NAMES").values() for n in names.values()
    ],
    ("analysis/labels.py", "WITHOUT.get(field, 'Unknown')"): lambda: ["Unknown", *table("analysis/labels.py", "WITHOUT").values()],
    ("analysis/metrics.py", "self.definition"): lambda: arguments("analysis/metrics.py", "Metric", 1, 2, 3),
    ("ui/card.py", "text"): lambda: list(table("ui/card.py", "MODEBAR")),
    ("ui/card.py", "metric.label"): lambda: arguments("analysis/metrics.py", "Metric", 1),
    ("ui/card.py", "metric.unit"): lambda: arguments("analysis/metrics.py", "Metric", 2),
    ("ui/card.py", "metric.definition"): lambda: arguments("analysis/metrics.py", "Metric", 3),
    ("pages/handling.py", "OPEN.definition"): lambda: arguments("analysis/metrics.py", "Metric", 3),
    ("pages/mentions.py", "VOLUME.definition"): lambda: arguments("analysis/metrics.py", "Metric", 3),
    ("loaders/reasons.py", "REJECTED[code]"): lambda: list(table("loaders/reasons.py", "REJECTED").values()),
    ("loaders/reasons.py", "WARNINGS[code]"): lambda: list(table("loaders/reasons.py", "WARNINGS").values()),
    ("loaders/detect.py", "text"): lambda: assigned("loaders/detect.py", "text"),
    ("loaders/template.py", "meaning"): lambda: list(table("loaders/template.py", "COLUMNS").values()),
    ("frame/main.py", "section"): lambda: list(table("frame/main.py", "PAGES")),
    ("frame/main.py", "title"): lambda: [
        title for pages in table("frame/main.py", "PAGES").values() for _, title, _ in pages
    ],
    ("ui/order.py", "NAMES[name]"): lambda: list(table("ui/order.py", "NAMES").values()),
    ("ui/facets.py", "BY_NAME[name].label"): lambda: arguments("analysis/filters.py", "Field", 1),
    ("ui/mention.py", "title"): lambda: [
        *(title for title, _ in table("ui/mention.py", "DERIVED").values()), *(title for _, title in table("ui/mention.py", "MEASURES").values()),
    ],
    ("ui/mention.py", "SENTIMENT_BY[row['sentiment_by']]"): lambda: list(table("ui/mention.py", "SENTIMENT_BY").values()),
    ("ui/mention.py", "name"): lambda: list(table("ui/mention.py", "COUNTS").values()),
    ("ui/mention.py", "COUNTS_ARE[row['counts_are'] or 'final']"): lambda: list(
        table("ui/mention.py", "COUNTS_ARE").values()
    ),
    ("ui/suggested.py", "PLACES[name]"): lambda: list(table("ui/suggested.py", "PLACES").values()),
    ("ui/reply_sheet.py", "title"): lambda: [title for title, _ in table("ui/reply_sheet.py", "COLUMNS").values()],
    ("ui/reply_sheet.py", "COLUMNS[column][0]"): lambda: [title for title, _ in table("ui/reply_sheet.py", "COLUMNS").values()],
    ("ui/reply_sheet.py", "COLUMNS['text'][0]"): lambda: [title for title, _ in table("ui/reply_sheet.py", "COLUMNS").values()],
    ("written.py", "WEEKDAYS[moment.weekday()]"): lambda: list(table("written.py", "WEEKDAYS")),
    ("ui/work.py", "states[job.state]"): lambda: [
        text
        for states in (table("ui/work.py", "STATES"), *table("ui/work.py", "OF_KIND").values())
        for text in states.values()
    ],
    ("ui/work.py", "NAMES[job.kind]"): lambda: list(table("ui/work.py", "NAMES").values()),
    ("ui/checks.py", "FIELDS[row['field']]"): lambda: list(table("ui/checks.py", "FIELDS").values()),
    ("ui/kpi.py", "metric.label"): lambda: arguments("analysis/metrics.py", "Metric", 1),
    ("ui/kpi.py", "metric.unit"): lambda: arguments("analysis/metrics.py", "Metric", 2),
    ("ui/kpi.py", "metric.definition"): lambda: arguments("analysis/metrics.py", "Metric", 3),
    ("ui/ledger.py", "title"): lambda: [title for title, *_rest in table("ui/ledger.py", "SHEET")],
    ("ui/spread_factors.py", "BY_NAME[row['factor']].label"): lambda: arguments("analysis/filters.py", "Field", 1),
    ("ui/arrivals.py", "ARRIVALS.label"): lambda: arguments("analysis/metrics.py", "Metric", 1),
    ("ui/arrivals.py", "ARRIVALS.unit"): lambda: arguments("analysis/metrics.py", "Metric", 2),
    ("ui/targets.py", "metric.label"): lambda: arguments("analysis/metrics.py", "Metric", 1),
    ("ui/targets.py", "metric.unit"): lambda: arguments("analysis/metrics.py", "Metric", 2),
    ("ui/supplements.py", "KINDS[found.kind]"): lambda: list(table("ui/supplements.py", "KINDS").values()),
    ("ui/supplements.py", "KINDS[row['kind']]"): lambda: list(table("ui/supplements.py", "KINDS").values()),
    # What the loaders wrote out.
    ("ui/supplements.py", "sentence.text"): list,
    ("ui/light.py", "metric.label"): lambda: arguments("analysis/metrics.py", "Metric", 1),
    ("ui/light.py", "metric.definition"): lambda: arguments("analysis/metrics.py", "Metric", 3),
    ("ui/light.py", "word"): lambda: [
        *(level[2] for level in table("ui/light.py", "LEVELS").values()), *(word for _, word in table("ui/light.py", "TRENDS").values()),
    ],
    ("ui/light.py", "REASONS[row['reason']]"): lambda: list(table("ui/light.py", "REASONS").values()),
    ("ui/forecast.py", "METHODS[row['method']]"): lambda: list(table("ui/forecast.py", "METHODS").values()),
    ("ui/issues.py", "ISSUES.label"): lambda: arguments("analysis/metrics.py", "Metric", 1),
    ("ui/issues.py", "ISSUES.unit"): lambda: arguments("analysis/metrics.py", "Metric", 2),
    ("ui/labelling.py", "STATES[voided]"): lambda: list(table("ui/labelling.py", "STATES").values()),
    ("ui/audit.py", "STATES[why_void(audit, one)]"): lambda: list(table("ui/labelling.py", "STATES").values()),
    ("ui/audit.py", "CORRECTED.label"): lambda: arguments("analysis/metrics.py", "Metric", 1),
    ("ui/audit.py", "CORRECTED.unit"): lambda: arguments("analysis/metrics.py", "Metric", 2),
    ("ui/audit.py", "metric.label"): lambda: arguments("analysis/metrics.py", "Metric", 1),
    ("ui/audit.py", "metric.definition"): lambda: arguments("analysis/metrics.py", "Metric", 3),
    ("ui/agreement.py", "AGREEMENT.label"): lambda: arguments("analysis/metrics.py", "Metric", 1),
    ("ui/agreement.py", "KAPPA.label"): lambda: arguments("analysis/metrics.py", "Metric", 1),
    ("ui/agreement.py", "KAPPA.definition"): lambda: arguments("analysis/metrics.py", "Metric", 3),
    ("ui/agreement.py", "COUNTS[row['first']]"): lambda: list(table("ui/label_source.py", "COUNTS").values()),
    ("ui/label_source.py", "COUNTS[last['source']]"): lambda: list(table("ui/label_source.py", "COUNTS").values()),
    ("ui/label_source.py", "COUNTS[entry.value]"): lambda: list(table("ui/label_source.py", "COUNTS").values()),
    ("ui/topic_editing.py", "HOW[row['how']]"): lambda: list(table("ui/topic_editing.py", "HOW").values()),
    ("ui/cascades.py", "NAMED[name]"): lambda: list(table("ui/cascades.py", "NAMED").values()),
    ("ui/cascade_pictures.py", "PAINTED[name]"): lambda: list(table("ui/cascade_pictures.py", "PAINTED").values()),
    ("ui/cascade_pictures.py", "PICTURES[name]"): lambda: list(table("ui/cascade_pictures.py", "PICTURES").values()),
    ("ui/cascade_pictures.py", "PICTURES['tree']"): lambda: list(table("ui/cascade_pictures.py", "PICTURES").values()),
    ("ui/spreaders.py", "LISTS[name]"): lambda: list(table("ui/spreaders.py", "LISTS").values()),
    ("ui/cascade_chosen.py", "CASCADES.definition"): lambda: arguments("analysis/metrics.py", "Metric", 3),
    ("ui/coordination.py", "COORDINATION.label"): lambda: arguments("analysis/metrics.py", "Metric", 1),
    ("ui/coordination.py", "COORDINATION.unit"): lambda: arguments("analysis/metrics.py", "Metric", 2),
    ("ui/coordination.py", "COORDINATION.definition"): lambda: arguments("analysis/metrics.py", "Metric", 3),
    ("ui/stories.py", "ORDERS[name]"): lambda: list(table("ui/stories.py", "ORDERS").values()),
    ("ui/stories.py", "STORIES.definition"): lambda: arguments("analysis/metrics.py", "Metric", 3),
    ("ui/split.py", "BY_NAME[name].label"): lambda: arguments("analysis/filters.py", "Field", 1),
    ("ui/tags.py", "BY_NAME[name].label"): lambda: arguments("analysis/filters.py", "Field", 1),
    ("ui/mix.py", "BY_NAME[by].label"): lambda: arguments("analysis/filters.py", "Field", 1),
    ("ui/rhythm.py", "BY_NAME[by].label"): lambda: arguments("analysis/filters.py", "Field", 1),
    ("ui/rhythm.py", "BY_NAME[name].label"): lambda: arguments("analysis/filters.py", "Field", 1),
    ("ui/regions.py", "KINDS[told.kind]"): lambda: list(table("ui/regions.py", "KINDS").values()),
    ("charts/regions.py", "place"): lambda: list(table("analysis/labels.py", "NAMES")["provinces"].values()),
    ("ui/crossing.py", "BY_NAME[across].label"): lambda: arguments("analysis/filters.py", "Field", 1),
    ("ui/crossing.py", "BY_NAME[name].label"): lambda: arguments("analysis/filters.py", "Field", 1),
    ("ui/voiced.py", "BY_NAME[by].label"): lambda: arguments("analysis/filters.py", "Field", 1),
    ("ui/voiced.py", "side.metric.label"): lambda: arguments("analysis/metrics.py", "Metric", 1),
    ("ui/voiced.py", "side.metric.definition"): lambda: arguments("analysis/metrics.py", "Metric", 3),
    ("ui/voiced.py", "side.title"): lambda: arguments("ui/voiced.py", "Side", 2),
    ("ui/voiced.py", "side.count"): lambda: arguments("ui/voiced.py", "Side", 3),
    ("ui/voiced.py", "side.felt"): lambda: arguments("ui/voiced.py", "Side", 4),
    ("ui/voiced.py", "side.nothing"): lambda: arguments("ui/voiced.py", "Side", 5),
    ("ui/inquiries.py", "INQUIRIES.label"): lambda: arguments("analysis/metrics.py", "Metric", 1),
    ("ui/seasons.py", "NAMES[name]"): lambda: list(table("ui/seasons.py", "NAMES").values()),
    ("pages/sentiment.py", "BY_NAME[by].label"): lambda: arguments("analysis/filters.py", "Field", 1),
    ("ui/health.py", "title"): lambda: list(table("ui/checks.py", "FIELDS").values()),
    ("ui/health.py", "check.sentence"): lambda: arguments("ui/checks.py", "Check", 2),
    ("ui/health.py", "check.advice"): lambda: arguments("ui/checks.py", "Check", 3),
    ("ui/health.py", "check.link"): lambda: named("ui/checks.py", "Check", "link"),
    ("ui/health.py", "check.metric.label"): lambda: arguments("analysis/metrics.py", "Metric", 1),
    ("ui/health.py", "check.metric.unit"): lambda: arguments("analysis/metrics.py", "Metric", 2),
    ("ui/health.py", "check.metric.definition"): lambda: arguments("analysis/metrics.py", "Metric", 3),
    ("ui/receipts.py", "name"): lambda: ["Imported at", "From", "To"],
    ("ui/mapping.py", "group"): lambda: list(table("ui/mapping.py", "FIELDS")),
    ("ui/mapping.py", "FIELDS[group][field]"): lambda: [
        name for fields in table("ui/mapping.py", "FIELDS").values() for name in fields.values()
    ],
    ("pages/settings.py", "(NAMES | OTHERS)[name]"): lambda: [
        *table("ui/drafts.py", "NAMES").values(), *table("pages/settings.py", "OTHERS").values(),
    ],
    ("ui/changes.py", "TABLES[table]"): lambda: list(table("ui/changes.py", "TABLES").values()),
    ("ui/changes.py", "how"): lambda: list(table("ui/changes.py", "HOW")),
    ("ui/lexicons.py", "HELP[setting]"): lambda: list(table("ui/lexicons.py", "HELP").values()),
    ("ui/lexicons.py", "NAMES[name]"): lambda: list(table("ui/drafts.py", "NAMES").values()),
    ("ui/lexicons.py", "TABLES[table]"): lambda: list(table("ui/changes.py", "TABLES").values()),
    ("ui/trail.py", "NAMES[entry.key]"): lambda: list(table("ui/drafts.py", "NAMES").values()),
    ("ui/trail.py", "name"): lambda: list(table("ui/drafts.py", "NAMES").values()),
    ("ui/unsaved.py", "(NAMES | BESIDE)[setting]"): lambda: [
        *table("ui/drafts.py", "NAMES").values(), *table("ui/drafts.py", "BESIDE").values(),
    ],
    ("ui/gain.py", "VERDICTS[judged.verdict]"): lambda: list(table("ui/gain.py", "VERDICTS").values()),
    ("ui/unsaved.py", "NAMES[setting]"): lambda: list(table("ui/drafts.py", "NAMES").values()),
    ("ui/watchlist.py", "HELPS[name]"): lambda: list(table("ui/watchlist.py", "HELPS").values()),
    ("ui/watchlist.py", "HELP[kind]"): lambda: list(table("ui/watchlist.py", "HELP").values()),
    ("ui/watchlist.py", "LABELS[name]"): lambda: list(table("ui/watchlist.py", "LABELS").values()),
    ("ui/watchlist.py", "TABLES[kind]"): lambda: list(table("ui/changes.py", "TABLES").values()),
    ("ui/watchlist.py", "text"): lambda: [text for row in table("ui/watchlist.py", "FIRST").values() for text in row.values()],
    ("ui/window.py", "PERIODS[period].label"): lambda: arguments("analysis/periods.py", "Period", 0),
    ("ui/top_authors.py", "NAMED[name]"): lambda: list(table("ui/top_authors.py", "NAMED").values()),
    ("ui/as_exported.py", "BY_NAME[by].label"): lambda: arguments("analysis/filters.py", "Field", 1),
    ("ui/as_exported.py", "TITLES[by]"): lambda: list(table("ui/as_exported.py", "TITLES").values()),
    ("ui/coverage.py", "sentence"): lambda: list(table("ui/coverage.py", "GAPS").values()),
    # These pass on what their own callers wrote out.
    ("store/audit.py", "text"): list,
    ("store/supplements.py", "text"): list,
    ("store/views.py", "text"): list,
    ("language.py", "self.text"): list,
    ("analysis/keywords.py", "text"): list,
    ("loaders/refused.py", "text"): list,
    ("nlp/watchlist.py", "text"): list,
    ("ui/drafts.py", "why.text"): list,
    ("ui/drafts.py", "TABLES[name]"): lambda: list(table("ui/changes.py", "TABLES").values()),
}


def texts() -> tuple[dict[str, str], set[tuple[str, str]]]:
    """Every text that is written out, with the place of one of its uses, and what other calls translate."""
    written: dict[str, str] = {}
    computed: set[tuple[str, str]] = set()
    for name, node in nodes(ast.Call):
        if ast.unparse(node.func) in SENTENCES and node.args:
            first = node.args[0]
            for part in (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,):
                if isinstance(part, ast.Constant):
                    written[part.value] = f"{name}:{part.lineno}"
                else:
                    computed.add((name, ast.unparse(part)))
    return written, computed


def every_text() -> dict[str, str]:
    tables = {text: name for (name, _), from_table in COMPUTED.items() for text in from_table()}
    return tables | texts()[0]


def translations() -> dict[str, str]:
    with (ROOT / "locales" / "zh.po").open("rb") as file:
        return {message.id: message.string for message in read_po(file, locale="zh") if message.id}


def names_in(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def missing() -> list[str]:
    """Texts without a translation, each with a place where it is used."""
    known = translations()
    return sorted(f"{place}  {text!r}" for text, place in every_text().items() if not known.get(text, "").strip())


def test_a_text_that_is_not_written_out_comes_from_a_known_table():
    assert texts()[1] == set(COMPUTED)


def test_every_text_has_a_chinese_translation():
    assert len(every_text()) > 200
    assert missing() == []


def test_a_translation_names_the_values_of_its_text():
    assert {
        text: translated for text, translated in translations().items() if names_in(text) != names_in(translated)
    } == {}


def left_over() -> list[str]:
    return sorted(set(translations()) - set(every_text()))


def test_no_translation_is_left_of_a_text_that_is_gone():
    assert left_over() == []


# Texts that nobody translates

SHOWN = {"app", "frame", "pages", "ui", "reports", "charts", "analysis", "jobs", "loaders", "inbox", "written"}
# Quotation marks too: Traditional Chinese has others.
CHINESE = re.compile(r"[\u201c\u201d\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
# Chinese that is no text of ours: what stands in exports and in cells that people fill. File -> what of it holds the words.
CHINESE_DATA = {
    "analysis/engagement.py": {"STOCK"},
    "analysis/gender.py": {"UNTOLD", "WORDS"},
    "analysis/keywords.py": {"OPERATORS", "TOKEN"},
    "loaders/aliases.py": {"ALIASES", "KINDS"},
    "loaders/convert.py": {"AROUND"},
    "loaders/figures.py": {"HEADERS", "METRICS", "SCALED"},
    "loaders/hot_searches.py": {"HEADERS", "DAY", "TELLING", "RANK", "HEAT", "PINNED"},
    "loaders/supplement.py": {"NUMBER", "SCALES", "BLANKS", "IN_BRACKETS"},
    "loaders/read.py": {"column_names"},
    "loaders/template.py": {"SHEET", "COLUMNS", "workbook"},
    "ui/download.py": {"cell"},
    "ui/examples.py": {"around"},
    "ui/grid.py": {"YES"},
    "ui/words.py": {"SEPARATORS", "in_a_cell"},
    "written.py": {"UNITS", "day_of_month", "month", "year"},
}


def shown(*kinds: type) -> Iterator[tuple[str, str, ast.AST]]:
    """Nodes of what people see: file, the name of the definition at its top, node."""
    for name, tree in TREES.items():
        if package(name) in SHOWN and not name.startswith("loaders/exports/"):
            for top in tree.body:
                yield from ((name, defined(top), node) for node in ast.walk(top) if isinstance(node, kinds))


def defined(top: ast.stmt) -> str:
    if isinstance(top, ast.Assign):
        return ast.unparse(top.targets[0])
    return getattr(top, "name", "")


def docstrings() -> set[ast.AST]:
    return {node.value for _, node in nodes(ast.Expr) if isinstance(node.value, ast.Constant)}


def chinese_in_code() -> dict[tuple[str, str], str]:
    known, comments = every_text(), docstrings()
    return {
        (name, top): node.value
        for name, top, node in shown(ast.Constant)
        if isinstance(node.value, str) and CHINESE.search(node.value) and node.value not in known and node not in comments
    }


def test_no_chinese_text_stands_in_the_code():
    allowed = {(name, top) for name, tops in CHINESE_DATA.items() for top in tops}
    found = chinese_in_code()
    assert {place: text for place, text in found.items() if place not in allowed} == {}
    assert sorted(allowed - set(found)) == []


# Calls whose first argument is read by people, and what they name otherwise that is.
SAID_FIRST = {
    "title", "header", "subheader", "caption", "markdown", "write", "text", "success", "info", "warning", "error", "toast", "spinner",
    "button", "download_button", "link_button", "checkbox", "toggle", "radio", "selectbox", "multiselect", "segmented_control", "pills",
    "slider", "select_slider", "text_input", "text_area", "number_input", "date_input", "time_input", "datetime_input", "file_uploader",
    "form_submit_button", "popover", "expander", "metric", "tabs", "status", "dialog", "feedback", "chat_input",
    "Column", "TextColumn", "NumberColumn", "DatetimeColumn", "CheckboxColumn", "LinkColumn", "SelectboxColumn", "MultiselectColumn",
    "ListColumn", "ProgressColumn", "LineChartColumn", "BarChartColumn", "heading", "card", "empty",
}  # fmt: skip
SAID_BY_NAME = {
    "label", "help", "placeholder", "alt", "title", "title_text", "text", "hovertext", "hovertemplate", "texttemplate", "delta_description",
    "page_title", "body", "note", "detail", "column_title",
}  # fmt: skip
# `name` names a trace there; elsewhere it is a name in the code.
SAID_IN_CHARTS = {"name", "annotation_text", "ticktext", "ticksuffix", "tickprefix", "end", "hover"}
# What no language says otherwise; material icons, the marks of Plotly and its HTML.
UNTRANSLATED = re.compile(r":material/\w+:|%\{[^}]*\}|</?\w+>|\b(SQL|TOML|JSON|CSV|csv|KB|MB|UTC|n|z)\b")
PASSED_ON = {"plain", "quoted", "join", "format"}


def words_in(node: ast.AST | None) -> str:
    """The letters of an expression that are written in the code and not translated."""
    match node:
        case ast.Constant(value=str() as text):
            return text if re.search(r"[^\W\d_]", UNTRANSLATED.sub("", text)) else ""
        case ast.JoinedStr(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.BoolOp(values=parts):
            return "".join(map(words_in, parts))
        case ast.FormattedValue(value=value) | ast.Starred(value=value):
            return words_in(value)
        case ast.BinOp(left=left, right=right) | ast.IfExp(body=left, orelse=right):
            return words_in(left) + words_in(right)
        case ast.Dict(values=values):
            return "".join(map(words_in, values))
        case ast.Call(func=func, args=args) if ast.unparse(func).split(".")[-1] in PASSED_ON:
            return "".join(map(words_in, args))
    return ""


def said(name: str, node: ast.Call | ast.Dict) -> Iterator[ast.AST]:
    """What of a call, or in charts of a dictionary of Plotly's, people read."""
    by_name = SAID_BY_NAME | (SAID_IN_CHARTS if package(name) == "charts" else set())
    if isinstance(node, ast.Dict):
        pairs = zip(node.keys, node.values, strict=True) if package(name) == "charts" else ()
        yield from (value for key, value in pairs if isinstance(key, ast.Constant) and key.value in by_name)
        return
    *of, function = ast.unparse(node.func).split(".")
    if node.args and function in SAID_FIRST and of != ["log"]:
        yield node.args[0]
    yield from (given.value for given in node.keywords if given.arg in by_name)


def test_what_people_read_is_translated():
    written_out = [
        (f"{name}:{node.lineno}", words)
        for name, _top, node in shown(ast.Call, ast.Dict)
        for part in said(name, node)
        if (words := words_in(part))
    ]
    assert written_out == []


def test_a_file_is_made_in_the_language_of_its_reader():
    """Streamlit makes it when it is asked for, in a thread where nobody's language is known."""
    made = [
        (name, ast.unparse(argument.value))
        for name, call in nodes(ast.Call) if ast.unparse(call.func) == "st.download_button"
        for argument in call.keywords if argument.arg == "data"
    ]  # fmt: skip
    assert len(made) > 5 and [one for one in made if not one[1].startswith("spoken(")] == []


def test_numbers_and_dates_are_written_by_one_module():
    specs = [(name, node) for name, _top, node in shown(ast.FormattedValue) if name != "written.py" and node.format_spec]
    assert told((name, node) for name, node in specs if re.search(r"[,%]", ast.unparse(node.format_spec))) == []
    assert told((name, node) for name, _top, node in shown(ast.Attribute) if node.attr == "strftime") == []


if __name__ == "__main__":
    print(table_of_imports(), "\nWithout a translation:", *missing(), "\nTranslated but gone:", *left_over(), sep="\n")
