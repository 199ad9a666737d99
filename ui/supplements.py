"""Figures of the business and hot-search lists on the import page: looked at, loaded, listed, taken back."""

from pathlib import Path
from uuid import uuid4

import streamlit as st

import written
from analysis.filters import Filters
from analysis.labels import label
from analysis.supplements import supplements
from language import Sentence, _
from loaders.refused import Refused
from loaders.supplement import LARGEST, Row, Supplement, supplement
from store.supplements import SupplementError, add, undo, units
from ui.ask import ask, is_demo, store
from ui.chronicle import chosen
from ui.download import csv_bytes, spoken
from ui.grid import height
from ui.plain import plain

SHOWN, MOST_REFUSED = 20, 500
KINDS = {"figures": "Figures of the business", "hot_searches": "Hot searches"}
DONE = "_supplement_done"


def supplement_section() -> None:
    """Below the files of mentions: drop, look, load; what is loaded, and the way back."""
    st.subheader(_("Figures of the business and hot searches"), anchor=False)
    st.caption(_("Daily figures (date, brand, metric, value, unit, or a column for each metric) can be laid over the courses of volume, sentiment, topics, share of voice and new authors; hot-search lists (time, board, rank, word, heat) are marked on the first four of these."))
    if is_demo():
        st.caption(_("They are loaded into your own store; the demo has its own."))
    turn = st.session_state.setdefault("_supplement_turn", 0)
    uploads = st.file_uploader(_("Drop figures or hot-search lists here: csv or xlsx"), type=["csv", "tsv", "txt", "xlsx", "xls", "ods"], accept_multiple_files=True, key=f"supplements_{turn}", max_upload_size=LARGEST >> 20)
    kept = st.session_state.setdefault("_supplements", {})
    st.session_state["_supplements"] = {upload.file_id: kept.get(upload.file_id) for upload in uploads or ()}
    known = units(store()) if uploads else {}
    ready = [(upload, found) for upload in uploads or () if (found := _file(upload, known)) and found.table.num_rows]
    if ready:
        count = sum(found.table.num_rows for _upload, found in ready)
        st.button(_("Load {count} rows", count=written.whole(count)), key="load_supplements", type="primary", icon=":material/upload:", on_click=_load, args=[ready])
    _done()
    _loaded()


def _file(upload, known: dict[str, str]) -> Supplement | None:
    """One file's card; what it brings where it can be read."""
    with st.container(border=True, key=f"supplement_{upload.file_id}", gap="small"):
        st.text(f"{upload.name} · {written.whole(max(upload.size // 1024, 1))} KB")
        found = _looked_at(upload, known)
        if isinstance(found, Refused):
            st.error(plain(found), icon=":material/block:")
            return None
        _told(found)
        if found.table.num_rows:
            _preview(found, upload.file_id)
        _refused(found.refused, upload.file_id)
    return found


def _looked_at(upload, known: dict[str, str]) -> Supplement | Refused:
    """Once for each file, and again where the units that metrics have are others."""
    kept: dict[str, tuple[dict[str, str], Supplement | Refused] | None] = st.session_state["_supplements"]
    if kept[upload.file_id] is None or kept[upload.file_id][0] != known:
        kept[upload.file_id] = (known, _read(upload, known))
    return kept[upload.file_id][1]


def _read(upload, known: dict[str, str]) -> Supplement | Refused:
    with st.spinner(_("Reading {name}", name=plain(upload.name))):
        folder = store().folder / "uploads" / str(uuid4())
        folder.mkdir(parents=True)
        path = folder / "upload"
        try:
            path.write_bytes(upload.getvalue())
            return supplement(path, upload.name, zone=store().time_zone, units=known)
        except Refused as refused:
            return refused
        finally:
            path.unlink(missing_ok=True)
            folder.rmdir()


def _told(found: Supplement) -> None:
    """What was recognised, and what was not."""
    frame = found.table.to_pandas()
    told = [_(KINDS[found.kind]), _("{count} rows", count=written.whole(len(frame)))]
    if found.kind == "figures" and len(frame):
        told.append(written.listed(_named(metric, unit) for metric, unit in frame[["metric", "unit"]].drop_duplicates().itertuples(index=False)))
        told.append(written.listed(frame["brand"].dropna().unique()) or _("no brand"))
        told.append(f"{frame['date'].min()} – {frame['date'].max()}")
    elif len(frame):
        told.append(written.listed(frame["board"].dropna().unique()) or _("no board"))
        told.append(f"{written.minute(frame['at'].min())} – {written.minute(frame['at'].max())}")
    st.caption(plain(" · ".join(told)))
    if found.ignored:
        st.caption(plain(_("Columns that are not read: {columns}", columns=written.listed(found.ignored))))
    for one in found.left_out:
        st.caption(plain(_("Not read: {member}. {why}", member=one.member, why=one.why)))


