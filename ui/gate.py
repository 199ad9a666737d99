"""Who may see the pages, and from where."""

import os

import streamlit as st

LOCAL = {"localhost", "127.0.0.1", "::1"}
SPOKEN = "anyone on this network may read everything"


def refuse_open_address() -> None:
    """Stop the program where others could reach it without a login, unless GUANLAN_OPEN says that in words."""
    address = st.get_option("server.address")
    if address in LOCAL or os.environ.get("GUANLAN_OPEN") == SPOKEN:
        return
    raise SystemExit(
        f"观澜只在本机开放：server.address 是 {address!r}，应为 localhost。若确要对网络开放且不设登录，请设置 GUANLAN_OPEN=“{SPOKEN}”。\n"
        f"Guanlan listens on this machine only: server.address is {address!r}, it should be localhost. "
        f'To open it to the network without a login, set GUANLAN_OPEN="{SPOKEN}".'
    )


def gate() -> None:
    """Called before any page: everybody on this machine may enter."""
