"""What a page is read on."""

import streamlit as st


def is_phone() -> bool:
    return "Mobile" in (st.context.headers.get("User-Agent") or "")
