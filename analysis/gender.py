"""Gender as exports tell it: their words for the same are one value, whatever else they say stays as it is. Nothing is inferred."""

WORDS = {"female": ("female", "f", "woman", "女", "女性"), "male": ("male", "m", "man", "男", "男性")}
# What exports say where an account does not tell it.
UNTOLD = ("", "保密", "未知", "不详", "unknown", "none", "null", "-", "--")


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)


_CASES = [f"WHEN lower(trim(gender)) IN ({_listed(words)}) THEN '{value}'" for value, words in WORDS.items()]
GENDER = f"CASE {' '.join(_CASES)} WHEN lower(trim(gender)) IN ({_listed(UNTOLD)}) THEN NULL ELSE trim(gender) END"
