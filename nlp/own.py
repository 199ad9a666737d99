"""What authors say themselves: without quoted chains, addresses, names that are called, and what platforms write for them."""

import re
from dataclasses import dataclass

import numpy as np

from nlp.codes import GAP, SEPARATOR, SIGN, Joined, kinds

# Characters of a text that are scored, and how often one of them counts on end: sums stay far below 2^31.
LONGEST = 1_500
RUN = 3
QUOTES = r"//(?<!http://)(?<!https://)\s*@"
# Each branch begins with its own character, so that re skips all others.
CALLED = (
    r"|https?://@?(?:(?!//\s*@)[a-z0-9./?=&%~#:+$_-])*"
    r"|www\.[a-z0-9./?=&%~#:+$_-]*"
    r"|t\.cn/[a-z0-9]*"
    r"|rt @[\w·-]{0,30}:?|回复 ?@[\w·-]{0,30}:?|@[\w·-]{0,30}:?"
    r"|转发微博(?!\w)|快转微博(?!\w)|轻转微博(?!\w)"
    r"|转发(?!\w)|repost(?!\w)|分享图片(?!\w)|分享视频(?!\w)"
    r"|\(分享自(?!\w)|分享自(?!\w)"
    r"|网页链接|展开全文|\.\.\.全文"
    r"|&(?:amp|lt|gt|quot|nbsp|#39);"
)
# On normal forms (Joined.normal). `//@a:b` quotes what a wrote, to the end. The group is a topic.
NOT_OWN = re.compile(QUOTES + r"[^\0]*" + CALLED + r"|#[^#\s\0]{1,40}#()")
# In a text that says nothing else, the words that it passes on are left, those of topics too.
NOT_PASSED_ON = re.compile(QUOTES + r"[^:\s\0]*\s?:?" + CALLED + "|#")
# A whole text that a platform wrote, not the author.
STOCK = ("转发微博", "快转微博", "转发", "转发a", "转", "repost", "retweet", "分享图片", "分享视频", "分享", "发布了头条文章", "网页链接")
STOCK_ONLY = re.compile(rf"\0[\s/。.!]*(?:{'|'.join(STOCK)})[\s/。.!]*(?=\0)")
# Weibo's [泪], Xiaohongshu's [笑哭R], #x[话题]#.
EMOTICON = re.compile(r"\[[^\[\]\s\0]{1,8}\]")
SPACE = np.uint32(ord(" "))


@dataclass(frozen=True)
class Own:
    """`said`: the texts with all but the authors' own words and topics blanked, every character in its place.

    `joined`: what is scored: of each text's first LONGEST characters the own words without topics, or where there are none
    those that it passes on (`passed_on`, of each text), with single spaces and no character more than RUN times on end.
    `places`: for each code of `joined` its place in the texts.
    """

    said: Joined
    joined: Joined
    places: np.ndarray
    passed_on: np.ndarray


def own(texts: Joined) -> Own:
    """Of the normal forms `texts`."""
    found = [(*match.span(), match.lastindex or 0) for match in NOT_OWN.finditer(texts.text)]
    begins, ends, topics = np.array(found, np.int64).reshape(-1, 3).T
    topics = topics > 0
    said = blanked(texts, begins[~topics], ends[~topics])
    stock = np.array([match.span() for match in STOCK_ONLY.finditer(SEPARATOR + said.text)], np.int64).reshape(-1, 2)
    if len(stock):
        before, said = said.codes, blanked(said, stock[:, 0], stock[:, 1] - 1)
        texts = _joined(np.where(before != said.codes, SPACE, texts.codes), texts.starts)
    scored = blanked(said, begins[topics], ends[topics])
    signs = np.append(0, np.cumsum(kinds()[scored.codes] >= SIGN))
    bare = np.flatnonzero(signs[scored.starts[1:]] == signs[scored.starts[:-1]])
    passed_on = np.zeros(len(texts.starts) - 1, bool)
    if len(bare):
        scored, passed_on[bare] = _passed_on(texts, scored, bare)
    return Own(said, *_squeezed(scored), passed_on)


def without_emoticons(texts: Joined) -> Joined:
    """Every other character stays in its place."""
    return Joined(EMOTICON.sub(lambda found: " " * len(found[0]), texts.text), texts.starts)


def blanked(texts: Joined, begins: np.ndarray, ends: np.ndarray) -> Joined:
    """Spans, of which none overlap, as spaces."""
    if not len(begins):
        return texts
    step = np.zeros(len(texts.codes) + 1, np.int8)
    step[begins] += 1
    step[ends] -= 1
    return _joined(np.where(np.cumsum(step[:-1], dtype=np.int8), SPACE, texts.codes), texts.starts)


def _passed_on(texts: Joined, scored: Joined, bare: np.ndarray) -> tuple[Joined, np.ndarray]:
    """The texts to score, with those numbered `bare` as they pass on others' words; which of `bare` do so."""
    rest = Joined.of([texts.text[texts.starts[row] : texts.starts[row + 1] - 1] for row in bare.tolist()])
    spans = np.array([match.span() for match in NOT_PASSED_ON.finditer(rest.text)], np.int64).reshape(-1, 2)
    rest = blanked(rest, *spans.T)
    codes = scored.codes.copy()
    for row, begin, end in zip(bare.tolist(), rest.starts[:-1].tolist(), (rest.starts[1:] - 1).tolist(), strict=True):
        codes[scored.starts[row] : scored.starts[row + 1] - 1] = rest.codes[begin:end]
    signs = np.logical_or.reduceat(kinds()[rest.codes] >= SIGN, rest.starts[:-1])
    return _joined(codes, scored.starts), signs


def _squeezed(texts: Joined) -> tuple[Joined, np.ndarray]:
    """What is scored of texts that hold nothing else, and the place of each of its codes."""
    codes = texts.codes
    ends = np.zeros(len(codes), bool)
    ends[texts.separators] = True
    codes = np.where(codes == 0x2019, np.uint32(ord("'")), np.where((kinds()[codes] == GAP) & ~ends, SPACE, codes))
    places = np.arange(len(codes))
    if len(codes) and np.diff(texts.starts).max() > LONGEST + 1:
        places = places[(places - np.repeat(texts.starts[:-1], np.diff(texts.starts)) < LONGEST) | ends]
        codes = codes[places]
    for squeeze in (_on_end, _spaces, _last_spaces):
        kept = squeeze(codes)
        if not kept.all():
            places, codes = places[kept], codes[kept]
    return _joined(codes, np.append(0, np.flatnonzero(codes == 0) + 1)), places


def _on_end(codes: np.ndarray) -> np.ndarray:
    """Which of the codes are at most the RUN-th of their kind on end."""
    same = codes[1:] == codes[:-1]
    kept = np.ones(len(codes), bool)
    kept[RUN:] = ~(same[2:] & same[1:-1] & same[:-2]) | (codes[RUN:] == 0)
    return kept


def _spaces(codes: np.ndarray) -> np.ndarray:
    """Which of the codes are no space that begins a text or follows another."""
    spaces = codes == SPACE
    return ~(spaces & np.append(True, (spaces | (codes == 0))[:-1])[: len(codes)])


def _last_spaces(codes: np.ndarray) -> np.ndarray:
    """Which of the codes are no space that ends a text."""
    return ~((codes == SPACE) & np.append(codes[1:] == 0, False)[: len(codes)])


def _joined(codes: np.ndarray, starts: np.ndarray) -> Joined:
    return Joined(codes.tobytes().decode("utf-32-le", "surrogatepass"), starts)
