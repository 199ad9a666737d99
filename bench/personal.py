"""What does a personal layer gain on a source that the model has never seen?

    .venv/bin/python -m bench.personal FOLDER      the labelled tables of nlp.train; prints the tables of docs/personal.md

For each source a model learns from the others; some rows of the source are labelled, the rest tells how well it does with
and without a layer. Labels are drawn by chance, as in an audit, or are corrections only: rows that the model has wrong.
"""

import argparse
from pathlib import Path
from statistics import mean

import numpy as np

from nlp.evaluate import left_out, table
from nlp.personal import Labelled, learn
from nlp.sentiment import Model, scores
from nlp.train import Rows, read, train

DRAWN = (50, 100, 200, 500, 1_000)
CORRECTED = (50, 200)
MOST = 6_000
OTHERS = 1_000
TIMES = 3


def told(labels: np.ndarray, p: np.ndarray, weight: np.ndarray) -> tuple[float, float]:
    """Accuracy of three classes in %, and the shown less the true share of negatives in points."""
    found = p.argmax(axis=1) - 1
    share = np.average(found < 0, weights=weight) - np.average(labels < 0, weights=weight)
    return 100 * np.average(found == labels, weights=weight), 100 * share


def gains(
    rows: Rows, model: Model, ways: list[tuple[str, int]]
) -> dict[tuple[str, int], list[tuple[float, float, float, float]]]:
    """(how, labels) -> for each of TIMES draws accuracy and error of the share before and after."""
    found: dict = {}
    for seed in range(TIMES):
        chosen = rows.of(np.random.default_rng(seed).permutation(len(rows.labels))[:MOST])
        p = scores(chosen.texts, model)
        chosen, p = chosen.of(~np.isnan(p[:, 0])), p[~np.isnan(p[:, 0])]
        wrong = p.argmax(axis=1) - 1 != chosen.labels
        for how, count in ways:
            taken = np.arange(count) if how == "drawn" else np.flatnonzero(wrong)[:count]
            rest = np.setdiff1d(np.arange(len(p)), taken)
            others, rest = rest[:OTHERS], rest[OTHERS:]
            labelled = Labelled.of(
                chosen.texts[taken], chosen.labels[taken], np.full(count, how == "drawn"), chosen.texts[others]
            )
            # Mistakes that were corrected are missing from the rest: those that are left stand for them.
            weight = np.where(
                wrong[rest], wrong.mean() / wrong[rest].mean(), (1 - wrong.mean()) / (1 - wrong[rest].mean())
            )
            after = scores(chosen.texts[rest], learn(labelled, model).on(model))
            before_and_after = (*told(chosen.labels[rest], p[rest], weight), *told(chosen.labels[rest], after, weight))
            found.setdefault((how, count), []).append(before_and_after)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    rows = read(parser.parse_args().folder)
    ways = [*(("drawn", count) for count in DRAWN), *(("corrected", count) for count in CORRECTED)]
    right, shares, cells = [], [], {}
    for source in np.unique(rows.sources).tolist():
        model = Model.of(train(rows.of(~rows.tested & ~left_out(rows, source))))
        cells[source] = gains(rows.of(rows.sources == source), model, ways)
    for found in cells.values():
        before = found[ways[0]]
        right.append([mean(one[0] for one in before), *(mean(one[2] for one in found[way]) for way in ways)])
        shares.append([mean(abs(one[1]) for one in before), *(mean(abs(one[3]) for one in found[way]) for way in ways)])
    header = " | ".join(["source", "without", *(f"{count:,} {how}" for how, count in ways)])
    for measured in (right, shares):
        lines = [(source, *(f"{one:.1f}" for one in row)) for source, row in zip(cells, measured, strict=True)]
        means = (f"{mean(column):.1f}" for column in zip(*measured, strict=True))
        print(table(header, [*lines, ("mean", *means)]), end="\n\n")


if __name__ == "__main__":
    main()
