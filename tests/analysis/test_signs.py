import pytest

from analysis.filters import Filters
from analysis.signs import signs
from tests.analysis.stores import opened
from tests.mentions import SAMPLE, numbered, plain, signs_of, stored_of

FIRST = {"hashtags": "#", "emoticons": "["}


@pytest.mark.parametrize("kind", ["hashtags", "emoticons", "emoji"])
def test_signs_are_those_of_python_and_open_their_mentions_in_both_kinds_of_store(sampled, kind):
    held = [{sign for sign in signs_of(row) if sign[0] == FIRST.get(kind, sign[0]) and (kind != "emoji" or sign[0] not in "#[")} for row in SAMPLE.mention.itertuples()]
    rows = list(zip(SAMPLE.mention.itertuples(), held, strict=True))
    expected = {}
    for sign in set().union(*held):
        having = [row for row, found in rows if sign in found]
        felt = [row.sentiment for row in having]
        positive, negative = felt.count(1), felt.count(-1)
        expected[sign] = {
            "word": sign, "mentions": len(having), "share": len(having) / len(rows), "stories": len({(row.story_id, row.story_id or row.mention_id) for row in having}),
            "positive": positive, "neutral": felt.count(0), "negative": negative,
            "net": (positive - negative) / (positive + negative) if positive + negative >= 30 else None,
        }  # fmt: skip
    answer = signs(sampled, Filters(), kind=kind)
    assert answer.rows == [pytest.approx(row) for row in sorted(expected.values(), key=lambda row: (-row["mentions"], row["word"]))] != []
    assert opened(sampled, answer) == [row["mentions"] for row in answer.rows]


READ = {
    "#手机测评# #手机测评#": ["#手机测评#"],
    "#露营 去#x[话题]#": ["#露营", "#x[话题]#"],
    "[笑cry][ ] [超过八个字的方括号]": ["[笑cry]"],
    "👩‍👩‍👧 👍🏽 ❤️ 🇨🇳": ["👩‍👩‍👧", "👍🏽", "❤️", "🇨🇳"],
    "# no topic, 100%": [],
}


@pytest.mark.parametrize("text", READ)
def test_a_sign_ends_where_it_ends(holding, text):
    with holding(stored_of(numbered(plain(1, text=text)))) as cursor:
        found = [row["word"] for kind in ("hashtags", "emoticons", "emoji") for row in signs(cursor, Filters(), kind=kind).rows]
        assert sorted(found) == sorted(READ[text])
        assert [row["word"] for row in signs(cursor, Filters(), kind="hashtags", sought="X[").rows] == [one for one in READ[text] if "x[" in one]
