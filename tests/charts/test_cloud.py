import io
from itertools import combinations
from xml.etree import ElementTree

from PIL import Image

from charts.cloud import DESK, MOST, PHONE, Placed, chinese_font, placed, png, svg

WORDS = tuple((word * (1 + place % 3), 400 // (place + 1)) for place, word in enumerate(["续航", "battery", "发热", "😀", "退货", "a"] * 12))
HOSTILE = "<script>alert(1)</script>&\x00\ud800\uffff."


def overlap(one: Placed, other: Placed) -> bool:
    return abs(one.x - other.x) < (one.width + other.width) / 2 and abs(one.y - other.y) < (one.height + other.height) / 2


def test_a_layout_is_the_same_every_time_inside_its_size_and_no_word_lies_on_another():
    for size in (DESK, PHONE):
        layout = placed(WORDS, size)
        again = placed.__wrapped__(WORDS, size)
        assert layout == again
        assert 20 < len(layout) <= MOST[size]
        assert [pair for pair in combinations(layout, 2) if overlap(*pair)] == []
        assert all(at.width / 2 <= at.x <= size[0] - at.width / 2 and at.height / 2 <= at.y <= size[1] - at.height / 2 for at in layout)


def test_the_most_said_is_the_largest_and_all_are_as_large_where_all_are_said_as_often():
    sizes = [at.size for at in placed(WORDS)]
    assert (max(sizes), sizes[0], min(sizes)) == (60, 60, 12)
    assert {at.size for at in placed((("甲", 5), ("乙", 5)))} == {36}
    assert placed(()) == ()
    assert [at.place for at in placed((("甲", 5), ("乙", 5), ("丙", 5)))] == [0, 1, 2]


def test_an_svg_is_xml_in_which_every_word_is_text():
    words = ["续航", HOSTILE, "a&b"]
    layout = placed(tuple((word, 3) for word in words))
    root = ElementTree.fromstring(svg(words, ["#000000", "#111111", "#222222"], layout, f"title {HOSTILE}"))
    texts = {element.text: element.get("fill") for element in root if element.tag.endswith("}text")}
    assert texts == {"续航": "#000000", "<script>alert(1)</script>& .": "#111111", "a&b": "#222222"}
    assert [element.tag.rpartition("}")[2] for element in root] == ["title", "rect", "text", "text", "text"]
    assert root[0].text == "title <script>alert(1)</script>& ."


def test_a_png_has_ink_where_the_words_stand():
    font = chinese_font()
    assert font is not None
    (at,) = placed((("续航", 1),))
    picture = Image.open(io.BytesIO(png(["续航"], ["#000000"], (at,), font)))
    assert picture.size == (2 * DESK[0], 2 * DESK[1])
    left, top, right, bottom = picture.convert("L").point(lambda level: 255 * (level < 128)).getbbox()
    assert abs((left + right) / 4 - at.x) < at.size / 4 and abs((top + bottom) / 4 - at.y) < at.size / 4
    assert (right - left) / 2 <= at.width


def test_without_a_chinese_font_there_is_none(monkeypatch, tmp_path):
    monkeypatch.setattr("charts.cloud.FOLDERS", (str(tmp_path), str(tmp_path / "nowhere")))
    (tmp_path / "Courier.ttf").touch()
    assert chinese_font.__wrapped__() is None
    (tmp_path / "simhei.ttf").touch()
    assert chinese_font.__wrapped__() == tmp_path / "simhei.ttf"
