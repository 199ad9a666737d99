"""Files dropped on a page: kept on disk, shown as they will be stored, handed to the queue."""

from dataclasses import asdict
from pathlib import Path
from uuid import uuid4

import streamlit as st

from analysis.labels import label
from jobs import jobs_of
from language import _
from loaders import reasons
from loaders.parameters import Parameters
from loaders.prepare import Preview, preview
from loaders.refused import Refused
from ui.ask import store
from ui.plain import plain

COPIED = 8 << 20
ZONES = ["Asia/Shanghai", "UTC", "Asia/Tokyo", "Europe/London", "America/New_York"]


def drop() -> None:
    """Drop, see how each file is read, import."""
    turn = st.session_state.setdefault("_turn", 0)
    uploads = st.file_uploader(
        _("Drop exports here: csv, xlsx, json or jsonl, in any encoding"),
        accept_multiple_files=True,
        key=f"uploads_{turn}",
    )
    if not uploads:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        brand = st.text_input(_("Brand"), key="brand", placeholder=_("optional: all mentions are about it"), width=300)
        zone = st.selectbox(
            _("Time zone of the file"), ZONES, index=None, key="zone", placeholder=_("as the format says"), width=220
        )
    parameters = Parameters(brand=brand.strip() or None, time_zone=zone)
    good = []
    for upload in uploads:
        with st.container(border=True):
            st.text(f"{upload.name} · {max(upload.size // 1024, 1):,} KB")
            path = _spooled(upload)
            shown = _previewed(path, upload.name, parameters)
            if isinstance(shown, Refused):
                st.error(plain(shown), icon=":material/block:")
            else:
                _preview(upload.file_id, shown)
                good.append((path, upload.name))
    if good and st.button(
        _("Import {count} files", count=len(good)), type="primary", key="import", icon=":material/upload:"
    ):
        for path, name in good:
            jobs_of(store()).submit("import", path=str(path), name=name, parameters=asdict(parameters))
        st.session_state["_turn"] += 1
        st.session_state["_previews"] = {}
        st.rerun()


def _previewed(path: Path, name: str, parameters: Parameters) -> Preview | Refused:
    """Looked at once for each choice of parameters, however often the page is drawn."""
    kept: dict[tuple, Preview | Refused] = st.session_state.setdefault("_previews", {})
    key = (str(path), repr(parameters))
    if key not in kept:
        with st.spinner(_("Looking at the file…")):
            try:
                kept[key] = preview(path, store_zone=store().time_zone, parameters=parameters, name=name)
            except Refused as refused:
                kept[key] = refused
    return kept[key]


def _spooled(upload) -> Path:
    """The uploaded file on disk, written once, in a folder of its own."""
    kept: dict[str, str] = st.session_state.setdefault("_spooled", {})
    if upload.file_id not in kept or not Path(kept[upload.file_id]).exists():
        folder = store().folder / "uploads" / str(uuid4())
        folder.mkdir(parents=True)
        path = folder / "upload"
        with path.open("wb") as file:
            upload.seek(0)
            while block := upload.read(COPIED):
                file.write(block)
        kept[upload.file_id] = str(path)
    return Path(kept[upload.file_id])


def _preview(name: str, shown: Preview) -> None:
    table, detection = shown.table, shown.detection
    told = [
        _("Format: {name}, {why}", name=detection.export.name, why=detection.reason),
        _("{count} columns", count=len(table.columns)),
        *([table.encoding] if table.encoding else []),
        *(
            [_("separated by {mark}", mark={"\t": "TAB"}.get(table.delimiter, table.delimiter))]
            if table.delimiter
            else []
        ),
    ]
    st.caption(plain(" · ".join(told)))
    rows = shown.mentions.to_pylist()
    rejections = [reasons.rejection(row["reason"]) if row["reason"] else None for row in rows]
    st.dataframe(
        {
            _("Time"): [row["published_at"] for row in rows],
            _("Platform"): [label("platforms", row["platform"]) for row in rows],
            _("Kind"): [label("kinds", row["kind"]) for row in rows],
            _("Author"): [row["author_name"] for row in rows],
            _("Text"): [row["text"] or row["title"] for row in rows],
            _("Likes"): [row["likes"] for row in rows],
            _("Comments"): [row["comments"] for row in rows],
            _("Reposts"): [row["reposts"] for row in rows],
            _("Region"): [row["region"] for row in rows],
            **({_("Rejected because"): rejections} if any(rejections) else {}),
        },
        hide_index=True,
        placeholder="–",
        alt=_("The first mentions as they will be stored"),
        key=f"preview_{name}",
    )
    if detection.columns:
        with st.expander(_("Which column became which field")):
            st.dataframe(
                {_("Field"): list(detection.columns), _("Column"): list(detection.columns.values())},
                hide_index=True,
                alt=_("Fields and their columns"),
                key=f"columns_{name}",
            )
