"""The frame of every page: gate, navigation, filter bar, then the page."""

from functools import cache
from pathlib import Path

import streamlit as st

import language
from analysis import labels
from language import LANGUAGES, _
from ui import address, demo, filter_bar
from ui.ask import store
from ui.chosen import current
from ui.gate import gate
from ui.intent import keep_intent
from ui.reply_names import reply_names
from ui.span import span
from ui.topic_names import topic_names
from ui.work import ended, work

PAGES = {
    "At a glance": [("overview", "Overview", ":material/dashboard:")],
    "Monitoring": [
        ("sentiment", "Sentiment analysis", ":material/sentiment_neutral:"),
        ("audit", "Sentiment audit", ":material/fact_check:"),
        ("topics", "Topics", ":material/category:"),
        ("words", "Words and bursts", ":material/cloud:"),
        ("mentions", "Mentions", ":material/list_alt:"),
        ("handling", "Handling ledger", ":material/assignment_turned_in:"),
    ],
    "Analysis": [
        ("propagation", "Propagation", ":material/account_tree:"),
        ("competitors", "Competitors", ":material/balance:"),
        ("audiences", "Audiences and channels", ":material/groups:"),
        ("risks", "Risks and inquiries", ":material/report:"),
    ],
    "Data": [("imports", "Import", ":material/upload_file:"), ("settings", "Settings", ":material/tune:")],
}
# Pages that show no mentions have no use for the filters.
WITHOUT_FILTERS = {"imports", "settings"}
# A file of ours: the browser would fetch a named icon from elsewhere.
ICON = Path(__file__).parent.parent / "ui" / "icon.svg"


def spoken() -> str:
    return st.session_state.get("lang") or language.DEFAULT


language.follow(spoken)
# Asked once for each drawing of a page: every name in a table asks.
labels.follow(cache(topic_names), cache(reply_names))
gate()
store()
shown = ended()
known = span()
raw = address.adopt(known)
st.set_page_config(page_title=_("Guanlan"), page_icon=str(ICON), layout="wide")
pages = {
    name: st.Page(f"../pages/{name}.py", title=_(title), icon=icon, url_path=name, default=name == "overview")
    for entries in PAGES.values()
    for name, title, icon in entries
}
keep_intent()
page = st.navigation(list(pages.values()), position="hidden")

with st.sidebar:
    st.markdown(f"## {_('Guanlan')}")
    navigation = st.container()
    st.segmented_control(
        _("Language"),
        list(LANGUAGES),
        key="lang",
        format_func=LANGUAGES.get,
        required=True,
        label_visibility="collapsed",
    )
    going_on = st.container()


def navigate(link: dict[str, list[str]]) -> None:
    """Every entry is a whole link: it opens the same view on another page, also in a new tab."""
    with navigation:
        for section, entries in PAGES.items():
            st.caption(_(section))
            for name, title, icon in entries:
                st.page_link(pages[name], label=_(title), icon=icon, query_params=link)


if known is None and page.url_path not in WITHOUT_FILTERS and demo.is_on_its_way():
    navigate(address.publish(None, raw, None))
    demo.on_its_way()
elif known is None and page.url_path not in WITHOUT_FILTERS:
    st.switch_page(pages["imports"])
elif known is None:
    navigate(address.publish(None, raw, None))
    page.run()
elif address.refused():
    navigate({})
    filter_bar.draw_refused()
else:
    named = {name: _(title) for entries in PAGES.values() for name, title, _icon in entries if name not in WITHOUT_FILTERS}
    # The address of the page that opens first has no name in it.
    opened = page.url_path or next(iter(named))
    filters = current(known) if opened in WITHOUT_FILTERS else filter_bar.draw(known, opened, named)
    navigate(address.publish(filters, raw, known) if filters else st.session_state.get("_link", {}))
    if filters is not None:
        st.session_state["filters"] = filters
        demo.banner()
        page.run()

# Last: it may draw the page anew, which must not happen between taking the view from the address and writing it there.
with going_on:
    work(shown)
