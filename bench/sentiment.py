"""How many texts a second does the sentiment model score, cleaning included, against one pass of rjieba in the same run?

    .venv/bin/python -m bench.sentiment FOLDER     the labelled tables of which those named weibo_* are scored
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import rjieba

from nlp.sentiment import BATCH, scores
from nlp.train import read

LIMIT = 100_000
RUNS = 5


def texts_per_second(use: Callable[[list[str]], object], batches: list[list[str]]) -> float:
    """Median of RUNS runs after one that does not count; one process."""
    use(batches[0])
    seconds = []
    for _ in range(RUNS):
        started = time.perf_counter()
        for batch in batches:
            use(batch)
        seconds.append(time.perf_counter() - started)
    return sum(map(len, batches)) / median(seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    rows = read(parser.parse_args().folder)
    texts = [text for text, source in zip(rows.texts, rows.sources, strict=True) if source.startswith("weibo")]
    batches = [texts[first : first + BATCH] for first in range(0, len(texts), BATCH)]
    scored = texts_per_second(scores, batches)
    cut = texts_per_second(lambda batch: [rjieba.cut(text) for text in batch], batches)
    print(f"{len(texts):,} texts of {sum(map(len, texts)) / len(texts):.0f} characters in batches of {BATCH:,}\n")
    print("| | texts/s | of the limit of 100,000 |\n|---|--:|--:|")
    print(f"| sentiment, cleaning included | {scored:,.0f} | {scored / LIMIT:.2f} |")
    print(f"| one pass of rjieba | {cut:,.0f} | {cut / LIMIT:.2f} |")
    print(f"\nsentiment / rjieba: {scored / cut:.2f}")


if __name__ == "__main__":
    main()
