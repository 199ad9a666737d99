"""The language of every visible text: `_("Mentions")` is 信息 where the reader reads Chinese.

A text is written in English in the code and translated in `locales/<language>.po`. Whose language counts is told by
`follow`: the frame follows the visitor's choice, the command line the environment.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from babel.messages.pofile import read_po

LANGUAGES = {"zh": "中文", "en": "English"}
DEFAULT = "zh"

_own: ContextVar[str | None] = ContextVar("language", default=None)
_reader: Callable[[], str] = lambda: DEFAULT  # noqa: E731


def follow(reader: Callable[[], str]) -> None:
    """Ask `reader` for the language from now on; it is called once for every text."""
    global _reader
    _reader = reader


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """One language in this thread, whoever is asked elsewhere."""
    token = _own.set(language)
    try:
        yield
    finally:
        _own.reset(token)


def current() -> str:
    language = _own.get() or _reader()
    return language if language in LANGUAGES else DEFAULT


def of_environment() -> str:
    """The language of a terminal: Chinese where GUANLAN_LANGUAGE or the locale says so, else English."""
    named = os.environ.get("GUANLAN_LANGUAGE") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "zh" if named.lower().startswith("zh") else "en"


def _(text: str, /, **values: object) -> str:
    """The text in the current language, its {names} filled from `values`."""
    translated = catalogue(current()).get(text, text)
    return translated.format(**values) if values else translated


@lru_cache
def catalogue(language: str) -> dict[str, str]:
    path = Path(__file__).parent / "locales" / f"{language}.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {
            message.id: message.string for message in read_po(file, locale=language) if message.id and message.string
        }


@dataclass(frozen=True)
class Sentence:
    """A text that is translated when it is shown, for what is raised or stored before its reader is known."""

    text: str
    values: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return _(self.text, **self.values)

    def plain(self) -> dict:
        """As values of JSON; `Sentence.of` reads it back."""
        values = {name: v.plain() if isinstance(v, Sentence) else str(v) for name, v in self.values.items()}
        return {"text": self.text, "values": values}

    @classmethod
    def of(cls, plain: dict) -> "Sentence":
        values = {name: cls.of(v) if isinstance(v, dict) else v for name, v in plain["values"].items()}
        return cls(plain["text"], values)
