"""Where the authors of a graph stand in its picture: those who matter one by one, the others of each community as one mark.

Each community has a circle, the largest in the middle, beside those that it reposts; within it igraph places who belongs to it.
"""

from dataclasses import dataclass

import igraph
import numpy as np
import pandas as pd

from analysis.author_graph import AuthorGraph, seeded

# So many authors stand for themselves, so many communities have a circle, and so many lines are drawn.
AUTHORS, CIRCLES, LINES = 600, 40, 1500
# A picture is so many times as wide as it is high.
WIDE = 1.6
ROUNDS, TURN, MARGIN = 300, np.pi * (3 - 5**0.5), 0.9


@dataclass(frozen=True)
class AuthorLayout:
    """marks: row (of authors; −1 for several who are one mark), authors (how many), community (−1: several small ones), x and y
    (within ±1.6 and ±1), and what authors and marks have in common: author, author_name, platform, followers, posts, received, made, caused,
    sentiment, joined, role. lines, the strongest first: reposter and source (rows of marks), reposts.
    """

    marks: pd.DataFrame
    lines: pd.DataFrame


def author_layout(graph: AuthorGraph) -> AuthorLayout:
    mark, marks = marked(graph.authors)
    ends = pd.DataFrame({"reposter": mark[graph.edges["reposter"]], "source": mark[graph.edges["source"]], "reposts": graph.edges["reposts"]})
    lines = ends[ends["reposter"] != ends["source"]].groupby(["reposter", "source"], as_index=False)["reposts"].sum()
    x, y = placed(marks["community"].to_numpy(), (marks["row"] < 0).to_numpy(), lines)
    strongest = lines.sort_values("reposts", ascending=False, kind="stable").head(LINES).reset_index(drop=True)
    return AuthorLayout(marks.assign(x=x, y=y), strongest)


def marked(authors: pd.DataFrame) -> tuple[np.ndarray, pd.DataFrame]:
    """The mark of each author, and all marks, first those of one author: who was reposted or joins communities by PageRank, then the
    others by followers.
    """
    matters = (authors["received"] > 0) | (authors["role"] != "ordinary")
    order = np.lexsort((-authors["followers"].astype(float).fillna(-1), -authors["pagerank"].round(12), ~matters))
    # Of those who do not matter, from each community as many.
    turn = np.where(matters, 0, authors.iloc[order].groupby(["community", matters.iloc[order]]).cumcount().sort_index())
    order = order[np.lexsort((turn[order], ~matters.iloc[order]))]
    circle = np.where(authors["community"] < CIRCLES, authors["community"], -1)
    rest = np.ones(len(authors), bool)
    rest[order[circle[order] >= 0][:AUTHORS]] = False
    # One alone is no several.
    rest &= np.bincount(circle[rest] + 1, minlength=CIRCLES + 1)[circle + 1] > 1
    own, mark = np.flatnonzero(~rest), np.full(len(authors), -1)
    mark[own] = np.arange(len(own))
    _folded, place = np.unique(circle[rest], return_inverse=True)
    mark[rest] = len(own) + place
    marks = authors.assign(mark=mark, row=np.where(rest, -1, np.arange(len(authors))), community=circle).groupby("mark").agg(
        row=("row", "first"), authors=("row", "size"), community=("community", "first"), followers=("followers", "max"),
        **{name: (name, "sum") for name in ("posts", "received", "made", "caused")}, sentiment=("sentiment", "mean"), joined=("joined", "max"),
    )  # fmt: skip
    alone = authors.iloc[own][["author", "author_name", "platform", "role"]].reset_index(drop=True)
    return mark, marks.join(alone).assign(role=lambda told: told["role"].fillna("ordinary"))


