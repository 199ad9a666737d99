import streamlit as st

from ui.errors import explain
from ui.gate import refuse_open_address
from ui.service import lifespan, open_store

refuse_open_address()
open_store()
app = st.App("frame/main.py", lifespan=lifespan, on_script_error=explain)
