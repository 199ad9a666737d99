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


def told(selection: str, by: str = "") -> str:
    """SQL: a row (`by`, id) for each story of a selection and word in it; a mention without a story is its own."""
    texts = f"SELECT DISTINCT {by}story_id, CASE WHEN story_id IS NULL THEN mention_id END AS alone, tokens FROM {selection} WHERE len(tokens) > 0"
    return f"SELECT {by}unnest(list_distinct(flatten(list(tokens)))) AS id FROM ({texts}) GROUP BY {by}story_id, alone"


def log_odds(y_1: str, n_1: str, y_0: str, n_0: str) -> str:
    """SQL: the deviate of the log-odds of a word in y₁ of n₁ against y₀ of n₀, with an informative Dirichlet prior (Monroe, Colaresi
    & Quinn 2008, eq. 16–22): α_w = 500 × its share in both together, α₀ = 500; NULL where a side says nothing.
    """
    prior = f"({PRIOR} * ({y_1} + {y_0}) / CAST({n_1} + {n_0} AS DOUBLE))"
    odds = [f"ln(({y} + {prior}) / nullif({n} + {PRIOR} - {y} - {prior}, 0))" for y, n in ((y_1, n_1), (y_0, n_0))]
    return f"CASE WHEN {n_1} > 0 AND {n_0} > 0 THEN ({odds[0]} - {odds[1]}) / sqrt(1 / ({y_1} + {prior}) + 1 / ({y_0} + {prior})) END"
