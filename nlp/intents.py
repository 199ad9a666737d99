"""What texts are for: praise, an inquiry, a complaint, or other."""

import numpy as np

from nlp.lexicon import INTENTS
from nlp.words import NONE

OTHER = len(INTENTS)
NAMES = (*INTENTS, "other")
PRAISE, INQUIRY, COMPLAINT = range(OTHER)


def intents(counts: np.ndarray, named: np.ndarray, felt: np.ndarray, read: np.ndarray) -> np.ndarray:
    """Of each text its place in NAMES, NONE where no words decide in a text that is not `read`. `counts`: how many words of
    each of INTENTS stand in it. A complaint counts before a question, a question before praise; praise that outweighs a
    complaint is praise. Where no words decide, a text that names an aspect or something of the watchlist (`named`) is what
    the model takes it for (`felt`: −1, 0, 1).
    """
    praise, inquiry, complaint = counts.T
    by_words = np.select(
        [(complaint > 0) & (complaint >= praise), (inquiry > 0) & (inquiry >= praise - complaint), praise > 0, inquiry > 0],
        [COMPLAINT, INQUIRY, PRAISE, INQUIRY],
        NONE,
    )
    by_model = np.select([named & (felt < 0), named & (felt > 0)], [COMPLAINT, PRAISE], OTHER)
    return np.where(by_words != NONE, by_words, np.where(read, by_model, NONE))
