"""Text from mentions and files where Streamlit would read Markdown: shown as it is, never run or fetched."""

import re

MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|$:~^=&@/])")
# An address would become a link even so, and one word a picture, were it not for the invisible joiner inside.
ADDRESSES = re.compile(r"(https?:(?=//)|www(?=\.)|@|:(?=streamlit:))", re.IGNORECASE)
JOINER = "\u2060"


def plain(text: object) -> str:
    """The text with every mark of Markdown escaped, on one line."""
    line = ADDRESSES.sub(rf"\1{JOINER}", re.sub(r"\s+", " ", str(text)))
    return MARKS.sub(r"\\\1", line)
