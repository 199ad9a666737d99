"""A personal layer: what a store's own labels change in the shipped sentiment model, as a text that a setting holds."""

import json
import zlib
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

import numpy as np

from nlp import sentiment
from nlp.sentiment import BUCKETS, Model
from nlp.watchlist import RulesError

# Buckets that a layer may change, and logits that it may add to one of them or to the bias.
MOST = 4_096
FURTHEST = 50
LONGEST = 100_000


class Deltas(NamedTuple):
    """`buckets`, ascending, and what is added to each of them, (n, 2): neutrality, polarity, in logits."""

    buckets: np.ndarray
    added: np.ndarray


@dataclass(frozen=True)
class Layer:
    """`model`: the version of the model that it is made for; `labels`: how many negative, neutral and positive ones it has
    learnt from, `drawn` of them drawn by chance; `until`: the time of the latest, ISO 8601; `bias`: neutrality, polarity;
    `weights`: `deltas` as text.
    """

    model: str
    labels: tuple[int, int, int]
    drawn: int
    until: str
    bias: tuple[float, float]
    weights: str

    @classmethod
    def of(
        cls,
        deltas: Deltas,
        bias: np.ndarray,
        *,
        labels: tuple[int, int, int] = (0, 0, 0),
        drawn: int = 0,
        until: datetime = datetime.min,
    ) -> "Layer":
        """For the shipped model."""
        data = (
            deltas.buckets.astype("<i4").tobytes() + np.clip(deltas.added, -FURTHEST, FURTHEST).astype("<f2").tobytes()
        )
        weights = b64encode(zlib.compress(data, 9)).decode()
        bias = np.clip(bias, -FURTHEST, FURTHEST)
        return cls(
            sentiment.VERSION,
            tuple(map(int, labels)),
            drawn,
            until.isoformat(),
            (float(bias[0]), float(bias[1])),
            weights,
        )

    @classmethod
    def read(cls, text: str) -> "Layer":
        """Of what `text` of a layer wrote. Raises RulesError where it is none."""
        if len(text) > LONGEST:
            raise RulesError("This is no personal layer: it is too long.")
        try:
            told = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise RulesError("This is no personal layer: {why}", why=error) from error
        match told:
            case {
                "model": str(), "labels": [int(), int(), int()] as labels, "drawn": int() as drawn, "until": str() as until,
                "bias": [float(), float()] as bias, "weights": str(), **more,
            } if not more and min(*labels, drawn) >= 0:  # fmt: skip
                layer = cls(**told | {"labels": tuple(labels), "bias": tuple(bias)})
            case _:
                raise RulesError("This is no personal layer: its parts are not those of one.")
        try:
            when = datetime.fromisoformat(until)
        except ValueError as error:
            raise RulesError("This is no personal layer: {why}", why=error) from error
        if when.tzinfo or not all(abs(one) <= FURTHEST for one in bias) or len(layer.deltas.buckets) > MOST:
            raise RulesError("This is no personal layer: what it says is out of bounds.")
        return layer

    def text(self) -> str:
        return json.dumps(asdict(self))

    @cached_property
    def deltas(self) -> Deltas:
        """Raises RulesError where the text holds none."""
        size = np.dtype("<i4").itemsize + 2 * np.dtype("<f2").itemsize
        unpacking = zlib.decompressobj()
        try:
            data = unpacking.decompress(b64decode(self.weights, validate=True), MOST * size + 1)
        except (NotBase64, zlib.error, ValueError) as error:
            raise RulesError("This is no personal layer: {why}", why=error) from error
        count, rest = divmod(len(data), size)
        if rest or count > MOST or not unpacking.eof:
            raise RulesError("This is no personal layer: what it says is out of bounds.")
        buckets = np.frombuffer(data, "<i4", count)
        added = np.frombuffer(data, "<f2", offset=count * 4).reshape(count, 2).astype(float)
        known = not count or (buckets[0] >= 0 and buckets[-1] < BUCKETS and (np.diff(buckets) > 0).all())
        if not known or not (np.abs(added) <= FURTHEST).all():
            raise RulesError("This is no personal layer: what it says is out of bounds.")
        return Deltas(buckets, added)

    @property
    def fits(self) -> bool:
        """Whether it is made for the shipped model as it is now."""
        return self.model == sentiment.VERSION

    def on(self, model: Model) -> Model:
        """`model` as the layer changes it."""
        return model.plus(self.deltas.buckets, self.deltas.added, np.array(self.bias))
