"""Why a mention is felt as it is: the parts of its text that decided, coloured and told, and whose word counts."""

import unicodedata
from itertools import groupby
from typing import NamedTuple

import numpy as np
import streamlit as st

import written
from analysis.labels import label
from language import _
from loaders.rules import rules_of
from nlp.enrich import said
from nlp.rules import RulesError
from nlp.sentiment import Gram, Model, why
from ui.ask import shown
from ui.plain import plain

# Characters of a text that are shown around what decided, at most.
SHOWN, BEFORE = 1_600, 60
TOLD = 5
# Of the strongest character: what a part holds at least of each, and of one; and of the strongest part what is strong.
EACH, ONE, STRONG = 0.1, 0.35, 0.6
BREAK = "  \n"
# The theme's names of the look's colours.
COLOURS = {-1: "red", 1: "green"}


class Part(NamedTuple):
    """Where a part of the text begins and ends, and what it adds to the polarity, in logits."""

    start: int
    end: int
    weight: float


def draw_why(row: dict, *, key: str) -> None:
    (text,) = said([row["title"]], [row["text"]])
    with st.expander(_("Why it is felt so"), key=f"why_{key}"):
        st.caption(counts(row))
        if row["p_negative"] is None or not text:
            st.caption(_("The model does not judge it: it is in another language, or has no words that could be judged."))
            return
        odds = (row["p_negative"], 1 - row["p_negative"] - row["p_positive"], row["p_positive"])
        st.caption(" · ".join(f"{label('sentiments', felt)} {written.share(p)}" for felt, p in zip((-1, 0, 1), odds, strict=True)))
        parts = decided(text, why(text, _model()).grams)
        if not parts:
            st.caption(_("No part of the text speaks for either side."))
            return
        st.markdown(coloured(text, parts))
        st.caption(_("Red speaks for negative, blue for positive, the stronger in bold."))
        most = strongest(text, parts)
        st.dataframe(
            {
                _("Part of the text"): [part for part, _weight in most],
                _("Speaks for"): [label("sentiments", 1 if weight > 0 else -1) for _part, weight in most],
                _("Weight"): [round(weight, 2) for _part, weight in most],
            },
            hide_index=True,
            column_config={_("Weight"): st.column_config.NumberColumn(format="%+.2f", help=_("In logits: the model adds all weights up."))},
            alt=_("The parts of the text that decided"),
            key=f"decided_{key}",
        )  # fmt: skip


def _model() -> Model | None:
    """That of the store's rules; the one that comes with the project where they cannot be used, as 系统设置 says."""
    try:
        return rules_of(shown()).model
    except RulesError:
        return None


def counts(row: dict) -> str:
    """Whose word counts, and what the model says where that is another's."""
    if row["sentiment"] is None:
        return _("Its sentiment is unknown.")
    felt, model = label("sentiments", row["sentiment"]), row["model_sentiment"]
    if row["sentiment_by"] == "model":
        return _("{sentiment}, by the model.", sentiment=felt)
    by = _("{sentiment}, as a person says.", sentiment=felt) if row["sentiment_by"] == "person" else _("{sentiment}, as the export says.", sentiment=felt)
    return by if model is None else f"{by} {_('The model would say {sentiment}.', sentiment=label('sentiments', model))}"


def coloured(text: str, parts: list[Part]) -> str:
    """Markdown of the text, every mark of its own escaped, the parts on the theme's colours; a long text from its first part on."""
    first = max(parts[0].start - BEFORE, 0) if len(text) > SHOWN else 0
    last = min(first + SHOWN, len(text))
    most = max(abs(part.weight) for part in parts)
    pieces, place = [], first
    for part in parts:
        if part.end <= last:
            pieces += [_lines(text[place : part.start]), _on_colour(text[part.start : part.end], part.weight, most)]
            place = part.end
    whole = "".join([*pieces, _lines(text[place:last])])
    start, end = "…" if first else "", "…" if last < len(text) else ""
    return f"{start}{whole}{end}"


def strongest(text: str, parts: list[Part]) -> list[tuple[str, float]]:
    """The parts that weigh most, equal ones added up."""
    found: dict[str, float] = {}
    for part in parts:
        words = text[part.start : part.end]
        found[words] = found.get(words, 0) + part.weight
    return sorted(found.items(), key=lambda one: -abs(one[1]))[:TOLD]


def decided(text: str, grams: list[Gram]) -> list[Part]:
    """In order of the text its parts that clearly speak for one side, within a clause, without what is no letter at their ends."""
    weights = _weights(text, grams)
    most = max(float(np.abs(weights).max(initial=0)), 1e-9)
    sides = np.where(np.abs(weights) >= EACH * most, np.sign(weights), 0)
    found, place = [], 0
    for (side, _break), run in groupby(zip(sides, map(_parts, text), strict=True)):
        start, place = place, place + len(list(run))
        spoken = [at for at in range(start, place) if _speaks(text[at])]
        if side and spoken and np.abs(weights[start:place]).max() >= ONE * most:
            found.append(Part(spoken[0], spoken[-1] + 1, float(weights[spoken[0] : spoken[-1] + 1].sum())))
    return found


def _weights(text: str, grams: list[Gram]) -> np.ndarray:
    """Of every character its share of the weights of the grams that it stands in."""
    found = np.zeros(len(text) + 1)
    for gram in grams:
        found[gram.start] += gram.weight / (gram.end - gram.start)
        found[gram.end] -= gram.weight / (gram.end - gram.start)
    return np.cumsum(found)[:-1]


def _parts(character: str) -> bool:
    """Whether it ends a clause or a line."""
    return character == "\n" or (unicodedata.category(character) == "Po" and character != "'")


def _speaks(character: str) -> bool:
    """Whether it is a letter, a digit or a picture, no space, mark or joint."""
    return unicodedata.category(character)[0] in "LN" or unicodedata.category(character) == "So"


def _on_colour(part: str, weight: float, most: float) -> str:
    told = plain(part)
    strong = f"**{told}**" if abs(weight) >= STRONG * most else told
    return f":{COLOURS[1 if weight > 0 else -1]}-background[{strong}]"


def _lines(part: str) -> str:
    """Escaped, its lines kept apart."""
    return BREAK.join(map(plain, part.split("\n")))
