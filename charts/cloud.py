"""Where the words of a cloud stand, by wordcloud's own search for free places, and the cloud as a picture to take away.

A character has the same width whatever the font, so that a layout is the same on every machine.
"""

import io
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape
from math import ceil, sqrt
from pathlib import Path
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from wordcloud.wordcloud import IntegralOccupancyMap

from charts import theme

# Pixels of a cloud on a desk and on a phone, alone and as one of two, and how many words stand in it at most.
DESK, PHONE = (760, 400), (330, 460)
HALF, LOWER = (370, 340), (330, 260)
MOST = {DESK: 110, PHONE: 45, HALF: 40, LOWER: 25}
SMALLEST, LARGEST = 12, 60
# Latin letters of a word and of the title.
WIDEST, LONGEST = 36, 400
# Pixels around a word, and the height of a line by the size of its font.
MARGIN, LINE = 2, 1.15
SCALE = 2
# Where systems keep fonts, and the files that hold Chinese characters, the best first.
FOLDERS = (
    "/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts", "/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts",
    "C:/Windows/Fonts", "~/AppData/Local/Microsoft/Windows/Fonts",
)  # fmt: skip
CHINESE = (
    "PingFang.ttc", "msyh.ttc", "NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular.otf", "NotoSansSC-Regular.otf", "NotoSansSC-Regular.ttf",
    "SourceHanSansSC-Regular.otf", "SourceHanSansCN-Regular.otf", "Hiragino Sans GB.ttc", "STHeiti Medium.ttc", "wqy-microhei.ttc", "wqy-zenhei.ttc", "simhei.ttf",
    "Deng.ttf", "simsun.ttc", "DroidSansFallbackFull.ttf", "DroidSansFallback.ttf", "NotoSerifCJK-Regular.ttc",
)  # fmt: skip


@dataclass(frozen=True)
class Placed:
    """Of the word at a `place` of what was given: its middle, its width and height and the size of its font, in pixels."""

    place: int
    x: float
    y: float
    width: float
    height: float
    size: int


@lru_cache(maxsize=64)
def placed(words: tuple[tuple[str, float], ...], size: tuple[int, int] = DESK, scale: tuple[float, float] | None = None) -> tuple[Placed, ...]:
    """The layout of (word, count), the largest count first: the same every time; what has no room at its size stands smaller, and
    where it has none at all the rarest are left out. `scale`: the counts that the smallest and the largest font stand for; without it
    those that there are.
    """
    width, height = size
    free, taken, random, found = IntegralOccupancyMap(height, width, None), np.zeros((height, width), np.uint8), Random(0), []
    counts = [count for _word, count in words]
    least, most = scale or (min(counts, default=0), max(counts, default=0))
    for place, (word, count) in enumerate(words[: MOST[size]]):
        part = sqrt((count - least) / (most - least)) if most > least else 0.5
        for points in range(round(SMALLEST + (LARGEST - SMALLEST) * part), SMALLEST - 1, -2):
            wide, high = ceil(_ems(word) * points), ceil(LINE * points)
            if corner := free.sample_position(high + 2 * MARGIN, wide + 2 * MARGIN, random):
                top, left = int(corner[0]) + MARGIN, int(corner[1]) + MARGIN
                found.append(Placed(place, left + wide / 2, top + high / 2, wide, high, points))
                taken[top : top + high, left : left + wide] = 1
                free.update(taken, top, left)
                break
    return tuple(found)


def moved(at: Placed, place: int, left: float, top: float) -> Placed:
    """The same in a larger picture, of another place in what was given."""
    return replace(at, place=place, x=at.x + left, y=at.y + top)


def svg(words: list[str], colours: list[str], layout: tuple[Placed, ...], title: str, size: tuple[int, int] = DESK) -> bytes:
    """The cloud as a picture that any browser and office program draws with a font of its own."""
    width, height = size
    texts = [
        f'<text x="{at.x:.1f}" y="{at.y:.1f}" font-size="{at.size}" fill="{colours[at.place]}">{_xml(theme.line(words[at.place], limit=WIDEST))}</text>' for at in layout
    ]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    look = f'font-family="{theme.FONTS}" text-anchor="middle" dominant-baseline="central"'
    lines = [f"{head} {look}>", f"<title>{_xml(theme.line(title, limit=LONGEST))}</title>", f'<rect width="{width}" height="{height}" fill="{theme.PAPER}"/>', *texts, "</svg>"]
    return "\n".join(lines).encode()


def png(words: list[str], colours: list[str], layout: tuple[Placed, ...], font: Path, size: tuple[int, int] = DESK) -> bytes:
    """The cloud as a picture of twice its size, in this font."""
    picture = Image.new("RGB", (size[0] * SCALE, size[1] * SCALE), theme.PAPER)
    draw = ImageDraw.Draw(picture)
    for at in layout:
        draw.text((at.x * SCALE, at.y * SCALE), theme.line(words[at.place], limit=WIDEST), fill=colours[at.place], font=_font(str(font), at.size * SCALE), anchor="mm")
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


@lru_cache(maxsize=1)
def chinese_font() -> Path | None:
    """The best font with Chinese characters on this machine; None where there is none."""
    folders = [path for name in FOLDERS if (path := Path(name).expanduser()).is_dir()]
    there = {file.name: file for folder in reversed(folders) for file in folder.rglob("*.[to]t[cf]")}
    return next((there[name] for name in CHINESE if name in there), None)


@lru_cache(maxsize=256)
def _font(path: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)


def _ems(word: str) -> float:
    """How wide a word is, in widths of a Chinese character."""
    return sum(1.02 if theme.width(character) > 1 else 0.62 for character in theme.line(word, limit=WIDEST)) or 1


def _xml(text: str) -> str:
    """Escaped, without the characters that no document may hold."""
    return escape("".join(character for character in text if unicodedata.category(character) != "Cn"))
