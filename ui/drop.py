"""Files dropped on a page: kept on disk, shown as they will be stored, handed to the queue."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import streamlit as st

import written
from analysis.labels import label
from jobs import jobs_of
from language import _
from loaders import profiles, reasons
from loaders.detect import UnknownExport
from loaders.parameters import Parameters
from loaders.prepare import Preview, preview
from loaders.profiles import Profile, complete
from loaders.refused import Refused
from loaders.template import workbook
from ui.ask import store
from ui.download import spoken
from ui.mapping import Mapping, field_name, promises
from ui.plain import plain
from ui.questions import answers, asks, no_longer_asks, questions

COPIED = 8 << 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZONES = ["Asia/Shanghai", "UTC", "Asia/Tokyo", "Europe/London", "America/New_York"]


def drop() -> None:
    """Drop, see how each file is read, say what it does not say itself, import."""
    turn = st.session_state.setdefault("_turn", 0)
    uploads = st.file_uploader(
        _("Drop exports here: csv, xlsx, json, jsonl, SQLite or zip, in any encoding"),
        accept_multiple_files=True,
        key=f"uploads_{turn}",
    )
    if not uploads:
        st.download_button(
            _("Template for customer-service tickets (xlsx)"), data=spoken(workbook), file_name="guanlan-tickets.xlsx", mime=XLSX,
            on_click="ignore", key="template", icon=":material/download:", type="tertiary",
        )  # fmt: skip
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        brand = st.text_input(_("Brand"), key="brand", placeholder=_("optional: all mentions are about it"), width=300)
        zone = st.selectbox(
            _("Time zone of the file"), ZONES, index=None, key="zone", placeholder=_("as the format says"), width=220
        )
    said = Parameters(brand=brand.strip() or None, time_zone=zone)
    orders = [order for upload in uploads if (order := _file(upload, said))]
    if orders and st.button(
        _("Import {count} files", count=len(orders)), type="primary", key="import", icon=":material/upload:"
    ):
        for order in orders:
            order.submit()
        st.session_state["_turn"] += 1
        for kept in ("_previews", "_mappings", "_asked", "_guessed"):
            st.session_state[kept] = {}
        st.rerun()


@dataclass(frozen=True)
class Order:
    """A file that can be imported, and how. `remembered`: files with its columns are read so from now on."""

    path: Path
    name: str
    parameters: Parameters
    known_by: str | None = None
    profile: Profile | None = None
    remembered: bool = False

    def submit(self) -> None:
        if self.remembered:
            profiles.save(store(), self.known_by, self.profile)
        jobs_of(store()).submit(
            "import",
            path=str(self.path),
            name=self.name,
            parameters=asdict(self.parameters),
            profiles={self.known_by: asdict(self.profile)} if self.profile else {},
        )


def _file(upload, said: Parameters) -> Order | None:
    """One file's card; its order where nothing is missing."""
    key, name = upload.file_id, upload.name
    with st.container(border=True, key=f"file_{key}"):
        st.text(f"{name} · {written.whole(max(upload.size // 1024, 1))} KB")
        path, saved = _spooled(upload), profiles.saved(store())
        said = replace(said, **answers(key))
        shown = _previewed(path, name, said, saved)
        unknown = isinstance(shown, UnknownExport)
        # It stays so when an answer makes the file readable: what was mapped until then is not folded away.
        guessed = st.session_state.setdefault("_guessed", {}).setdefault(
            key, unknown and promises(key, path, name, saved)
        )
        if guessed:
            told = _("No format has these columns. Say what they hold: what is filled in is a guess.")
            st.info(told, icon=":material/table_edit:")
        elif isinstance(shown, Refused) and shown.asks is None:
            st.error(plain(shown), icon=":material/block:")
        elif isinstance(shown, Preview) and shown.parameters.profile:
            _read_as_said(saved[shown.parameters.profile])
        readable = unknown or isinstance(shown, Preview) or shown.asks is not None
        if readable and st.toggle(_("Say what the columns hold"), value=guessed, key=f"correct_{key}"):
            return _mapped(key, path, name, said, saved)
        return _looked_at(key, shown) and Order(path, name, said)


