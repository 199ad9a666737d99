"""What the nodes of a cascade are told apart by: of every value its name, its colour and its shape."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from charts import theme
from charts.author_graph import COLOURED, ROLE, SYMBOL, roles_told
from charts.stack import names
from language import _

SHAPES = ("circle", "square", "diamond", "triangle-up", "cross", "pentagon", "hexagon", "triangle-down")
FELT = {-1: "diamond", 0: "circle", 1: "square", None: "circle"}
NAME = 14


@dataclass(frozen=True)
class Groups:
    """Of each row the number of its group; of each group its name, colour and shape, and how many rows it has."""

    code: np.ndarray
    names: list[str]
    colours: list[str]
    shapes: list[str]
    counts: list[int]


def grouped(frame: pd.DataFrame, colour: str) -> Groups:
    """By sentiment, platform, community, role or edge; of platforms the eight with most rows, of communities the first eight, the others as one.

    Columns: the one that `colour` names; community counts from 0; labels of platforms in platform_name.
    """
    if colour in ("platform", "community"):
        return _largest(frame, colour)
    known = {"sentiment": _sentiments, "role": _roles, "edge": _edges}[colour]()
    codes = {value: place for place, value in enumerate(known)}
    code = frame[colour].astype(object).map(codes).fillna(codes[None]).to_numpy(int)
    called, colours, shapes = map(list, zip(*known.values(), strict=True))
    return Groups(code, called, colours, shapes, np.bincount(code, minlength=len(known)).tolist())


def edges_told() -> dict[str, str]:
    """How it is known whose words a node passes on."""
    return {"explicit": _("By its id"), "parsed": _("By its chain"), "inferred": _("By its text"), "unattached": _("Not known")}


def _sentiments() -> dict[object, tuple[str, str, str]]:
    """By value, None for all others, as in the two that follow."""
    return {one: (name, theme.CONTEXT if one is None else theme.SENTIMENT[one], FELT[one]) for one, name in names(parts=False).items()}


def _roles() -> dict[object, tuple[str, str, str]]:
    return {None if role == "ordinary" else role: (name, theme.GREY if role == "ordinary" else ROLE[role], SYMBOL[role]) for role, name in roles_told().items()}


def _edges() -> dict[object, tuple[str, str, str]]:
    looks = {"explicit": (theme.CATEGORICAL[0], "circle"), "parsed": (theme.CATEGORICAL[2], "square"), "inferred": (theme.CATEGORICAL[5], "diamond"), "unattached": (theme.GREY, "triangle-up")}
    return {edge: (name, *looks[edge]) for edge, name in edges_told().items()} | {None: (_("Origin"), theme.INK, SYMBOL["origin"])}


def _largest(frame: pd.DataFrame, colour: str) -> Groups:
    code, keys = pd.factorize(frame[colour])
    rows = np.bincount(code + 1, minlength=len(keys) + 1)[1:]
    order = sorted(range(len(keys)), key=(lambda place: keys[place]) if colour == "community" else (lambda place: (-rows[place], str(keys[place]))))
    shown = order[: len(SHAPES)]
    # Behind those with a shape of their own stand the others, and what is not known.
    place = np.full(len(keys) + 1, len(shown) + 1)
    place[:-1] = len(shown)
    place[shown] = range(len(shown))
    called = [_name(frame, colour, keys[one], int(np.argmax(code == one))) for one in shown]
    painted = theme.colours([keys[one] for one in shown]) if colour == "platform" else [_of_community(keys[one]) for one in shown]
    code = place[code]
    return Groups(
        code, [*called, _("Others"), _("Unknown")], [*painted, theme.GREY, theme.CONTEXT], [*SHAPES[: len(shown)], "circle", "circle"],
        np.bincount(code, minlength=len(shown) + 2).tolist(),
    )  # fmt: skip


def _name(frame: pd.DataFrame, colour: str, key: object, row: int) -> str:
    if colour == "community":
        return _("Community {number}", number=int(key) + 1)
    return theme.plain(frame["platform_name"].iloc[row] if "platform_name" in frame else key, limit=NAME)


def _of_community(key: float) -> str:
    return theme.CATEGORICAL[int(key)] if 0 <= key < COLOURED else theme.GREY