def _preview(found: Supplement, key: str) -> None:
    frame = found.table.slice(0, SHOWN).to_pandas().astype(object)
    if found.kind == "figures":
        columns = {"date": _("Date"), "brand": _("Brand"), "metric": _("Metric"), "value": _("Value"), "unit": _("Unit")}
        frame["metric"] = [label("figures", metric) for metric in frame["metric"]]
    else:
        columns = {"at": _("Time"), "board": _("Board"), "rank": _("Rank"), "word": _("Hot search"), "heat": _("Heat")}
    st.dataframe(frame.where(frame.notna(), None).rename(columns=columns), hide_index=True, placeholder="–", alt=_("The first rows as they will be loaded"), key=f"supplement_preview_{key}", height=height(min(len(frame), 5)))


def _refused(refused: list[Row], key: str) -> None:
    if not refused:
        return
    with st.expander(_("{count} rows or cells are not loaded", count=written.whole(len(refused)))):
        columns = {
            _("Row"): [written.place(row.member, row.line) for row in refused[:MOST_REFUSED]],
            _("Not loaded because"): [_why(row) for row in refused[:MOST_REFUSED]],
            _("As in the file"): [row.raw for row in refused[:MOST_REFUSED]],
        }
        st.dataframe(columns, hide_index=True, alt=_("Rows that are not loaded"), key=f"supplement_refused_{key}")
        every = [(written.place(row.member, row.line), _why(row), row.raw) for row in refused]
        st.download_button(
            _("Download"), data=spoken(lambda: csv_bytes(list(columns), every)), file_name="guanlan-not-loaded.csv", mime="text/csv", on_click="ignore",
            key=f"download_refused_{key}", icon=":material/download:",
        )  # fmt: skip


def _why(row: Row) -> str:
    """With the metric by the name that its reader knows."""
    return _spoken(row.why)


def _spoken(sentence: Sentence) -> str:
    values = sentence.values
    if "metric" in values:
        values = values | {"metric": label("figures", values["metric"])}
    if "metrics" in values:
        values = values | {"metrics": written.listed(label("figures", metric) for metric in values["metrics"])}
    return _(sentence.text, **values)


def _named(metric: str, unit: str | None) -> str:
    return f"{label('figures', metric)} ({unit})" if isinstance(unit, str) else label("figures", metric)


def _load(ready: list[tuple[object, Supplement]]) -> None:
    told = []
    for upload, found in ready:
        try:
            add(store(), found.kind, Path(upload.name).name, found.file_hash, found.table, refused=len(found.refused))
        except SupplementError as error:
            told.append((upload.name, _spoken(error.sentence), False))
        else:
            told.append((upload.name, found.table.num_rows, True))
    st.session_state[DONE] = told
    st.session_state["_supplement_turn"] += 1
    st.session_state["_supplements"] = {}


def _done() -> None:
    """What was loaded last, or why it was not."""
    for name, said, loaded in st.session_state.pop(DONE, []):
        if loaded:
            st.caption(f":material/check: {plain(_('{name}: {count} rows loaded.', name=name, count=written.whole(said)))}")
        else:
            st.warning(plain(f"{name}: {said}"), icon=":material/block:")


def _loaded() -> None:
    rows = ask(supplements, Filters(), of=store()).rows
    if not rows:
        return
    table = {
        _("Loaded at"): [row["loaded_at"] for row in rows],
        _("File"): [row["file_name"] for row in rows],
        _("Kind"): [_(KINDS[row["kind"]]) for row in rows],
        _("Rows loaded"): [row["rows"] for row in rows],
        _("Not loaded"): [row["refused"] for row in rows],
        _("From"): [row["since"] for row in rows],
        _("To"): [row["until"] for row in rows],
        _("State"): [_("undone") if row["undone_at"] else "" for row in rows],
    }
    days = {name: st.column_config.DatetimeColumn(format="YYYY-MM-DD") for name in (_("From"), _("To"))}
    places = chosen(table, key="supplements_loaded", alt=_("Loaded files of figures and hot searches"), columns=days)
    if not places:
        st.caption(_("Choose a file to take it back: what other files say of the same days counts again."))
    for place in places:
        row = rows[place]
        if row["undone_at"]:
            st.caption(_("This file was taken back at {time}. Load it anew to have it again.", time=written.minute(row["undone_at"])))
        else:
            st.button(_("Undo this file"), key="undo_supplement", icon=":material/undo:", on_click=_undo, args=[row["supplement_id"]])


def _undo(supplement_id: str) -> None:
    undo(store(), supplement_id)
