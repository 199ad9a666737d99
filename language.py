"""The language of every visible text: `_("Mentions")` is 信息 where the reader reads Chinese.

A text is written in English in the code and translated in `locales/zh.po`; Traditional Chinese is derived from that. Whose
language counts is told by `follow`: the frame follows the visitor's choice, the command line the environment.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from babel.messages.pofile import read_po

LANGUAGES = {"zh": "简体", "zh-Hant": "繁體", "en": "English"}
DEFAULT = "zh"
HANT = "zh-Hant"
# Where Traditional Chinese is written, as locales name it.
HANT_PLACES = {"hant", "tw", "hk", "mo"}
# What OpenCC's s2twp takes for another word than is meant here, and how it is written in Taiwan: pattern -> replacement.
TAIWAN = {
    "釋出": "發布", "型別": "類型", "專案": "項目", "片語": "詞組", "平臺": "平台", "賬號": "帳號", "點贊": "按讚",
    "單元格": "儲存格", "回車": "Enter", "單擊": "點選", "渠道": "管道", "當前": "目前", "瞭解": "了解", "關鍵詞": "關鍵字",
    "周(?!邊|圍)": "週", "隻(?=計)": "只", "齣現": "出現", "傾嚮": "傾向", "采集": "採集", "^保存於": "儲存於",
    "(?<![下系排旁並陣序])列(?![表出舉])": "欄",
    "“": "「", "”": "」",
}  # fmt: skip

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
    """The language of a terminal: Chinese where GUANLAN_LANGUAGE or the locale says so, in the script of its place; else
    English.
    """
    named = os.environ.get("GUANLAN_LANGUAGE") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    first, *parts = re.split(r"[-_.@]", named.lower())
    if not first.startswith("zh"):
        return "en"
    return HANT if HANT_PLACES.intersection(parts) and "hans" not in parts else "zh"


def _(text: str, /, **values: object) -> str:
    """The text in the current language, its {names} filled from `values`."""
    translated = catalogue(current()).get(text, text)
    return translated.format(**values) if values else translated


@lru_cache
def catalogue(language: str) -> dict[str, str]:
    """text -> how it is said in the language; empty where that is English."""
    if language == HANT:
        return {text: traditional(said) for text, said in catalogue("zh").items()}
    path = Path(__file__).parent / "locales" / f"{language}.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {
            message.id: message.string for message in read_po(file, locale=language) if message.id and message.string
        }


def traditional(text: str) -> str:
    """A text of ours in the script and the words of Taiwan: 导出文件 is 匯出檔案. What is not ours is never converted."""
    text = _taiwan()(text)
    for pattern, replacement in TAIWAN.items():
        text = re.sub(pattern, replacement, text)
    return text


@lru_cache
def _taiwan() -> Callable[[str], str]:
    # Only who reads Traditional Chinese waits for it.
    import opencc

    # s2twp knows words: with s2tw 文件, 默认, 链接 would stay words of the mainland in other characters.
    return opencc.OpenCC("s2twp").convert


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
