"""Who may see the pages, and from where."""

import os

import streamlit as st

from language import _, of_environment, speaking

LOCAL = {"localhost", "127.0.0.1", "::1"}
SPOKEN = "anyone on this network may read everything"


def refuse_open_address() -> None:
    """Stop the program where others could reach it without a login, unless GUANLAN_OPEN says that in words."""
    address = st.get_option("server.address")
    if address in LOCAL or os.environ.get("GUANLAN_OPEN") == SPOKEN:
        return
    with speaking(of_environment()):
        told = _(
            "Guanlan listens on this machine only: server.address is {address}, it should be localhost. "
            "To open it to the network without a login, set GUANLAN_OPEN to “{words}”.",
            address=address,
            words=SPOKEN,
        )
    raise SystemExit(told)


def gate() -> None:
    """Called before any page: everybody on this machine may enter."""
