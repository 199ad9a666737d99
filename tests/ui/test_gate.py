import pytest
import streamlit as st

from ui.gate import SPOKEN, refuse_open_address


@pytest.fixture
def address(monkeypatch):
    def set_to(value):
        monkeypatch.setattr(st, "get_option", {"server.address": value}.get)

    monkeypatch.delenv("GUANLAN_OPEN", raising=False)
    return set_to


@pytest.mark.parametrize("local", ["localhost", "127.0.0.1", "::1"])
def test_this_machine_may_listen_to_itself(address, local):
    address(local)
    refuse_open_address()


@pytest.mark.parametrize("elsewhere", ["0.0.0.0", "::", None, "192.168.1.4", "localhost.example.com"])
def test_any_other_address_is_refused_with_what_would_be_right(address, elsewhere):
    address(elsewhere)
    with pytest.raises(SystemExit, match="localhost"):
        refuse_open_address()


def test_the_words_open_it_and_no_others(address, monkeypatch):
    address("0.0.0.0")
    monkeypatch.setenv("GUANLAN_OPEN", "yes")
    with pytest.raises(SystemExit):
        refuse_open_address()
    monkeypatch.setenv("GUANLAN_OPEN", SPOKEN)
    refuse_open_address()
