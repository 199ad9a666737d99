"""Topics 话题: what texts are about, found in the texts themselves, named, and told of any other text."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from nlp import kmeans, mixture
from nlp.codes import normal
from nlp.continuing import Earlier, continued
from nlp.cut import Cut
from nlp.features import Features
from nlp.naming import class_tf_idf, names, titles
from nlp.parting import parted
from nlp.rules import stop_words as shipped
from nlp.tokens import Tokenizer
from nlp.vectors import vectors

# Of how topics are found: of another one they are found anew.
VERSION = 1
# The most texts that topics are learnt from, and rounds of the mixture over all of them.
LEARNT, ROUNDS = 100_000, 8
EXAMPLES = 5
# The words of a topic whose company tells its coherence.
COHERENT = 10


@dataclass(frozen=True)
class Topic:
    """`n`: texts of those that it was learnt from; `examples`: numbers of those nearest its centre, no two of the same words.

    `coherence`: how often its ten first words stand in one text, the mean NPMI of their pairs, -1 to 1 (Bouma 2009; Röder, Both &
    Hinneburg 2015). `separation`: how much nearer its texts lie to its centre than to the next, their mean silhouette.
    `again`: the topic of the run before that it is; `came_of`: others of that run that it is like.
    """

    title: str
    names: tuple[str, ...]
    n: int
    coherence: float
    separation: float
    examples: tuple[int, ...]
    again: str | None = None
    came_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Model:
    """`counts`: how often each word and character stands in each topic (float32). What stands in `stop_words` and `without` does not
    count.
    """

    features: Features
    counts: np.ndarray
    topics: tuple[Topic, ...]
    stop_words: frozenset[str]
    without: frozenset[str]

    def assign(self, texts: Sequence[str | None] | Cut, *, every: bool = False) -> np.ndarray:
        """The topic of each text; but for `every`, -1 where none tells it better than all together do."""
        rows = self.features.rows(cut(texts, self.without), self.stop_words | self.without)
        return mixture.labels(weighted(rows, self.features), mixture.log_ratios(self.counts), every=every)


@dataclass(frozen=True)
class Clusters:
    """`labels`: the topic of each text, -1 for none; `names`: of each topic."""

    labels: np.ndarray
    names: tuple[tuple[str, ...], ...]
    model: Model

    @property
    def unassigned(self) -> float | None:
        """The share of texts in no topic."""
        return float(np.mean(self.labels < 0)) if len(self.labels) else None


def cluster(
    texts: Sequence[str | None] | Cut, k: int | None = None, seed: int = 0, *, without: Collection[str] = ()
) -> Clusters:
    said = cut(texts, without)
    model = fit(said, k, seed, without=without)
    return Clusters(model.assign(said), tuple(topic.names for topic in model.topics), model)


def fit(
    texts: Sequence[str | None] | Cut,
    k: int | None = None,
    seed: int = 0,
    *,
    without: Collection[str] = (),
    stop_words: Collection[str] | None = None,
    earlier: Sequence[Earlier] = (),
) -> Model:
    """The k topics of texts; without k as many as part best (nlp.parting). Of more than LEARNT texts a sample is learnt from.

    `without`: what says whose texts they are and not what about, such as brands; they name no topic. `stop_words`: the shipped ones
    where they are None. `earlier`: the topics of the run before (nlp.continuing).
    """
    random = np.random.default_rng(seed)
    learnt = np.sort(random.permutation(len(texts))[:LEARNT])
    said = texts.of_texts(learnt) if isinstance(texts, Cut) else cut([texts[place] for place in learnt.tolist()], without)
    brands = frozenset(normal(word).strip() for word in without) - {""}
    quiet = _quiet(shipped(None) if stop_words is None else stop_words)
    features = Features.of(said, quiet | brands)
    bare = features.rows(said, quiet | brands)
    rows = weighted(bare, features)
    words = sparse.csr_array(bare[:, : len(features.words)])
    lie = vectors(words, random)
    begun = parted(lie, rows, k, random)
    counts = mixture.counts(rows, mixture.labels(rows, mixture.log_ratios(begun)), begun.shape[1], ROUNDS)
    counts = _largest_first(rows, counts)
    found = continued(earlier, features.words, counts[: len(features.words)])
    fixed = {one.topic_id: features.column(one.words, one.counts, quiet | brands) for one in earlier}
    counts = np.column_stack([np.empty((len(counts), 0), np.float32), *(fixed[one.again] if one.column is None else counts[:, one.column] for one in found)])
    labels = mixture.labels(rows, mixture.log_ratios(counts))
    called = names(said, labels, counts.shape[1], without=brands, stop_words=quiet)
    topics = _topics(called, labels, lie, words, class_tf_idf(counts[: words.shape[1]]), learnt)
    told = [replace(topic, again=one.again, came_of=one.came_of) for topic, one in zip(topics, found, strict=True)]
    return Model(features, counts, tuple(told), quiet, brands)


def cut(texts: Sequence[str | None] | Cut, whole: Collection[str] = ()) -> Cut:
    """Texts into words, those of `whole` uncut."""
    return texts if isinstance(texts, Cut) else Cut.of(texts, Tokenizer(whole))


def weighted(rows: sparse.csr_array, features: Features) -> sparse.csr_array:
    return sparse.csr_array((features.weights[rows.indices], rows.indices, rows.indptr), rows.shape)


def _quiet(stop_words: Collection[str]) -> frozenset[str]:
    """Stop words, and the pieces that texts are cut into where they have an apostrophe."""
    plain = {normal(word).strip() for word in stop_words}
    return frozenset(plain | {piece for word in plain if "'" in word for piece in word.split("'")})


def _largest_first(rows: sparse.csr_array, counts: np.ndarray) -> np.ndarray:
    """The counts of topics by how many texts each has, without those that have none."""
    labels = mixture.labels(rows, mixture.log_ratios(counts))
    n = np.bincount(labels[labels >= 0], minlength=counts.shape[1])
    order = np.argsort(-n, kind="stable")
    return np.ascontiguousarray(counts[:, order[n[order] > 0]])


def _topics(
    called: list[tuple[str, ...]],
    labels: np.ndarray,
    lie: np.ndarray,
    words: sparse.csr_array,
    weights: np.ndarray,
    numbers: np.ndarray,
) -> tuple[Topic, ...]:
    k = len(called)
    centres, told = kmeans.groups(lie, labels, k), np.flatnonzero(labels >= 0)
    parted = np.zeros(len(labels))
    if k > 1:
        parted[told] = kmeans.silhouettes(lie[told], labels[told], centres)
    found = []
    for place, (title, own) in enumerate(zip(titles(called), called, strict=True)):
        mine = np.flatnonzero(labels == place)
        first = np.argsort(-weights[:, place], kind="stable")[:COHERENT]
        near = _nearest(lie[mine] @ centres[place], sparse.csr_array(words[mine]))
        separation = float(parted[mine].mean()) if len(mine) else 0.0
        found.append(
            Topic(title, own, len(mine), coherence(words, first), separation, tuple(numbers[mine[near]].tolist()))
        )
    return tuple(found)


def _nearest(near: np.ndarray, words: sparse.csr_array) -> list[int]:
    """EXAMPLES of the nearest that have as many words as most, no two of the same words."""
    lengths = np.diff(words.indptr)
    most, seen = np.median(lengths) if len(lengths) else 0, {}
    for place in np.argsort(-near, kind="stable").tolist():
        if lengths[place] >= most:
            seen.setdefault(words.indices[words.indptr[place] : words.indptr[place + 1]].tobytes(), place)
        if len(seen) == EXAMPLES:
            break
    return list(seen.values())


def coherence(words: sparse.csr_array, chosen: np.ndarray) -> float:
    """The mean NPMI of the pairs of some words; a pair that never stands in one text has -1."""
    some = words[:, chosen]
    together = (some.T @ some).toarray() / max(words.shape[0], 1)
    alone = np.diag(together)
    first, second = np.triu_indices(len(chosen), 1)
    p = together[first, second]
    with np.errstate(divide="ignore", invalid="ignore"):
        npmi = np.where(p >= 1, 1, np.log(p / (alone[first] * alone[second])) / -np.log(p))
    return float(np.where(p > 0, npmi, -1).mean()) if len(p) else 0.0
