"""How far does the negative share lie from the truth before and after an audit, on sources that the model has not learnt?

    .venv/bin/python -m bench.audit FOLDER     the labelled tables of `nlp.train`; trains a model without each Chinese source

Every source is a filter whose mentions are shown as that model says, by the most probable of the three classes. An audit draws
`--labels` of them and takes their true labels; plain sampling takes the negatives among these labels alone. `sides` are the same
without neutral rows and without neutral as an answer, as docs/sentiment.md measures the error of the negative share.
"""

import argparse
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np

from analysis.audit import Result, corrected
from nlp.evaluate import ENGLISH, left_out, table
from nlp.sentiment import Model, scores
from nlp.train import read, train

AUDITS = 500
LABELS = 200
SEED = 1
LIMIT, BETTER, COVERED = 2.3, 15, (93, 97)


@dataclass(frozen=True)
class Errors:
    """Mean distances from the true negative share, in points; `covered`: how many intervals of 95 % hold it, in %; `half`: half their
    width, in points.
    """

    shown: float
    plain: float
    audited: float
    covered: float
    half: float

    @property
    def better(self) -> float:
        """By how many % the audit's error lies below that of plain sampling."""
        return 100 * (1 - self.audited / self.plain)


def sources(folder: Path) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """Of each Chinese source: its name, its true classes (0, 1, 2: negative, neutral, positive) and the probabilities that a
    model without it gives.
    """
    rows = read(folder)
    for source in np.unique(rows.sources).tolist():
        if source != ENGLISH:
            own = rows.of(rows.sources == source)
            p = scores(own.texts, Model.of(train(rows.of(~rows.tested & ~left_out(rows, source)))))
            scored = ~np.isnan(p[:, 0])
            yield source, own.labels[scored] + 1, p[scored]


def simulated(true: np.ndarray, shown: np.ndarray, *, labels: int, audits: int, random: np.random.Generator) -> Errors:
    """So many audits of a filter with these mentions."""
    population, share = np.bincount(shown, minlength=3), np.mean(true == 0)
    found = []
    for _ in range(audits):
        drawn = random.choice(len(true), min(labels, len(true)), replace=False)
        confusion = np.bincount(shown[drawn] * 3 + true[drawn], minlength=9).reshape(3, 3)
        estimate = Result(confusion, population).corrected(-1)
        plain = np.mean(true[drawn] == 0)
        holds = estimate.low <= share <= estimate.high
        found.append((abs(plain - share), abs(estimate.value - share), holds, (estimate.high - estimate.low) / 2))
    corrected.cache_clear()
    return Errors(100 * abs(np.mean(shown == 0) - share), *(100 * np.mean(found, axis=0)))


def sides(true: np.ndarray, p: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """True classes of the rows that are no neutral ones, and as which of the two they are shown."""
    sided = true != 1
    return true[sided], np.where(p[sided, 0] > p[sided, 2], 0, 2)


def mean(of: list[Errors]) -> Errors:
    return Errors(*np.mean([astuple(one) for one in of], axis=0))


def line(name: str, n: str, errors: Errors) -> tuple[str, ...]:
    return (
        name, n, f"{errors.shown:.1f}", f"{errors.plain:.2f}", f"{errors.audited:.2f}", f"{errors.better:.0f}", f"{errors.covered:.1f}", f"{errors.half:.1f}",
    )  # fmt: skip


HEADER = "{of} | mentions | error as shown | plain sampling | after the audit | less than plain, % | interval holds, % | ± points"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--audits", type=int, default=AUDITS, help="of each source")
    parser.add_argument("--labels", type=int, default=LABELS)
    given = parser.parse_args()
    random, read_from = np.random.default_rng(SEED), list(sources(given.folder))
    found = [(source, true, p.argmax(axis=1)) for source, true, p in read_from]
    settings = {"audits": given.audits, "random": random}
    errors = [simulated(true, shown, labels=given.labels, **settings) for _source, true, shown in found]
    lines = [line(source, f"{len(true):,}", one) for (source, true, _shown), one in zip(found, errors, strict=True)]
    of_sides = mean([simulated(*sides(true, p), labels=given.labels, **settings) for _source, true, p in read_from])
    lines += [line("mean", "", mean(errors)), line("mean of negative against positive", "", of_sides)]
    print(f"{given.audits * len(found):,} audits of {given.labels} labels\n")
    print(table(HEADER.format(of="source left out"), lines), end="\n\n")

    whole = mean(errors)
    met = {
        f"error ≤ {LIMIT} points": whole.audited <= LIMIT,
        f"≥ {BETTER} % below plain sampling": whole.better >= BETTER,
        f"interval holds {COVERED[0]}–{COVERED[1]} %": COVERED[0] <= whole.covered <= COVERED[1],
    }
    print("\n".join(f"{name}: {'yes' if holds else 'no'}" for name, holds in met.items()), end="\n\n")

    print(f"Other numbers of labels, {given.audits * len(found):,} audits each\n")
    lines = [
        line(str(labels), "", mean([simulated(true, shown, labels=labels, **settings) for _source, true, shown in found]))
        for labels in (30, 60, 100, 400)
    ]
    small = []
    for _source, true, shown in found:
        few = random.choice(len(true), 2 * given.labels, replace=False)
        small.append(simulated(true[few], shown[few], labels=given.labels, **settings))
    lines.append(line(f"{given.labels} of {2 * given.labels} mentions", "", mean(small)))
    print(table(HEADER.format(of="labels"), lines))


if __name__ == "__main__":
    main()
