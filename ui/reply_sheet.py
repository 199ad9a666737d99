"""The library of answers as a workbook, out and in."""

import io
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import written
from analysis.labels import NAMES, label
from language import LANGUAGES, Sentence, _, speaking
from loaders import sheet
from loaders.export import normal
from loaders.read import LINE
from loaders.refused import Refused
from nlp.replies import LONGEST, PLACEHOLDERS, identity, one_line, twice_told
from nlp.rules import RulesError, library
from ui.words import in_a_cell, words
from ui.workbook import Column, workbook

# key of a row -> the title of its column, and the width of that.
COLUMNS = {"aspect": ("Aspect", 14), "intent": ("Intent", 10), "text": ("Reply text", 80), "words": ("Looked up by", 36), "id": ("Id", 38)}
FIELDS = {"aspect": "aspects", "intent": "intents"}


@dataclass(frozen=True)
class Line:
    """A row of a sheet that cannot be taken."""

    line: int
    why: Sentence
    raw: str


@dataclass(frozen=True)
class Read:
    rows: list[dict] = field(default_factory=list)
    refused: list[Line] = field(default_factory=list)


def written_out(rows: Iterable[Mapping], used: Mapping[str, int], aspects: Iterable[str]) -> bytes:
    """Rows of a document as a workbook; `used`: for how many mentions each was."""
    columns = [Column(_(title), "text", width) for title, width in COLUMNS.values()]
    cells = [[*(_cell(name, row.get(name)) for name in COLUMNS), used.get(row["id"], 0)] for row in rows]
    told = {
        _("Placeholders"): written.listed(f"{{{name}}}" for name in PLACEHOLDERS),
        _("Aspects"): written.listed(label("aspects", name) for name in aspects),
        _("Intents"): written.listed(label("intents", name) for name in NAMES["intents"]),
        _("Longest"): LONGEST,
        _("Id"): _("Leave it as it is where you change a reply, so that its uses stay counted; leave it empty for a new one."),
    }
    return workbook(_("Reply library"), [*columns, Column(_("Used for"), "count", 8)], cells, _("About"), told)


def read(content: bytes, aspects: Collection[str]) -> Read:
    """The rows of a workbook as a document has them; `aspects`: those that there are. Raises Refused."""
    titles = {normal(name): column for column in COLUMNS for name in _titles(column)}
    found, said = Read(), set()
    for table in sheet.tables(io.BytesIO(content), frozenset(titles)):
        columns: dict[str, str] = {}
        for name in table.columns:
            if normal(name) in titles:
                columns.setdefault(titles[normal(name)], name)
        if "text" in columns:
            for batch in table.batches():
                for cells in batch.records.to_pylist():
                    _take(found, said, cells[LINE], {key: (cells[name] or "").strip() for key, name in columns.items()}, aspects)
            return found
    raise Refused("No sheet has a column “{name}”: download the library and fill in its columns.", name=_(COLUMNS["text"][0]))


def coded(name: str, text: str, known: Collection[str] = ()) -> str:
    """An aspect or intent by its name in any language or its code; what is neither stays as it is."""
    codes = frozenset((*NAMES[FIELDS[name]], *known))
    return text if text in codes else _spoken(name, codes).get(text.lower(), text)


@lru_cache(maxsize=8)
def _spoken(name: str, codes: frozenset[str]) -> dict[str, str]:
    """Every name of the codes -> its code; of the same name in two languages that of the first."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with speaking(language):
            found = {label(FIELDS[name], code).lower(): code for code in sorted(codes)} | found
    return found


def _take(found: Read, said: set[tuple[str, str]], line: int, cells: dict[str, str], aspects: Collection[str]) -> None:
    """A row among those that are taken or refused; `said`: the texts and ids that were taken."""
    row = cells | {name: coded(name, cells[name], aspects) for name in FIELDS if cells.get(name)} | {"words": words(cells.get("words"))}
    row = {name: value for name, value in row.items() if value}
    row |= {"id": identity(row["id"])} if "id" in row else {}
    own = [("text", one_line(row.get("text", ""))), *([("id", row["id"])] if "id" in row else [])]
    why = None
    if row.get("aspect") and row["aspect"] not in aspects:
        why = Sentence("There is no aspect “{name}”; leave it empty, or take one of the sheet “{sheet}”.", {"name": row["aspect"], "sheet": Sentence("About")})
    else:
        try:
            library({"reply": [row]})
            if twice := next((one for one in own if one in said), None):
                raise twice_told(twice[1])
        except RulesError as error:
            why = error.sentence
    if why:
        found.refused.append(Line(line, why, " | ".join(filter(None, cells.values()))))
    else:
        found.rows.append(row)
        said.update(own)


def _titles(column: str) -> list[str]:
    """What its column may be called: its key, or its title in any language."""
    titles = [column]
    for language in LANGUAGES:
        with speaking(language):
            titles.append(_(COLUMNS[column][0]))
    return titles


def _cell(name: str, value: object) -> str | None:
    if not value:
        return None
    return label(FIELDS[name], value) if name in FIELDS else in_a_cell(value) if name == "words" else value
