"""Which column of a dropped file holds which field: guessed, and corrected by a person who sees what comes of it."""

from pathlib import Path

import pyarrow as pa
import streamlit as st

from language import Sentence, _
from loaders.export import normal
from loaders.guess import Guess, guess
from loaders.profiles import Profile, chosen, fingerprint
from loaders.refused import Refused
from loaders.sample import sample
from ui.plain import plain

# group -> its fields -> their names, translated when shown
FIELDS = {
    "Content": {
        "published_at": "Time of publication", "title": "Title", "text": "Body text", "url": "Address", "platform": "Platform",
        "kind": "Kind", "media_type": "Type of medium", "source_name": "Site or medium", "language": "Language",
    },
    "Author": {
        "author_name": "Author's name", "author_id": "Author's id", "author_followers": "Followers", "region": "Region",
        "gender": "Gender",
    },
    "Numbers": {
        "likes": "Likes", "comments": "Comments", "reposts": "Reposts", "favourites": "Favourites", "views": "Views",
        "reach": "Reach",
    },
    "Labels": {
        "export_sentiment": "Sentiment", "emotion": "Emotion", "sensitivity": "Sensitivity", "queries": "Query",
        "brands": "Brand", "products": "Product",
    },
    "Source record": {"native_id": "Id of the mention", "collected_at": "Time of collection"},
}  # fmt: skip
GROUP_OF = {field: group for group, fields in FIELDS.items() for field in fields}
EXAMPLES = 3
EXAMPLE_LENGTH = 40
FEW = 12  # columns of a table that is shown whole
FOLDED = 30  # columns shown at a time of those that hold no field
CONTENT = ("text", "title", "url")


class Mapping:
    """The choices for one dropped file, kept while it lies on the page: column -> field."""

    def __init__(self, key: str, path: Path, name: str, saved: dict[str, Profile]) -> None:
        kept = st.session_state.setdefault("_mappings", {})
        if key not in kept:
            records = sample(path, name)
            columns = [column for column in records.schema.names if not column.startswith("@")]
            kept[key] = {"columns": columns, "examples": _examples(records, columns), "guesses": guess(records)}
            profile = saved.get(fingerprint(columns))
            kept[key]["fields"] = _by_column(chosen(profile, columns)) if profile else _guessed(kept[key]["guesses"])
        self._key, self._kept = key, kept[key]

    @property
    def columns(self) -> list[str]:
        return self._kept["columns"]

    @property
    def known_by(self) -> str:
        return fingerprint(self.columns)

    @property
    def fields(self) -> dict[str, str]:
        """field -> column."""
        return {field: column for column, field in self._kept["fields"].items()}

    @property
    def promises(self) -> bool:
        return bool(self._kept["guesses"].keys() & set(CONTENT))

    def missing(self, *, dated: bool) -> list[str]:
        """What must still be said, in words."""
        content = [] if self.fields.keys() & set(CONTENT) else [_("a text, a title or an address")]
        return content + ([] if dated or "published_at" in self.fields else [_("the time of publication, or a day")])

    def draw(self) -> None:
        """A row for each column; those without a field are folded, with a search."""
        mapped = [column for column in self.columns if column in self._kept["fields"]]
        rest = [column for column in self.columns if column not in self._kept["fields"]]
        first = set(self._kept.setdefault("first", mapped))
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.caption(_("Each column of the file, and the field of a mention that it holds."), width="content")
            st.button(_("Back to the guesses"), key=f"guesses_{self._key}", type="tertiary", on_click=self._reset)
        shown = [column for column in self.columns if column in first or column in mapped]
        for column in shown:
            self._row(column)
        rest = [column for column in rest if column not in shown]
        if rest:
            told = _("{count} more columns: they stay with each mention under their names", count=len(rest))
            with st.expander(told, expanded=len(self.columns) <= FEW):
                self._search(rest)

    def _search(self, rest: list[str]) -> None:
        if len(rest) > FOLDED:
            sought = normal(st.text_input(_("Search columns"), key=f"search_{self._key}", placeholder=_("part of a name")))
            rest = [column for column in rest if sought in normal(column)]
        for column in rest[:FOLDED]:
            self._row(column)
        if len(rest) > FOLDED:
            st.caption(_("{count} more: search for a part of the name.", count=len(rest) - FOLDED))

    def _row(self, column: str) -> None:
        field = self._kept["fields"].get(column)
        key = f"map_{self._key}_{self.columns.index(column)}"
        st.session_state[key] = field
        left, right = st.columns(2, vertical_alignment="center", gap="small")
        with left, st.container(gap=None):
            st.text(column)
            st.caption(plain(" · ".join(self._kept["examples"][column]) or "–"))
        with right, st.container(gap=None):
            st.selectbox(
                plain(column), list(GROUP_OF), index=None, key=key, format_func=field_name, placeholder=_("stays under its name"),
                label_visibility="collapsed", on_change=self._chosen, args=[column, key],
            )  # fmt: skip
            why = self._why(column, field)
            if why is not None:
                st.caption(plain(why))

    def _why(self, column: str, field: str | None) -> Sentence | None:
        found: Guess | None = self._kept["guesses"].get(field)
        return found.why if found is not None and found.column == column else None

    def _chosen(self, column: str, key: str) -> None:
        """A field is that of one column: the one chosen last."""
        field, fields = st.session_state[key], self._kept["fields"]
        for other in [other for other, held in fields.items() if held == field or other == column]:
            del fields[other]
        if field is not None:
            fields[column] = field

    def _reset(self) -> None:
        self._kept["fields"] = _guessed(self._kept["guesses"])


def promises(key: str, path: Path, name: str, saved: dict[str, Profile]) -> bool:
    """Whether a dropped file's records look like mentions, and not like totals, whatever a person has chosen since."""
    try:
        return Mapping(key, path, name, saved).promises
    except Refused:
        return False


def field_name(field: str) -> str:
    group = GROUP_OF[field]
    return f"{_(group)} · {_(FIELDS[group][field])}"


def _by_column(fields: dict[str, str]) -> dict[str, str]:
    return {column: field for field, column in fields.items()}


def _guessed(guesses: dict[str, Guess]) -> dict[str, str]:
    return {found.column: field for field, found in guesses.items()}


def _examples(records: pa.RecordBatch, columns: list[str]) -> dict[str, list[str]]:
    """The first different values of each column, cut to a line."""
    first = records.slice(0, 200)
    found = {column: dict.fromkeys(cell.strip() for cell in first[column].to_pylist() if cell and cell.strip()) for column in columns}
    return {column: [_cut(cell) for cell in list(cells)[:EXAMPLES]] for column, cells in found.items()}


def _cut(cell: str) -> str:
    line = " ".join(cell.split())
    return line if len(line) <= EXAMPLE_LENGTH else f"{line[:EXAMPLE_LENGTH]}…"
