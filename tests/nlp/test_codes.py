import unicodedata

import numpy as np
import opencc
from hypothesis import example, given
from hypothesis import strategies as st

from nlp.codes import GAP, LATIN, MARK, SIGN, Joined, kinds, normal

TEXTS = st.lists(st.none() | st.text(max_size=20), max_size=8)


@given(TEXTS)
@example(["a\0b", None, "", "\ud800", "😀"])
def test_every_text_stands_where_it_is_said_to_stand(texts):
    joined = Joined.of(texts)
    assert [joined.text[a : b - 1] for a, b in zip(joined.starts, joined.starts[1:], strict=False)] == [t or "" for t in texts]
    assert joined.codes.tolist() == [ord(c) for c in joined.text]
    assert joined.rows(np.arange(len(joined.text))).tolist() == [n for n, t in enumerate(texts) for _ in range(len(t or "") + 1)]


@given(TEXTS)
@example(["a\0b", None, "", "\ud800", "😀"])
def test_the_normal_form_keeps_every_place_and_is_its_own_normal_form(texts):
    joined = Joined.of(texts)
    once = joined.normal()
    assert once.starts.tolist() == joined.starts.tolist()
    assert len(once.text) == len(joined.text)
    assert [once.text[end] for end in once.separators] == ["\0"] * len(texts)
    assert once.text.count("\0") == len(texts)
    assert once.normal().text == once.text


@given(st.lists(st.text(max_size=20), min_size=1, max_size=5))
def test_a_text_has_the_same_normal_form_alone_and_among_others(texts):
    assert Joined.of(texts).normal().text == "".join(normal(text) + "\0" for text in texts)


def test_what_is_compared_is_simplified_lower_half_width_without_accents():
    assert normal("電池發熱，ＡＢＣ　Élan！😀") == "电池发热,abc elan!😀"
    assert normal("Ünïcode\tnaïve\nÑ Straße") == "unicode naive n straße"


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=1))
def test_a_han_character_is_what_opencc_makes_of_it(character):
    assert normal(character) == opencc.OpenCC("t2s").convert(character)


@given(st.characters(min_codepoint=0xC0, max_codepoint=0x24F))
def test_a_latin_letter_loses_its_accent(character):
    base = unicodedata.normalize("NFD", character.lower())
    plain = base[0] if len(base) > 1 and base[0].isascii() else character.lower()
    if len(character.lower()) == 1:
        assert normal(character) == plain


def test_the_kind_of_every_code_point_is_that_of_its_category():
    gaps, marks = {"Cc", "Cf", "Cs", "Mn", "Zl", "Zp", "Zs"}, set("PS")
    own = {ord("'"): LATIN, 0xFFFD: GAP}
    expected = [
        own.get(code, GAP if kind in gaps else MARK if kind[0] in marks and kind != "So" else LATIN if code < 0x250 and kind in ("Ll", "Lu") else SIGN)
        for code, kind in enumerate(map(unicodedata.category, map(chr, range(0x110000))))
    ]
    assert kinds().tolist() == expected
