"""What a person sees when a page fails: a sentence with a reference, never a stack trace."""

import hashlib
import logging
import traceback

import streamlit as st

from language import _
from store.connect import StoreError
from ui.plain import plain

log = logging.getLogger("guanlan")


def explain(error: Exception) -> bool:
    """Streamlit's handler of uncaught errors; the log has the trace under the same reference."""
    if isinstance(error, StoreError):
        st.error(plain(error), icon=":material/database_off:")
        return True
    trace = "".join(traceback.format_exception(error))
    reference = hashlib.sha256(trace.encode()).hexdigest()[:6]
    log.error("reference %s\n%s", reference, trace)
    st.error(
        _(
            "This page could not be drawn (reference {reference}). Your data and filters are unchanged: "
            "reload the page or choose another; the program's log says more under this reference.",
            reference=reference,
        ),
        icon=":material/error:",
    )
    return True
