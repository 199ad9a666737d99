import re

import pytest

from ui.plain import JOINER, plain

PAYLOADS = [
    "<script>alert(1)</script>",
    "![x](http://evil.example/p.png)",
    "[x](javascript:alert(1))",
    "# title",
    ":material/face:",
    ":red[x]",
    "$\\frac{1}{2}$",
    "http://evil.example",
    "a_b_c *d* `e`",
    "| a | b |\n|---|---|",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_every_mark_is_escaped_and_nothing_else_changes(payload):
    escaped = plain(payload)
    assert re.sub(r"\\([^A-Za-z0-9\s])", r"\1", escaped).replace(JOINER, "") == re.sub(r"\s+", " ", payload)
    assert not re.search(r"(?<!\\)[`*_\[\]()<>#!|$:{}~]", escaped.replace("\\\\", ""))


@pytest.mark.parametrize(
    "address", ["http://evil.example/a", "HTTPS://evil.example", "www.evil.example", "me@evil.example", ":streamlit:"]
)
def test_no_address_stands_in_one_piece(address):
    joined = re.sub(r"\\([^A-Za-z0-9\s])", r"\1", plain(f"see {address}, now"))
    assert address not in joined
    assert joined.replace(JOINER, "") == f"see {address}, now"


def test_a_text_of_several_lines_becomes_one():
    assert plain("一\n\n- 二") == "一 \\- 二"
