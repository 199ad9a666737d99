"""Stock texts: what many say without copying each other, and what platforms write themselves."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

import numpy as np

from nlp.codes import SEPARATOR, Joined
from nlp.own import own, without_emoticons
from nlp.stories import letters

COORDINATION = Path(__file__).parent.parent / "config" / "coordination.toml"
# What a * of a template stands for. A place in a pattern costs no more than this many tries.
ANY = ".{0,40}?"
LONGEST = 400


@lru_cache
def settings() -> dict:
    """Those of config/coordination.toml."""
    return tomllib.loads(COORDINATION.read_text(encoding="utf-8"))


def stock(texts: list[str | None]) -> np.ndarray:
    """Which of the texts are, in what their authors say themselves, stock phrases alone or a template filled in."""
    phrases, template = _patterns()
    said = own(Joined.of([text[:LONGEST] if text else text for text in texts]).normal()).said
    return np.array([bool(phrases.fullmatch(one) or template.fullmatch(one)) for one in _apart(without_emoticons(said))], bool)


@lru_cache
def _patterns() -> tuple[re.Pattern, re.Pattern]:
    """Of phrases one after the other, the longest first and never another instead; of whole templates."""
    phrases = sorted({*_letters(settings()["phrases"])}, key=lambda phrase: (-len(phrase), phrase))
    parts = [template.split("*") for template in settings()["templates"]]
    fixed = iter(_letters([part for several in parts for part in several]))
    templates = [ANY.join(re.escape(next(fixed)) for _part in several) for several in parts]
    return re.compile(f"(?>{'|'.join(map(re.escape, phrases))})++"), re.compile("|".join(templates))


def _letters(texts: list[str]) -> list[str]:
    return _apart(Joined.of(texts).normal())


def _apart(texts: Joined) -> list[str]:
    """The letters of each."""
    return letters(texts).text.split(SEPARATOR)[:-1]
