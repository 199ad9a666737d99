"""Who reposted whom: the authors of cascades, the communities that they form, and who joins these.

An edge leads from who reposts to whose post it was, and weighs as many reposts as there are. Authors are taken in the order of their
keys, and chance has a fixed seed: whatever the order of rows, the answer is the same.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

import igraph
import numpy as np
import pandas as pd

from analysis.cascades_course import places
from analysis.trees import trees
from nlp.forest import ROOT

# More rounds of Leiden find hardly any more: of 100,000 nodes .7837 instead of .7898, in a tenth of the time.
SEED, ROUNDS = 0, 4
# Of so many communities that an author and those beside him belong to he is a bridge.
JOINED = 3
# By how many of its most reposted authors a community is named.
NAMED = 3
# An author is the first of these that one of his posts is; a bridge comes after an amplifier.
ROLES = ("origin", "amplifier", "bridge", "ordinary")
_dice = Lock()


@dataclass(frozen=True)
class AuthorGraph:
    """authors, in the order of their keys: author (AUTHOR_KEY; None where he is only named, or unknown), author_name, platform,
    followers (the most seen), posts, received and made (reposts by others, of others), reposters and sources (how many others these
    are), caused (all that descends from his posts, each once), sentiment (mean of his posts, NaN unknown), community, joined (communities
    of himself and those beside him), pagerank, role.

    edges: reposter and source (rows of authors), reposts.
    communities, the largest first, each with its number as row: authors, posts, inside (reposts among them), outside, names (of those most
    reposted).

    modularity of these (NaN without edges); own: reposts of oneself, which are no edge; wrote: of each row of the frame the row of
    its author.
    """

    authors: pd.DataFrame
    edges: pd.DataFrame
    communities: pd.DataFrame
    modularity: float
    own: int
    wrote: np.ndarray


def author_graph(frame: pd.DataFrame) -> AuthorGraph:
    """Of the nodes of a cascade, or of several where a column `cascade` tells them apart: node (from 0 on in each cascade), above
    (the node of its parent, −1: none), author, author_name, platform, followers, sentiment, role.

    An unattached repost counts as one of the root. Whose author is not known counts as an author of his own.
    """
    cascade = frame["cascade"] if "cascade" in frame else np.zeros(len(frame), np.int64)
    cascade = np.unique(cascade, return_inverse=True)[1]
    order = np.lexsort((frame["node"], cascade))
    nodes, cascade = frame.iloc[order], cascade[order]
    begins = np.searchsorted(cascade, cascade)
    above = nodes["above"].to_numpy(np.int64)
    parent = np.where(above < 0, ROOT, begins + above)
    author, count = authors_of(nodes)
    edges, own = joined_by(parent, author)
    received, made, reposters, sources = degrees(edges, count)
    community, modularity = communities_of(edges, count)
    joined = communities_joined(edges, community)
    found = described(nodes, author).assign(
        received=received, made=made, reposters=reposters, sources=sources, caused=caused(parent, cascade, author, count),
        community=community, joined=joined, pagerank=pagerank(edges, count),
    )  # fmt: skip
    found["role"] = np.where((found["role"] == "ordinary") & (joined >= JOINED), "bridge", found["role"])
    wrote = np.empty(len(author), np.int64)
    wrote[order] = author
    return AuthorGraph(found, edges, summed(found, edges), modularity, own, wrote)


def authors_of(nodes: pd.DataFrame) -> tuple[np.ndarray, int]:
    """Of each node the number of who wrote it, by key, and how many there are. Who is only named is the one author who is known by
    that name, where it is only one.
    """
    known, name = (nodes[column].astype(object) for column in ("author", "author_name"))
    of_name = known.groupby(name).agg(["nunique", "first"])
    key = known.fillna(name.map(of_name.loc[of_name["nunique"] == 1, "first"]))
    # The first letter keeps them apart: names may be anything.
    told_by = np.select([key.notna(), name.notna()], ["0" + key.fillna(""), "1" + name.fillna("")], [f"2{n:012}" for n in range(len(nodes))])
    author, keys = pd.factorize(told_by.astype(object), sort=True)
    return author, len(keys)


def described(nodes: pd.DataFrame, author: np.ndarray) -> pd.DataFrame:
    """What is known of each author, by what he wrote."""
    of = nodes.assign(role=nodes["role"].map(ROLES.index)).groupby(author)
    found = of.agg(
        author=("author", "first"), author_name=("author_name", "last"), platform=("platform", "first"), followers=("followers", "max"),
        posts=("node", "size"), sentiment=("sentiment", "mean"), role=("role", "min"),
    )  # fmt: skip
    return found.assign(role=[ROLES[int(place)] for place in found["role"]])


def joined_by(parent: np.ndarray, author: np.ndarray) -> tuple[pd.DataFrame, int]:
    """The edges, by reposter and source, and how many reposts are of oneself."""
    reposts = np.flatnonzero(parent != ROOT)
    pairs = np.stack([author[reposts], author[parent[reposts]]], axis=1)
    others = pairs[:, 0] != pairs[:, 1]
    reposter, source, place = different(*pairs[others].T)
    return pd.DataFrame({"reposter": reposter, "source": source, "reposts": np.bincount(place)}), int((~others).sum())


def different(one: np.ndarray, other: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The pairs of two columns in order, each once, and which of them each row is."""
    span = other.max(initial=0) + 1
    keys, place = np.unique(one * span + other, return_inverse=True)
    return keys // span, keys % span, place