def placed(community: np.ndarray, several: np.ndarray, lines: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """x and y of each mark; those of several authors stand at the foot of their circle."""
    if not len(community):
        return np.zeros(0), np.zeros(0)
    numbers, circle, marks = np.unique(community, return_inverse=True, return_counts=True)
    order = np.lexsort((numbers, -marks))
    radius = np.sqrt(marks) + MARGIN
    one, other, reposts = (lines[name].to_numpy() for name in ("reposter", "source", "reposts"))
    between = np.zeros((len(numbers), len(numbers)))
    np.add.at(between, (circle[one], circle[other]), reposts)
    at = np.empty((len(numbers), 2))
    at[order] = packed(radius[order], (between + between.T)[np.ix_(order, order)])
    spot = np.empty((len(community), 2))
    for number in range(len(numbers)):
        here = np.flatnonzero(circle == number)
        within = arranged(here, one, other, reposts)
        if len(here) > 1:
            within[several[here]] = [0, -1]
        spot[here] = at[number] + (radius[number] - MARGIN) * within
    low, high = (at - radius[:, None]).min(axis=0), (at + radius[:, None]).max(axis=0)
    # The picture is filled: circles may become ellipses.
    x, y = ((spot - (low + high) / 2) / (high - low) * [2 * WIDE, 2]).T
    return x, y


def arranged(here: np.ndarray, one: np.ndarray, other: np.ndarray, reposts: np.ndarray) -> np.ndarray:
    """Where the marks of a community stand in a circle of radius 1: by the forces between them, then apart from each other."""
    if len(here) == 1:
        return np.zeros((1, 2))
    inside = np.isin(one, here) & np.isin(other, here)
    pairs = np.stack([np.searchsorted(here, end[inside]) for end in (one, other)], axis=1)
    graph = igraph.Graph(len(here), pairs)
    # A sunflower to begin with.
    place = np.arange(len(here))
    start = np.sqrt(place + 0.5)[:, None] * np.stack([np.cos(TURN * place), np.sin(TURN * place)], axis=1)
    with seeded():
        found = graph.layout_fruchterman_reingold(weights=np.log1p(reposts[inside]).tolist(), niter=ROUNDS, seed=start.tolist(), grid=False)
    away = np.array(found.coords)
    away -= away[np.argmax(graph.degree())]
    far, angle = np.hypot(*away.T), np.arctan2(away[:, 1], away[:, 0])
    even = np.empty(len(here))
    even[np.argsort(far, kind="stable")] = np.sqrt(np.arange(len(here)) / (len(here) - 1))
    return even[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)


def packed(radius: np.ndarray, between: np.ndarray) -> np.ndarray:
    """Centres of circles that do not meet: each touches two that stand already, near the middle and near those it belongs to."""
    at = np.zeros((len(radius), 2))
    for n in range(1, len(radius)):
        spots = touching(at[:n], radius[:n], radius[n])
        apart = np.hypot(*(spots[:, None] - at[:n]).transpose(2, 0, 1))
        free = (apart > radius[:n] + radius[n] - 1e-6).all(axis=1)
        pull = between[n, :n] / max(between[n, :n].sum(), 1)
        cost = np.hypot(spots[:, 0] / WIDE, spots[:, 1]) + 0.5 * apart @ pull
        at[n] = spots[np.argmin(np.where(free, np.round(cost, 6), np.inf))]
    return at


def touching(at: np.ndarray, radius: np.ndarray, one: float) -> np.ndarray:
    """Centres of a circle that touches two of these, or the only one."""
    if len(at) == 1:
        return at + np.array([[radius[0] + one, 0]])
    first, second = np.triu_indices(len(at), 1)
    between = at[second] - at[first]
    apart = np.hypot(*between.T)
    to_first, to_second = radius[first] + one, radius[second] + one
    along = (apart**2 + to_first**2 - to_second**2) / (2 * apart)
    aside = np.sqrt(np.fmax(to_first**2 - along**2, 0))
    meet = to_first + to_second >= apart
    unit = between / apart[:, None]
    normal = np.stack([-unit[:, 1], unit[:, 0]], axis=1)
    foot = at[first] + along[:, None] * unit
    return np.concatenate([foot + sign * aside[:, None] * normal for sign in (1, -1)])[np.tile(meet, 2)]
