"""A cloud to take away: as SVG, and as PNG where a font of this machine can draw it."""

from collections.abc import Sequence

import streamlit as st

from charts.cloud import Placed, chinese_font, png, svg
from language import _
from ui.download import spoken

LOOK = {"on_click": "ignore", "type": "tertiary"}


def pictures(
    words: list[str], colours: list[str], layout: Sequence[Placed], title: str, *, key: str, name: str, size: tuple[int, int], drawable: bool = True
) -> None:
    """`drawable`: the font has all its signs."""
    st.download_button(
        _("As SVG"), data=spoken(lambda: svg(words, colours, layout, title, size)), file_name=f"guanlan-{name}.svg", mime="image/svg+xml", key=f"{key}_svg", **LOOK
    )
    font = chinese_font()
    if font and drawable:
        st.download_button(
            _("As PNG"), data=spoken(lambda: png(words, colours, layout, font, size)), file_name=f"guanlan-{name}.png", mime="image/png", key=f"{key}_png", **LOOK
        )
    elif font is None:
        st.caption(_("No font with Chinese characters was found on this machine: there is no PNG, and SVG is drawn by whoever opens it."), width="content")