def degrees(edges: pd.DataFrame, count: int) -> list[np.ndarray]:
    """Of each author: reposts received and made, and how many others made and received them."""
    ends = [edges["source"], edges["reposter"]]
    return [np.bincount(end, weight, count).astype(np.int64) for weight in (edges["reposts"], None) for end in ends]


def caused(parent: np.ndarray, cascade: np.ndarray, author: np.ndarray, count: int) -> np.ndarray:
    """How many posts descend from each author's; what descends from two of them counts once."""
    found = trees(parent, cascade=cascade)
    place, below = places(found), found.descendants
    order = np.lexsort((place, author))
    # Descendants follow their node: a node within the reach of an earlier one of its author descends from that.
    reach = (author * (len(place) + 1) + place + below)[order]
    within = np.zeros(len(order), bool)
    within[1:] = np.maximum.accumulate(reach)[:-1] >= (author * (len(place) + 1) + place)[order][1:]
    outer = order[~within]
    return np.bincount(author[outer], below[outer], count).astype(np.int64)


def communities_of(edges: pd.DataFrame, count: int) -> tuple[np.ndarray, float]:
    """The community of each author, 0 the largest, and their modularity (Leiden, Traag et al. 2019; edges without direction)."""
    if edges.empty:
        return np.arange(count), float("nan")
    *pairs, place = different(*np.sort(edges[["reposter", "source"]].to_numpy(), axis=1).T)
    graph = igraph.Graph(count, np.stack(pairs, axis=1))
    weights = np.bincount(place, edges["reposts"]).tolist()
    with seeded():
        found = graph.community_leiden("modularity", weights=weights, n_iterations=ROUNDS)
    member = np.array(found.membership)
    return by_size(member), graph.modularity(member.tolist(), weights=weights)


def by_size(member: np.ndarray) -> np.ndarray:
    """The same communities numbered by size; of equal ones that of the earlier author is first."""
    _number, first, place, size = np.unique(member, return_index=True, return_inverse=True, return_counts=True)
    rank = np.empty(len(size), np.int64)
    rank[np.lexsort((first, -size))] = np.arange(len(size))
    return rank[place]


def communities_joined(edges: pd.DataFrame, community: np.ndarray) -> np.ndarray:
    """Of each author how many communities he and those who stand beside him belong to."""
    one, other = edges["reposter"].to_numpy(), edges["source"].to_numpy()
    everyone = np.arange(len(community))
    author, _community, _place = different(np.concatenate([one, other, everyone]), community[np.concatenate([other, one, everyone])])
    return np.bincount(author, minlength=len(community))


def pagerank(edges: pd.DataFrame, count: int) -> np.ndarray:
    """Of each author, by whom and how often he was reposted (damping .85)."""
    graph = igraph.Graph(count, edges[["reposter", "source"]].to_numpy(), directed=True)
    return np.array(graph.pagerank(weights=edges["reposts"].tolist()))


def summed(authors: pd.DataFrame, edges: pd.DataFrame) -> pd.DataFrame:
    """What is to be known of each community."""
    community, count = authors["community"].to_numpy(), authors["community"].max() + 1 if len(authors) else 0
    one, other, reposts = (edges[name].to_numpy() for name in ("reposter", "source", "reposts"))
    within = community[one] == community[other]
    inside, left, reached = (
        np.bincount(community[end], reposts * which, count).astype(np.int64) for end, which in ((one, within), (one, ~within), (other, ~within))
    )
    size = np.bincount(community, minlength=count)
    ranked = authors["author_name"].to_numpy()[np.lexsort((-authors["pagerank"], -authors["received"], community))]
    names = [ranked[end - of : end - of + NAMED].tolist() for of, end in zip(size, np.cumsum(size), strict=True)]
    posts = np.bincount(community, authors["posts"], count).astype(np.int64)
    return pd.DataFrame({"authors": size, "posts": posts, "inside": inside, "outside": left + reached, "names": names})


@contextmanager
def seeded() -> Iterator[None]:
    """igraph's dice, which all threads share, from the seed on; Python's own afterwards."""
    with _dice:
        igraph.set_random_number_generator(random.Random(SEED))
        try:
            yield
        finally:
            igraph.set_random_number_generator(random)
