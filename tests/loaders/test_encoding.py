import io
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import encoding

CHINESE = "发布时间,微博正文\n2024-03-01,浮岛音箱真好，值得买\n"
UNMARKED = ("utf-8", "gb18030")
MARKED = ("utf-8-sig", "utf-16", "utf-32")


def text(data: bytes, name: str | None = None) -> tuple[str, dict]:
    """What the bytes say, and what was repaired."""
    file, warnings = io.BytesIO(data), Counter()
    blocks = encoding.text(file, name or encoding.sniff(file), warnings)
    return "".join(blocks), {code: count for code, count in warnings.items() if count}


@pytest.mark.parametrize("name", [*UNMARKED, *MARKED])
def test_a_file_is_read_in_the_encoding_it_was_written_in(name):
    assert text(CHINESE.encode(name)) == (CHINESE, {})


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\x00\x00", "utf-32-le"),
        (b"\x00\x00\xfe\xff", "utf-32-be"),
    ],
)
def test_the_mark_at_its_start_names_the_encoding(mark, name):
    file = io.BytesIO(mark + CHINESE.encode(name))
    assert (encoding.sniff(file), file.tell()) == (name, 0)
    assert text(file.getvalue()) == (CHINESE, {})


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark_is_known_by_its_first_letters(name):
    written = "id,微博正文\n1,浮岛\n"
    assert text(written.encode(name)) == (written, {})


@pytest.mark.parametrize("name", UNMARKED)
def test_the_encoding_is_found_where_megabytes_of_plain_letters_come_first(name):
    plain = "id,text\n" + "1,plain letters only\n" * 200_000
    assert text((plain + CHINESE).encode(name)) == (plain + CHINESE, {})


@pytest.mark.parametrize("name", [*UNMARKED, *MARKED])
@pytest.mark.parametrize("shift", range(4))
def test_a_character_across_two_blocks_is_one_character(name, shift):
    written = "x" * shift + "浮岛😤é" * (encoding.BLOCK // 7)
    assert text(written.encode(name)) == (written, {})


def test_bad_bytes_are_replaced_and_counted_and_the_file_stays_utf8():
    good = "微博正文,很长的一行文字\n" * 60
    data = good.encode() + b"\xff\xfe bad \x80\n" + good.encode()
    assert text(data) == (good + "\ufffd\ufffd bad \ufffd\n" + good, {"bad_bytes": 3})


def test_a_character_cut_off_at_the_end_of_the_file_is_counted():
    assert text(("浮岛" * 80).encode()[:-1]) == ("浮岛" * 79 + "浮\ufffd", {"bad_bytes": 1})


def test_a_replacement_character_that_the_tool_wrote_is_no_bad_byte():
    written = "lost emoji \ufffd\ufffd and 浮岛"
    assert text(written.encode()) == (written, {})
    assert text(written.encode("gb18030")) == (written, {})


def test_marks_and_null_characters_inside_the_file_go_and_are_counted():
    assert text("\ufeffid,正文\n\ufeff1,浮\x00岛\n\ufeff2,音箱\n".encode()) == (
        "id,正文\n1,浮岛\n2,音箱\n",
        {"marks_inside": 2, "null_characters": 1},
    )


# Legal names of planes 0 to 16 that every encoding holds; the marks and nulls that reading takes out are left out.
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff\x00\ufffd")


@settings(max_examples=60)
@given(st.text(CHARACTERS), st.sampled_from(MARKED))
def test_any_text_with_a_mark_comes_back(written, name):
    assert text(written.encode(name)) == (written, {})


@settings(max_examples=60)
@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=8), st.sampled_from(UNMARKED))
def test_any_chinese_text_without_a_mark_comes_back(written, name):
    assert text(written.encode(name)) == (written, {})


@settings(max_examples=60)
@given(st.lists(st.text(CHARACTERS)), st.integers(1, 9))
def test_blocks_of_text_are_one_file_of_utf8(blocks, size):
    file, parts = encoding.Utf8(iter(blocks)), []
    while part := file.read(size):
        assert len(part) <= size
        parts.append(part)
    assert b"".join(parts) == "".join(blocks).encode()
    assert encoding.Utf8(iter(blocks)).read() == "".join(blocks).encode()
