"""Where the store is, unless a command is told otherwise."""

import os
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"


def store_url() -> str:
    """GUANLAN_STORE, else `data/guanlan.duckdb` beside the program."""
    return os.environ.get("GUANLAN_STORE") or str(DATA / "guanlan.duckdb")
