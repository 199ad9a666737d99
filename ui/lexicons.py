"""The lexicons: aspects and which sets of them count, intents, emotions, negations; beside each entry what it matches."""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import written
from analysis import labels
from analysis.labels import label
from language import _, current
from nlp.lexicon import SETS, Lexicon
from nlp.rules import LEXICONS, SETTINGS
from nlp.rules import lexicon as rules_of
from store.connect import Store
from ui import entries
from ui.changes import TABLES, name_of
from ui.counts import counts
from ui.dictionary import field
from ui.doubts import doubts
from ui.drafts import NAMES, Draft, Drafts, sound
from ui.grid import grid
from ui.kinds import kinds
from ui.matches import Sample, sample
from ui.plain import plain
from ui.rows import CLOSED, COLUMNS, each, told
from ui.sentence import sentence
from ui.watchlist import column, usable

HELP = {
    "aspects": "What a mention speaks of; it may speak of several. How it feels about each is read from the words around it.",
    "intents": "What an author wants: a mention has one intent. Where no word decides, one that names an aspect or something of the watchlist is praise or complaint as it feels; the rest is “other”.",
    "emotions": "What an author shows: a mention has one emotion, or none. Emoticons such as [tears] are words too.",
    "negations": "Words that turn what follows them in the same clause: “not recommended” is no praise.",
}
# Tables whose entries a negation may turn.
TURNED = ("intent", "emotion")
SOUGHT = ("name", "words", "with", "without")
# The fields of analysis.labels that hold the names of cells.
CELLS = {"aspect": {"name": "aspects", "set": "aspect_sets"}, "intent": {"name": "intents"}, "emotion": {"name": "emotions"}}
MOST_DOUBTS = 3
# Mentions that are counted while somebody edits: what one edit costs.
SOME = 20_000


def lexicons(drafts: Drafts, store: Store) -> None:
    held = sample(store, SOME)
    setting = st.session_state.setdefault("_lexicon", "aspects")
    chosen = st.container()
    st.caption(_(HELP[setting]))
    tried = st.container()
    if setting == "negations":
        _negations(drafts, store, held)
    else:
        _entries(setting, drafts, store, held)
    # Last, though they stand above: what is typed is known only then.
    with tried:
        sentence(lexicon_of(drafts), usable(drafts["watchlist"]))
    with chosen:
        kinds("_lexicon", {name: _(NAMES[name]) for name in LEXICONS}, {name: _size(drafts[name]) for name in LEXICONS})


def lexicon_of(drafts: Drafts) -> Lexicon:
    """As it stands in the tables, without what cannot be used."""
    lexicon = sound(rules_of, {name: rows for setting in LEXICONS for name, rows in drafts[setting].told().items()})
    return _ready(repr(lexicon), lexicon)


@st.cache_resource(max_entries=8, show_spinner=False)
def _ready(told: str, _lexicon: Lexicon) -> Lexicon:
    """The first that says the same: to search for its words takes making it ready."""
    return _lexicon


def _size(draft: Draft) -> int:
    return len(draft.told()[SETTINGS[draft.setting][-1]])


def _entries(setting: str, drafts: Drafts, store: Store, held: Sample) -> None:
    draft, table = drafts[setting], SETTINGS[setting][-1]
    sought = _narrowed(draft) if setting == "aspects" else ""
    left, right = st.columns([12, 5], gap="small")
    with left:
        named = grid(
            table, _spoken(table, draft.cells[table]), _columns(table), alt=_(TABLES[table]), depends=sought, fixed=table in CLOSED,
            wanted=lambda row: _wanted(row, draft, table, sought),
        )  # fmt: skip
        draft.cells[table] = each(named, {name: partial(_code, field) for name, field in CELLS[table].items()})
        if problem := draft.problem():
            st.warning(plain(problem), icon=":material/edit_note:")
    rules = lexicon_of(drafts)
    with left:
        _doubts(table, rules, sound(rules_of, draft.began))
    if table in CLOSED:
        names = [(table, name) for name in CLOSED[table]]
    else:
        rows = told(table, draft.cells[table])
        names = [(table, row.get("name", "")) for row in rows if _wanted(_spoken(table, [row])[0], draft, table, sought)]
    if names:
        _matched(table, names, rules, store, held, right)
    elif not sought:
        st.caption(_("Nothing stands here: no mention is marked. Fill in a row, or take the shipped ones back under Changes."))


