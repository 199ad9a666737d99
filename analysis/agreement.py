"""Agreement 一致率: how often the labels that came with files and the model's are the same, and what it would change if the
other counted first.
"""

from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from analysis import thresholds
from analysis.answer import Answer, ask
from analysis.ends import with_ends
from analysis.filters import AUTHOR_NUMBER, Filters
from store.labels import MODEL_FIRST, SEEN

NAMES = {-1: "negative", 0: "neutral", 1: "positive"}
# (the export's, the model's) -> the column with the number of mentions that they call so.
CELLS = {(ours, theirs): f"{NAMES[ours]}_{NAMES[theirs]}" for ours in NAMES for theirs in NAMES}
OPENS = {"export": "label_exports", "export_sentiment": "export_sentiments", "model_sentiment": "model_sentiments"}


def agreement(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """Per format whose files label mentions (export), most labels first; what the filter says of sentiments and
    labels is left aside:

    labelled, mentions (also labelled by the model), of these the nine CELLS; effective (independent voices among them),
    agreement (0–1) with agreement_low and agreement_high, kappa (−1 to 1); first (export or model: which counts),
    changes (mentions that would feel otherwise if the other did), negative_share of all mentions in the filter and
    negative_share_then.

    What rests on fewer than 30 is NULL, the interval on fewer than 10 voices, kappa also where chance alone would agree on all.
    """
    filters = replace(filters, sentiments=(), export_sentiments=(), model_sentiments=())
    answer = ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces={
            "author": AUTHOR_NUMBER,
            "seen": SEEN,
            "model_first": MODEL_FIRST,
            "cells": ", ".join(
                f"count(*) FILTER (export_sentiment = {ours} AND model_sentiment = {theirs}) AS {name}" for (ours, theirs), name in CELLS.items()
            ),
            "cell_names": ", ".join(CELLS.values()),
        },
        parameters=thresholds.values(),
        opens={"export": "label_exports"},
    )
    return replace(answer, table=_measured(answer.table))


def confusion(answer: Answer, row: dict) -> Answer:
    """Of one row of agreement the nine cells: export, export_sentiment, model_sentiment, mentions."""
    cells = [
        {"export": row["export"], "export_sentiment": ours, "model_sentiment": theirs, "mentions": row[name]}
        for (ours, theirs), name in CELLS.items()
    ]
    return replace(answer, table=pa.Table.from_pylist(cells), opens=OPENS)


def _measured(table: pa.Table) -> pa.Table:
    counts = np.array([table[name].to_numpy() for name in CELLS.values()], dtype=float).reshape(3, 3, -1)
    n = counts.sum(axis=(0, 1))
    least = thresholds.values()["least_mentions"]
    total = np.where(n >= least, n, np.nan)
    same = np.trace(counts) / total
    for name, values in (("agreement", same), ("kappa", kappa(counts / total))):
        table = table.append_column(name, pa.array(values, pa.float64(), from_pandas=True))
    return with_ends(table, "agreement", "effective", "agreement_low", "agreement_high")


def kappa(shares: np.ndarray) -> np.ndarray:
    """Cohen's κ (1960) of shares by (one's label, the other's, …): how much more they agree than by chance, of how much more
    they could; NaN where chance alone agrees on everything.
    """
    same = np.trace(shares)
    chance = (shares.sum(axis=0) * shares.sum(axis=1)).sum(axis=0)
    return np.divide(same - chance, 1 - chance, out=np.full_like(same, np.nan), where=chance < 1)
