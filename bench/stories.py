"""How well are texts found that say nearly the same, and how fast?

    .venv/bin/python -m bench.stories [FOLDER] [--texts 1000000]

FOLDER holds tables with a column `text`: some of their texts are edited, and it is counted which are found among all others.
Without it only the speed is measured, on generated texts, against 60 s for a million.
"""

import argparse
import csv
import re
import resource
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from nlp.codes import Joined
from nlp.evaluate import table
from nlp.near import BATCH, near
from nlp.own import own
from nlp.stories import stories

PRECISION, RECALL, LIMIT = 0.98, 0.90, 60.0
SEED = 1
EDITED = 6_000
LENGTHS = (10, 15, 20, 40, 80, 160)
OTHER, ORIGINAL = "another text", "the text itself"
COMMENTS = {
    False: "气死了 看看吧 这也太过分了 笑死我了 说得对 大家都来评评理 真的假的 我也遇到过 支持一下 这是什么操作 有人管管吗 求扩散".split(),
    True: [
        "so true",
        "omg",
        "read this",
        "is this real",
        "same here",
        "what a shame",
        "please share",
        "cannot believe it",
    ],
}
QUOTES = [
    "{own}：{text}",
    "{own}「{text}」",
    "转：{text}",
    "{own} 转：{text}",
    "【{own}】{text}",
    "“{text}”{own}",
    "{text}（{own}）",
]
EMOJI = "😂 😭 👍 🙏 🔥 ❤️ [泪] [怒] [doge] [笑哭R] [good]".split()
CLAUSE = re.compile(r"(?<=[，。！？；、,.!?;~ \n])")
# Common phrases, alone and at the end of texts that have nothing else in common.
PHRASES = ["真的非常好用推荐大家购买", "有没有一样的姐妹来说说", "以上只是我个人的一点看法", "希望官方能够尽快给个说法", "欢迎大家在评论区留言讨论", "this is just my personal opinion"]  # fmt: skip
# Announcements in the same words about something else.
TEMPLATES = [
    "{brand}{product}将于{day}日在{city}开售，起售价{price}元",
    "{city}{brand}门店{day}日起暂停营业，{product}的售后请联系客服",
    "{brand}发布{product}固件更新，修复了{trouble}的问题",
    "有用户反映{brand}{product}{trouble}，官方回应正在核实",
]
SLOTS = {
    "brand": "青岚 云脊 拾光 北斗星 禾木 小麦优选 蓝鲸电器".split(),
    "product": "扫地机器人 儿童手表 降噪耳机 空气炸锅 电动牙刷 折叠屏手机".split(),
    "city": "杭州 成都滨江 哈尔滨 厦门岛内 武汉光谷 呼和浩特".split(),
    "trouble": "充电发烫 屏幕闪烁 频繁断连 续航缩水 异响严重 无法开机".split(),
}


class Text(NamedTuple):
    """`source`: the number of the text that it is or is made of; `kind`: of what edit."""

    text: str
    source: int
    kind: str


def cut(text: str, random: np.random.Generator, _alphabet: str) -> str:
    """60 to 90 % of it, its beginning or its end."""
    length = round(len(text) * random.uniform(0.6, 0.9))
    return text[:length] + random.choice(["...全文", "…", "...", ""]) if random.random() < 0.6 else text[-length:]


def quote(text: str, random: np.random.Generator, _alphabet: str) -> str:
    return random.choice(QUOTES).format(own=random.choice(COMMENTS[text.isascii()]), text=text)


def emoji(text: str, random: np.random.Generator, _alphabet: str) -> str:
    """Those that it has are taken out, one to four others are put in."""
    text = re.sub(r"\[\w{1,8}\]|[\U0001f300-\U0001faff]", "", text)
    for _ in range(random.integers(1, 5)):
        place = random.integers(len(text) + 1)
        text = text[:place] + random.choice(EMOJI) + text[place:]
    return text


def typo(text: str, random: np.random.Generator, alphabet: str) -> str:
    """1 to 3 % of its characters are others, one at least."""
    characters, letters = list(text), "abcdefghijklmnopqrstuvwxyz" if text.isascii() else alphabet
    for place in random.choice(len(text), max(1, round(len(text) * random.uniform(0.01, 0.03))), replace=False):
        characters[place] = letters[random.integers(len(letters))]
    return "".join(characters)


