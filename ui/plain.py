"""Text from mentions and files where Streamlit would read Markdown: shown as it is, never run or fetched."""

import re

MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|$:~^=&@/])")


def plain(text: object) -> str:
    """The text with every mark of Markdown escaped, on one line."""
    return MARKS.sub(r"\\\1", re.sub(r"\s+", " ", str(text)))