def _negations(drafts: Drafts, store: Store, held: Sample) -> None:
    """What they turn is counted with the entries."""
    left, right = st.columns([12, 5], gap="small")
    with left:
        field(drafts["negations"], "negations", _("Negations"))
    _matched("negations", [(table, name) for table in TURNED for name in CLOSED[table]], lexicon_of(drafts), store, held, right)


def _matched(key: str, names: list[tuple[str, str]], rules: Lexicon, store: Store, held: Sample, right: DeltaGenerator) -> None:
    """How much each entry (table, name) matches now and would match; examples of the one that is chosen."""
    matched = entries.found(store, held, rules)
    of_name = {(entry.kind, entry.name): entry for entry in rules.entries}
    # An aspect whose set does not count is found nowhere.
    then = {one: int(matched[one].sum()) if one in matched else 0 for one in {*matched, *of_name}}
    with right:
        chosen = names[counts(key, [(name_of(*one), held.now(*one), then.get(one)) for one in names], held)]
    if chosen in of_name and chosen in matched:
        entries.draw_entry(store, of_name[chosen], rules, held, matched)
    elif chosen in of_name:
        st.caption(_("The set of “{name}” does not count: choose it above the table.", name=plain(name_of(*chosen))))


def _narrowed(draft: Draft) -> str:
    """Which sets count, and which rows are looked for."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(_("Sets that count beside the general one:"), width="content")
        key = f"sets_{current()}"
        if key not in st.session_state or st.session_state[key] != draft.cells["aspect_sets"]:
            st.session_state[key] = draft.cells["aspect_sets"]
        st.pills(
            _("Sets that count"), list(SETS), selection_mode="multi", key=key, on_change=_chosen, args=[draft, key], label_visibility="collapsed",
            format_func=lambda name: label("aspect_sets", name), width="content",
        )  # fmt: skip
        sought = st.text_input(
            _("Search aspects"), key="seek_aspects", placeholder=_("part of a name or word"), icon=":material/search:", width=240, label_visibility="collapsed",
        )  # fmt: skip
    return sought


def _chosen(draft: Draft, key: str) -> None:
    draft.cells["aspect_sets"] = [name for name in SETS if name in st.session_state[key]]


def _spoken(table: str, rows: list[dict]) -> list[dict]:
    """The rows with names for codes, so that names can be typed and pasted."""
    return each(rows, {name: partial(label, field) for name, field in CELLS[table].items()})


def _code(field: str, text: str) -> str:
    """By its name or its code; what is neither stays as it is."""
    codes = labels.NAMES[field]
    return {label(field, code).lower(): code for code in codes}.get(text.strip().lower(), text.strip())


def _columns(table: str) -> dict[str, object]:
    cells = {name: column(name) for name in COLUMNS[table]} | {"words": column("words", label=_("Words that count"))}
    if table in CLOSED:
        return cells | {"name": column("name", disabled=True)}
    sets = [label("aspect_sets", name) for name in labels.NAMES["aspect_sets"]]
    return cells | {"set": column("set", sets, default=sets[0])}


def _wanted(row: dict, draft: Draft, table: str, sought: str) -> bool:
    """What is sought, and what is not saved yet."""
    holds = sought.strip().lower() in " ".join(str(row.get(name) or "") for name in SOUGHT).lower()
    cells = each([row], {name: partial(_code, field) for name, field in CELLS[table].items()})
    return holds or any(entry not in draft.began[table] for entry in told(table, cells))


def _doubts(table: str, rules: Lexicon, saved: Lexicon) -> None:
    """The first of what is typed; the rest, and those of what is saved, behind a line."""
    now, before = (_doubted(current(), table, repr(lexicon), lexicon) for lexicon in (rules, saved))
    first = [doubt for doubt in now if doubt not in before][:MOST_DOUBTS]
    for doubt in first:
        st.caption(f":material/info: {plain(doubt)}")
    if rest := [doubt for doubt in now if doubt not in first]:
        with st.expander(_("{count} words to look at", count=written.whole(len(rest)))):
            for doubt in rest:
                st.caption(plain(doubt))


@st.cache_resource(max_entries=12, show_spinner=False)
def _doubted(lang: str, table: str, told: str, _lexicon: Lexicon) -> list[str]:
    return doubts([entry for entry in _lexicon.entries if entry.kind == table])