def reorder(text: str, random: np.random.Generator, _alphabet: str) -> str:
    """Two neighbouring clauses change places, or the halves of a single one."""
    clauses = [clause for clause in CLAUSE.split(text) if clause]
    if len(clauses) < 2:
        clauses = [text[: len(text) // 2], text[len(text) // 2 :]]
    place = random.integers(len(clauses) - 1)
    clauses[place : place + 2] = reversed(clauses[place : place + 2])
    return "".join(clauses)


EDITS: dict[str, Callable[[str, np.random.Generator, str], str]] = {
    "cut": cut, "quote": quote, "emoji": emoji, "typo": typo, "reorder": reorder,
}  # fmt: skip


def ids_of(texts: list[str]) -> list[str | None]:
    batches = (texts[first : first + BATCH] for first in range(0, len(texts), BATCH))
    return [id_ for batch in batches for id_ in stories(own(Joined.of(batch).normal()).said)]


def read(folder: Path) -> list[str]:
    """The texts of all tables, one of those with the same letters."""
    found: list[str] = []
    for file in sorted(folder.rglob("*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            if "text" in (rows.fieldnames or ()):
                found += [row["text"] for row in rows]
    return list({id_: text for id_, text in zip(ids_of(found), found, strict=True) if id_}.values())


def edited(texts: list[str], random: np.random.Generator) -> list[Text]:
    """All texts, EDITED of them with an edit of every kind, as many others with a phrase at the end, and the phrases."""
    chosen = random.permutation(len(texts))[: 2 * EDITED].tolist()
    alphabet = "".join(
        sorted({letter for source in chosen for letter in texts[source] if "\u4e00" <= letter <= "\u9fff"})
    )
    made = {source: Text(text, source, OTHER) for source, text in enumerate(texts)}
    edits: list[Text] = []
    for source in chosen[:EDITED]:
        made[source] = Text(texts[source], source, ORIGINAL)
        edits += [Text(edit(texts[source], random, alphabet), source, kind) for kind, edit in EDITS.items()]
    for source in chosen[EDITED:]:
        made[source] = Text(f"{texts[source]} {random.choice(PHRASES)}", source, OTHER)
    return [
        *made.values(),
        *edits,
        *(Text(phrase, len(texts) + number, OTHER) for number, phrase in enumerate(PHRASES)),
    ]


def found(texts: list[str]) -> np.ndarray:
    """Of each text the number of its group; −1 for one without an id."""
    ids = ids_of(texts)
    distinct = {id_: text for id_, text in zip(ids, texts, strict=True) if id_}
    groups = near(pa.array(distinct.keys()), pa.array(distinct.values())).to_pylist()
    numbers = {id_: number for number, id_ in enumerate(sorted(set(groups)))}
    of = dict(zip(distinct, groups, strict=True))
    return np.array([numbers[of[id_]] if id_ else -1 for id_ in ids])


def quality(made: list[Text]) -> None:
    """Pairs of texts of which one at least is edited or an original: right where both have one source."""
    groups = found([one.text for one in made])
    kept = np.flatnonzero(groups >= 0)
    groups, sources = groups[kept], np.array([made[place].source for place in kept])
    kinds = np.array([made[place].kind for place in kept])
    originals = {one.source: one.text for one in made if one.kind == ORIGINAL}
    originals = [originals.get(source, "") for source in sources.tolist()]
    lengths, spelt = np.array([[len(text), text.isascii()] for text in originals]).T
    _, of, both = np.unique(np.stack([sources, groups]), axis=1, return_inverse=True, return_counts=True)
    right, joined, same = both[of] - 1, np.bincount(groups)[groups] - 1, np.bincount(sources)[sources] - 1

    def line(name: str, rows: np.ndarray) -> tuple[str, ...]:
        return (
            name,
            f"{rows.sum():,}",
            f"{right[rows].sum() / joined[rows].sum():.3f}",
            f"{right[rows].sum() / same[rows].sum():.3f}",
        )

    measured = kinds != OTHER
    lines = [line(kind, kinds == kind) for kind in (ORIGINAL, *EDITS)]
    for shortest, longest in zip(LENGTHS, (*LENGTHS[1:], 1 << 31), strict=True):
        name = f"{shortest} to {longest - 1} characters" if longest < 1 << 31 else f"{shortest} characters and more"
        lines.append(line(name, measured & (lengths >= shortest) & (lengths < longest)))
    lines.append(line("in ASCII letters alone", measured & (spelt > 0)))
    print(f"{len(kept):,} texts, {EDITED:,} of them edited in {len(EDITS)} ways\n")
    print(table("texts | n | precision | recall", [*lines, line("all", measured)]), end="\n\n")
    precision, recall = right[measured].sum() / joined[measured].sum(), right[measured].sum() / same[measured].sum()
    print(f"precision ≥ {PRECISION}: {'yes' if precision >= PRECISION else 'no'}")
    print(f"recall ≥ {RECALL}: {'yes' if recall >= RECALL else 'no'}", end="\n\n")


def others(random: np.random.Generator) -> None:
    """How often announcements about different things in the same words are joined, by what they have in common."""
    lines = []
    for template in TEMPLATES:
        names = [name for name in SLOTS if f"{{{name}}}" in template]
        filled = [dict(zip(names, words, strict=True)) for words in product(*(SLOTS[name] for name in names))]
        chosen = [filled[place] for place in random.permutation(len(filled))[:40]]
        texts = [
            template.format(**slots, day=random.integers(1, 29), price=random.integers(99, 9999)) for slots in chosen
        ]
        fixed = len(re.sub(r"{\w+}", "", template)) / np.mean([len(text) for text in texts])
        sizes = np.unique(found(texts), return_counts=True)[1]
        lines.append((f"{fixed:.0%}", f"{(sizes * (sizes - 1)).sum() / (len(texts) * (len(texts) - 1)):.3f}"))
    print(table("template, in common | pairs that are joined", lines), end="\n\n")


def invented(count: int, random: np.random.Generator) -> list[str]:
    """Texts of words that are as frequent as words are, some 85 letters long."""
    han = np.array([chr(code) for code in range(0x4E00, 0x4E00 + 3000)])
    words = ["".join(random.choice(han, length)) for length in random.choice([1, 2, 2, 2, 3], 30_000)]
    shares = 1 / np.arange(1, len(words) + 1)
    lengths = random.integers(10, 75, count)
    drawn = iter(random.choice(len(words), lengths.sum(), p=shares / shares.sum()).tolist())
    return [
        "，".join("".join(words[next(drawn)] for _ in range(5)) for _ in range(length // 5))
        for length in lengths.tolist()
    ]


def usual(count: int, random: np.random.Generator) -> list[str]:
    """Two of five are edits, most of them of a few texts."""
    texts = invented(count * 3 // 5, random)
    alphabet, kinds = "".join(sorted(set("".join(texts[:1000])) - {"，"})), list(EDITS.values())
    sources = random.zipf(1.3, count - len(texts)) % min(20_000, len(texts))
    return texts + [kinds[random.integers(len(kinds))](texts[source], random, alphabet) for source in sources.tolist()]


def alike(count: int, random: np.random.Generator) -> list[str]:
    """One text of 80 letters, two of them changed in each."""
    letters = random.integers(0x4E00, 0x4E00 + 3000, (1, 80), np.uint32).repeat(count, axis=0)
    for _ in range(2):
        letters[np.arange(count), random.integers(0, 80, count)] = random.integers(0x4E00, 0x4E00 + 3000, count)
    return [row.tobytes().decode("utf-32-le") for row in letters]


def boilerplate(count: int, random: np.random.Generator) -> list[str]:
    """The same 50 letters before 30 of each text's own."""
    letters = random.integers(0x4E00, 0x4E00 + 3000, (count, 80), np.uint32)
    letters[:, :50] = letters[0, :50]
    return [row.tobytes().decode("utf-32-le") for row in letters]


CASES = {"two of five edited": usual, "all nearly alike": alike, "all share 50 of 80 letters": boilerplate}


def timed(file: str) -> tuple[float, float, float, int]:
    """Seconds, those of them at work, the process's largest memory in GB, and the groups."""
    texts = pq.read_table(file)
    started, worked = time.perf_counter(), time.process_time()
    groups = near(texts["text_id"], texts["text"])
    seconds, work = time.perf_counter() - started, time.process_time() - worked
    return seconds, work, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20), len(groups.unique())


def speed(count: int) -> None:
    """Each case in a process of its own, which reads the texts from a file."""
    random, lines, limit = np.random.default_rng(SEED), [], LIMIT * count / 1_000_000
    ids = pa.array([random.bytes(16).hex() for _ in range(count)])
    for name, texts in ((name, make(count, random)) for name, make in CASES.items()):
        with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(1, get_context("spawn")) as pool:
            pq.write_table(pa.table({"text_id": ids, "text": texts}), f"{folder}/texts.parquet")
            seconds, work, memory, groups = pool.submit(timed, f"{folder}/texts.parquet").result()
        mean = sum(map(len, texts)) / count
        lines.append(
            (
                name,
                f"{mean:.0f}",
                f"{groups:,}",
                f"{seconds:.1f}",
                f"{work:.1f}",
                f"{seconds / limit:.2f}",
                f"{memory:.1f}",
            )
        )
    print(f"{count:,} texts, one process, limit {limit:.0f} s\n")
    print(table("texts | characters | groups | s | s at work | of the limit | memory, GB", lines))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--texts", type=int, default=1_000_000, help="whose grouping is timed; 0 for none")
    given = parser.parse_args()
    random = np.random.default_rng(SEED)
    if given.folder:
        quality(edited(read(given.folder), random))
        others(random)
    if given.texts:
        speed(given.texts)


if __name__ == "__main__":
    main()
