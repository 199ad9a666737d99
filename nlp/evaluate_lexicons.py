"""Measure how well the lexicons do: python -m nlp.evaluate_lexicons FOLDER [--part dev] prints the tables of docs/lexicons.md.

The folder is the one of `nlp.train`. `labelled.csv` names rows of its tables by number and says what a person reads in them:
`source`, `row`, `part` (dev: read while the words were written; test), `aspects` (name:sign), `intent`, `emotion`.
"""

import argparse
import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from nlp import emotions, intents
from nlp.codes import Joined
from nlp.evaluate import table
from nlp.language import languages
from nlp.lexicon import GENERAL, SETS, Lexicon
from nlp.meaning import Heard, Meaning, meaning
from nlp.own import own
from nlp.rules import Rules
from nlp.train import read

LABELLED = Path(__file__).parent / "labelled.csv"
# The emotions of SMP2020-EWECT in our names.
SMP = {"angry": "anger", "fear": "worry", "sad": "sadness", "happy": "joy", "surprise": "surprise", "neutral": "none"}
SMP_SOURCES = ("weibo_usual", "weibo_virus")


def read_by(lexicon: Lexicon, texts: Sequence[str]) -> Meaning:
    """What is derived from texts that no export says anything of."""
    said = own(Joined.of(texts).normal())
    language = languages(said.said, [None] * len(texts))
    return meaning(lexicon, Heard.of(said, language, np.zeros(len(texts), bool)))


def labelled(folder: Path, part: str) -> tuple[list[dict], list[str]]:
    """The labels of a part, and the texts."""
    with LABELLED.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["part"] == part]
    texts = {}
    for source in {row["source"] for row in rows}:
        with (folder / f"{source}.csv").open(encoding="utf-8-sig", newline="") as file:
            texts[source] = [row["text"] for row in csv.DictReader(file)]
    return rows, [texts[row["source"]][int(row["row"])] for row in rows]


def of_classes(truly: np.ndarray, told: np.ndarray, names: Sequence[str]) -> list[tuple[str, ...]]:
    """Precision, recall and F1 of each class that is there, and the mean F1 over these."""
    lines, f1 = [], []
    for name in names:
        right = np.sum((truly == name) & (told == name))
        if np.any(truly == name):
            f1.append(2 * right / (np.sum(truly == name) + np.sum(told == name)))
            lines.append((name, f"{np.sum(truly == name):,}", share(right, np.sum(told == name)), share(right, np.sum(truly == name)), f"{f1[-1]:.2f}"))
    return [*lines, ("mean (macro)", f"{len(truly):,}", "", "", f"{np.mean(f1):.2f}")]


def share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "–"


def of_aspects(rows: list[dict], found: Meaning, lexicon: Lexicon) -> list[tuple[str, ...]]:
    """Precision and recall of the aspects of each set, and in how many of those found rightly the sentiment is right."""
    truly = {(row, name): int(sign) for row, said in enumerate(rows) for name, sign in (one.rsplit(":", 1) for one in said["aspects"].split())}
    names = [found.aspects.names[name] for name in found.aspects.name]
    told = dict(zip(zip(found.aspects.row.tolist(), names, strict=True), found.aspects.label.tolist(), strict=True))
    sets = {entry.name: entry.set for entry in lexicon.entries if entry.kind == "aspect"}
    lines = []
    for one in (GENERAL, *SETS, "all"):
        of_set = [key for key in truly if one in ("all", sets[key[1]])]
        found_ = [key for key in told if one in ("all", sets[key[1]])]
        right = [key for key in of_set if key in told]
        same = sum(truly[key] == told[key] for key in right)
        sided = [key for key in right if truly[key]]
        agrees = sum(truly[key] == told[key] for key in sided)
        lines.append((one, f"{len(of_set)}", share(len(right), len(found_)), share(len(right), len(of_set)), share(same, len(right)), f"{share(agrees, len(sided))} ({len(sided)})"))
    return lines


def smp(folder: Path, part: str) -> tuple[np.ndarray, list[str]]:
    """Emotions and texts."""
    rows = read(folder)
    emotions_ = []
    for source in SMP_SOURCES:
        with (folder / f"{source}.csv").open(encoding="utf-8-sig", newline="") as file:
            emotions_ += [SMP[row["emotion"]] for row in csv.DictReader(file)]
    chosen = rows.tested[np.isin(rows.sources, SMP_SOURCES)] == (part == "test")
    texts = rows.texts[np.isin(rows.sources, SMP_SOURCES)]
    return np.array(emotions_, object)[chosen], texts[chosen].tolist()


def named(places: np.ndarray, names: Sequence[str]) -> np.ndarray:
    return np.array([*names, None], object)[places]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=("dev", "test"), default="test")
    given = parser.parse_args()
    lexicon = Rules.of({}).lexicon
    rows, texts = labelled(given.folder, given.part)
    found = read_by(lexicon, texts)
    print(table("aspects of | n | precision | recall | sentiment right | of those with a side", of_aspects(rows, found, lexicon)), end="\n\n")
    for field, names, told in (("intent", intents.NAMES, found.intent), ("emotion", emotions.NAMES, found.emotion)):
        truly = np.array([row[field] for row in rows], object)
        print(table(f"{field} | n | precision | recall | F1", of_classes(truly, named(told, names), names)), end="\n\n")
    truly, texts = smp(given.folder, given.part)
    told = named(read_by(lexicon, texts).emotion, emotions.NAMES)
    print(table("emotion, SMP | n | precision | recall | F1", of_classes(truly, told, emotions.NAMES)))


if __name__ == "__main__":
    main()