def _mapped(key: str, path: Path, name: str, said: Parameters, saved: dict[str, Profile]) -> Order | None:
    """The card of a file whose columns a person maps."""
    mapped = Mapping(key, path, name, saved)
    mapped.draw()
    if "published_at" in mapped.fields:
        no_longer_asks(key, "date")
        said = replace(said, date=None)
    else:
        asks(key, "date")
    missing = mapped.missing(dated=said.date is not None)
    if missing:
        questions(key)
        st.button(_("Missing: {what}", what=", ".join(missing)), key=f"missing_{key}", disabled=True)
        return None
    known_by, before = mapped.known_by, saved.get(mapped.known_by, Profile(Path(name).stem, {}))
    zone = said.time_zone or before.time_zone
    st.caption(
        _("Times without an offset are those of {zone}; say otherwise above.", zone=zone or store().time_zone)
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        title = st.text_input(_("Name of this mapping"), before.name, key=f"name_{key}", width=300)
        remembered = st.toggle(_("Read files with these columns so from now on"), value=True, key=f"remember_{key}")
    day_first = before.day_first if said.day_first is None else said.day_first
    profile = Profile(title.strip() or name, complete(mapped.fields, mapped.columns), day_first, zone)
    shown = _previewed(path, name, said, saved | {known_by: profile})
    if isinstance(shown, Refused) and shown.asks is None:
        st.error(plain(shown), icon=":material/block:")
    return _looked_at(key, shown) and Order(path, name, said, known_by, profile, remembered)


def _looked_at(key: str, shown: Preview | Refused) -> bool:
    """Ask what the file does not say and show what would be stored; whether it can be imported."""
    if isinstance(shown, Refused) and shown.asks:
        asks(key, shown.asks, shown.sentence.values.get("example"))
    elif isinstance(shown, Preview) and shown.rejected["relative_time"]:
        asks(key, "collected")
    questions(key)
    if isinstance(shown, Refused):
        return False
    _preview(key, shown)
    return shown.rejected["relative_time"] < shown.read


def _read_as_said(profile: Profile) -> None:
    when = written.minute(datetime.fromisoformat(profile.at))
    told = plain(_("Read as you said on {when}: {name}", when=when, name=profile.name))
    st.caption(f":material/bookmark: {told}")


def _previewed(path: Path, name: str, said: Parameters, known: dict[str, Profile]) -> Preview | Refused:
    """Looked at once for each choice of parameters, however often the page is drawn."""
    kept: dict[tuple, Preview | Refused] = st.session_state.setdefault("_previews", {})
    key = (str(path), repr(said), repr([(known_by, asdict(profile) | {"name": ""}) for known_by, profile in known.items()]))
    if key not in kept:
        with st.spinner(_("Looking at the file…")):
            try:
                kept[key] = preview(path, store_zone=store().time_zone, parameters=said, name=name, profiles=known)
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
    why = _("its columns as you say") if shown.parameters.columns else detection.reason
    told = [
        _("Format: {name}, {why}", name=detection.export.name, why=why),
        _("{count} columns", count=len(table.columns)),
        *([table.encoding] if table.encoding else []),
        *(
            [_("separated by {mark}", mark={"\t": "TAB"}.get(table.delimiter, table.delimiter))]
            if table.delimiter
            else []
        ),
    ]
    st.caption(plain(" · ".join(told)))
    _told(shown)
    rows = shown.mentions.to_pylist()
    rejections = [reasons.rejection(row["reason"]) if row["reason"] else None for row in rows]
    st.dataframe(
        {
            **({_("Rejected because"): rejections} if any(rejections) else {}),
            _("Time"): [row["published_at"] for row in rows],
            _("Platform"): [label("platforms", row["platform"]) for row in rows],
            _("Kind"): [label("kinds", row["kind"]) for row in rows],
            _("Author"): [row["author_name"] for row in rows],
            _("Text"): [row["text"] or row["title"] for row in rows],
            _("Likes"): [row["likes"] for row in rows],
            _("Comments"): [row["comments"] for row in rows],
            _("Reposts"): [row["reposts"] for row in rows],
            _("Region"): [row["region"] for row in rows],
        },
        hide_index=True,
        placeholder="–",
        alt=_("The first mentions as they will be stored"),
        key=f"preview_{name}",
    )
    if detection.columns:
        held = {field_name(field): column for field, column in detection.columns.items()}
        with st.expander(_("Which column became which field")):
            st.dataframe(
                {_("Field"): list(held), _("Column"): list(held.values())},
                hide_index=True,
                alt=_("Fields and their columns"),
                key=f"columns_{name}",
            )


def _told(shown: Preview) -> None:
    """How many of the first mentions would be accepted, why the others are not, and what stays as it stands."""
    accepted = shown.read - shown.rejected.total()
    told = [
        _("Of the first {read} mentions {accepted} are accepted.", read=written.whole(shown.read), accepted=written.whole(accepted)),
        *(
            _("{count} rejected: {why}", count=written.whole(count), why=reasons.rejection(reason))
            for reason, count in shown.rejected.most_common()
        ),
        *(reasons.warning(code, count) for code, count in shown.warnings.items()),
    ]
    st.caption(plain(" ".join(told)))
    also = [_("{table} ({format})", table=member, format=format) for member, format in shown.others.items()]
    if also:
        st.caption(plain(_("This is the first of its tables; also read: {tables}", tables=", ".join(also))))
    for member, why in shown.left_out.items():
        st.caption(plain(_("Not read: {member}. {why}", member=member, why=why)))
