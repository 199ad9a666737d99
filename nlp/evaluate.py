"""Measure how well the sentiment model does: python -m nlp.evaluate FOLDER prints the tables of docs/sentiment.md.

The folder is the one of `nlp.train`. Models are trained from the rows that are not for testing, with all sources and with each
Chinese source left out, and used as the shipped one is used: quantised, on own words.
"""

import argparse
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import numpy as np
import opencc

from nlp.sentiment import BATCH, SHIPPED, Model, scores
from nlp.train import Rows, read, train, without_emoticons

# Part of its texts that a domain shares with a source left out: from here on it is the same data under another name.
TWIN = 0.1
THREE_CLASSES = ("weibo_usual", "weibo_virus", "airline_tweets_en")
BY_EMOTICONS = "weibo_emoticons"
ENGLISH = "airline_tweets_en"


@dataclass(frozen=True)
class Measures:
    """Of the rows with words of their own: `n`; `accuracy` of negative against positive where a row is one of them, in %;
    `f1`, the mean over the three classes, in %; `share_error`: predicted less true part of negatives among these, in points.
    """

    n: int
    accuracy: float
    f1: float
    share_error: float


def measured(labels: np.ndarray, p: np.ndarray) -> Measures:
    """`labels` −1, 0, 1; `p` (n, 3), NaN rows where nothing was scored."""
    scored = ~np.isnan(p[:, 0])
    labels, p = labels[scored], p[scored]
    predicted = p.argmax(axis=1) - 1
    f1 = [
        2 * np.sum((labels == label) & (predicted == label)) / np.sum((labels == label) * 1 + (predicted == label))
        for label in np.union1d(labels, predicted)
    ]
    sided = labels != 0
    negative, truly = p[sided, 0] > p[sided, 2], labels[sided] < 0
    return Measures(len(labels), 100 * np.mean(negative == truly), 100 * mean(f1), 100 * (negative.mean() - truly.mean()))


def left_out(rows: Rows, source: str) -> np.ndarray:
    """Which rows a model may not learn from to have never seen the source: its own, and domains that hold the same texts."""
    own = rows.sources == source
    heads = set(rows.heads[own])
    for domain in np.unique(rows.domains[~own]):
        here = rows.domains == domain
        own |= here & (np.mean([head in heads for head in rows.heads[here]]) > TWIN)
    return own


def table(header: str, lines: list[tuple[str, ...]]) -> str:
    columns = header.count("|")
    rows = [f"| {' | '.join(line)} |" for line in lines]
    return "\n".join([f"| {header} |", f"|---|{'--:|' * columns}", *rows])


def speed(texts: np.ndarray, model: Model) -> float:
    """Texts a second in one process, cleaning included."""
    scores(texts[:BATCH], model)
    started = time.perf_counter()
    scores(texts, model)
    return len(texts) / (time.perf_counter() - started)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    rows = read(parser.parse_args().folder)
    learnt, tested = rows.of(~rows.tested), rows.of(rows.tested)
    file = train(learnt)
    model = Model.of(file)
    print(f"The shipped model is this one: {'yes' if file == SHIPPED.read_bytes() else 'no'}\n")

    inside, outside, lines = [], [], []
    chinese = [source for source in np.unique(rows.sources).tolist() if source != ENGLISH]
    for source in chinese:
        test = tested.of(tested.sources == source)
        whole = rows.of(rows.sources == source)
        without = Model.of(train(rows.of(~rows.tested & ~left_out(rows, source))))
        inside.append(measured(test.labels, scores(test.texts, model)))
        outside.append(measured(whole.labels, scores(whole.texts, without)))
        cells = (f"{one:.1f}" for one in (inside[-1].accuracy, outside[-1].accuracy))
        errors = (f"{one:+.1f}" for one in (inside[-1].share_error, outside[-1].share_error))
        lines.append((source, f"{inside[-1].n:,}", f"{outside[-1].n:,}", *cells, *errors))
    means = (f"{mean(one.accuracy for one in group):.1f}" for group in (inside, outside))
    errors = (f"{mean(abs(one.share_error) for one in group):.1f}" for group in (inside, outside))
    lines.append(("mean (of errors: without sign)", "", "", *means, *errors))
    header = "source | n, in training | n, left out | accuracy %, in training | left out | error of the negative share, in training | left out"
    print(table(header, lines), end="\n\n")

    of = {source: tested.of(tested.sources == source) for source in (*THREE_CLASSES, BY_EMOTICONS)}
    lines = [
        (f"{source}, macro-F1 %", f"{measured(of[source].labels, scores(of[source].texts, model)).f1:.1f}")
        for source in THREE_CLASSES
    ]
    lines.append(("weibo_virus left out (usual → virus), macro-F1 %", f"{outside[chinese.index('weibo_virus')].f1:.1f}"))
    emoticons = of[BY_EMOTICONS]
    bare = measured(emoticons.labels, scores(without_emoticons(emoticons.texts), model))
    lines.append((f"{BY_EMOTICONS} without emoticons, accuracy %", f"{bare.accuracy:.1f} (n {bare.n:,})"))
    traditional = opencc.OpenCC("s2t")
    changes = []
    for source, before in zip(chinese, inside, strict=True):
        test = tested.of(tested.sources == source)
        after = measured(test.labels, scores([traditional.convert(text) for text in test.texts], model))
        changes.append(after.accuracy - before.accuracy)
    lines.append(("Traditional text, change of accuracy, points", f"{mean(changes):+.2f} ({min(changes):+.2f} to {max(changes):+.2f})"))
    weibo = rows.texts[np.char.startswith(rows.sources, "weibo")]
    lines.append(("texts/s, one process", f"{speed(weibo, model):,.0f}"))
    print(table("measure | value", lines))


if __name__ == "__main__":
    main()
