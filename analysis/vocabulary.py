"""What the questions about words share: which words count, in how many stories each stands, and how two sides differ in one."""

from collections.abc import Iterable

from nlp.codes import normal

SHORTEST = 2
# A word of letters; numbers say nothing by themselves.
WANTED = r"length(token) >= $shortest AND regexp_matches(token, '\p{L}') AND token NOT IN (SELECT unnest(CAST($stopped AS VARCHAR[])))"
# Weight of what both sides say together, in words (Monroe et al. 2008, α₀), from which deviate a word is told, and from how many stories.
PRIOR, CLEAR, LEAST_STORIES = 500, 3, 5
STORY = "coalesce(story_id, mention_id)"
PIECES = {"story": STORY, "wanted": WANTED, "least_stories": str(LEAST_STORIES)}


def parameters(stop_words: Iterable[str], shortest: int) -> dict[str, object]:
    """Of WANTED; stop words as they are compared."""
    return {"stopped": sorted({normal(word).strip() for word in stop_words}), "shortest": shortest}


def mentions(selection: str, by: str = "", among: str = "", **counts: str) -> str:
    """SQL: `by`, id and each of `counts` of the mentions of a selection that hold each word, or each of those `among` which it is."""
    return _less(*(f"SELECT {by}sentiment, unnest({column}) AS id FROM {selection}" for column in ("tokens", "repeated")), by, among, counts or {"mentions": "count(*)"})


def several(selection: str, by: str = "") -> str:
    """SQL: the stories that have several mentions in a selection, and how many times each is there."""
    return f"SELECT {by}story_id, count(*) AS times FROM {selection} WHERE story_id IS NOT NULL GROUP BY {by}story_id HAVING count(*) > 1"


def stories(selection: str, by: str = "", among: str = "") -> str:
    """SQL: `by`, id and stories: in how many stories of a selection each word stands, or each of those `among` which it is; a
    mention without a story is its own. The selection's several stories stand beside it, named `…_several`.
    """
    alone = f"{selection} ANTI JOIN {selection}_several USING ({by}story_id)"
    return _less(f"SELECT {by}unnest(tokens) AS id FROM {alone} UNION ALL {_once(selection, by, among)}", f"SELECT {by}unnest(repeated) AS id FROM {alone}", by, among, {"stories": "count(*)"})


def copies(selection: str, by: str = "", among: str = "") -> str:
    """SQL: `by`, id and copies: how many fewer stories than mentions hold each word."""
    shared = _shared(selection, by)
    less = f"SELECT {by}unnest(repeated) AS id FROM {shared} UNION ALL {_once(selection, by, among)}"
    return _less(f"SELECT {by}unnest(tokens) AS id FROM {shared}", less, by, among, {"copies": "count(*)"})


def _once(selection: str, by: str, among: str) -> str:
    """SQL: `by` and id of each word of each of the several stories."""
    shared = _shared(selection, by)
    if among:
        # Of few words the pairs are few.
        return f"SELECT {by}id FROM (SELECT DISTINCT {by}story_id, id FROM (SELECT {by}story_id, unnest(tokens) AS id FROM {shared}) SEMI JOIN {among} USING (id))"
    return f"SELECT {by}unnest(list_distinct(flatten(list(tokens)))) AS id FROM {shared} GROUP BY {by}story_id"


def _shared(selection: str, by: str) -> str:
    return f"{selection} SEMI JOIN {selection}_several USING ({by}story_id)"


def _less(more: str, less: str, by: str, among: str, counts: dict[str, str]) -> str:
    """The counts of the rows of one, less those of the other."""
    kept = f" SEMI JOIN {among} USING (id)" if among else ""
    sides = [
        f"SELECT {by}id, {', '.join(f'{sign}{count} AS {name}' for name, count in counts.items())} FROM ({rows}){kept} GROUP BY {by}id"
        for sign, rows in (("", more), ("-", less))
    ]
    sums = ", ".join(f"CAST(sum({name}) AS BIGINT) AS {name}" for name in counts)
    return f"SELECT {by}id, {sums} FROM ({' UNION ALL '.join(sides)}) GROUP BY {by}id"


def log_odds(y_1: str, n_1: str, y_0: str, n_0: str) -> str:
    """SQL: the deviate of the log-odds of a word in y₁ of n₁ against y₀ of n₀, with an informative Dirichlet prior (Monroe, Colaresi
    & Quinn 2008, eq. 16–22): α_w = 500 × its share in both together, α₀ = 500; NULL where a side says nothing.
    """
    prior = f"({PRIOR} * ({y_1} + {y_0}) / CAST({n_1} + {n_0} AS DOUBLE))"
    odds = [f"ln(({y} + {prior}) / nullif({n} + {PRIOR} - {y} - {prior}, 0))" for y, n in ((y_1, n_1), (y_0, n_0))]
    return f"CASE WHEN {n_1} > 0 AND {n_0} > 0 THEN ({odds[0]} - {odds[1]}) / sqrt(1 / ({y_1} + {prior}) + 1 / ({y_0} + {prior})) END"
