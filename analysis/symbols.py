"""What stands in texts besides words: #topics#, emoticons in brackets and emoji, as they are written.

`#手机测评#` ends with its second mark, `#露营` with its last letter or digit; what stands inside a topic is part of it.
"""

PICTURE = r"[\x{1F300}-\x{1FAFF}\x{2600}-\x{27BF}\x{2B50}\x{2B55}][\x{FE0F}\x{1F3FB}-\x{1F3FF}]*"
PATTERN = "|".join(
    [
        # Without bounds: counting repeats makes the search ten times as slow.
        r"#(?:[^#\s]+#|[\p{L}\p{N}_]+)",
        r"\[[^\[\]\s]{1,8}\]",
        r"[\x{1F1E6}-\x{1F1FF}]{2}",
        rf"{PICTURE}(?:\x{{200D}}{PICTURE})*",
    ]
)
# Those of a mention, with repeats.
SYMBOLS = f"regexp_extract_all(concat_ws(chr(10), title, text), '{PATTERN}')"
# kind -> whether a symbol is one.
KINDS = {
    "hashtags": "starts_with(symbol, '#')",
    "emoticons": "starts_with(symbol, '[')",
    "emoji": "NOT starts_with(symbol, '#') AND NOT starts_with(symbol, '[')",
}
