"""数据导入: files in, what was recognised, what became of them, and the way back."""

import streamlit as st

from jobs import jobs_of
from language import _
from ui.ask import is_demo, store
from ui.card import heading
from ui.drop import drop
from ui.health import health
from ui.profiles import saved_mappings
from ui.receipts import history, work
from ui.span import span
from ui.supplements import supplement_section


def welcome() -> None:
    with st.container(border=True, key="welcome"):
        st.markdown(f"**{_('Bring your own mentions, and this becomes your dashboard.')}**")
        steps = [
            _("Export posts, comments, news or reviews from your listening tool or crawler."),
            _("Drop the files below: the format, the encoding and the columns are recognised."),
            _("Look at the first mentions as they will be stored, and import. Every import can be undone."),
        ]
        st.markdown("\n".join(f"{number}. {step}" for number, step in enumerate(steps, start=1)))
        st.caption(_("Everything stays on this machine, in the folder data/ beside the program."))


heading(_("Import"), _("Which files is everything here computed from, and what became of their records?"))
if (is_demo() or span() is None) and not jobs_of(store()).jobs():
    welcome()
drop()
work()
saved_mappings()
history()
supplement_section()
health()
