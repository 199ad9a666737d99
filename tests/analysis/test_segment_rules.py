from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.filters import Filters
from analysis.segment_rules import segment_rules
from nlp.rules import Rules
from nlp.segments import Segment
from tests.analysis.stores import opened
from tests.mentions import FEW, author_key, sample
from tests.nlp.test_segments import met, some

RULE = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["core", "kol", "media"]), "author_kinds": some(["person", "kol", "unknown"]), "kinds": some(["post", "review"]), "platforms": some(["weibo", "O'Brien"]),
        "aspects": some(["甲", "O'Brien"]), "intents": some(["praise", "other"]), "brands": st.sampled_from([None, 1, 2]), "followers": st.sampled_from([None, 10, 11]),
        "followers_below": st.sampled_from([None, 10, 11]), "verified": st.booleans(), "unverified": st.booleans(),
    }
).filter(lambda rule: not rule["verified"] or not rule["unverified"])  # fmt: skip


def seen(row):
    """A mention as the rules read it."""
    return {
        "author_kind": row.author_kind, "kind": row.kind, "platform": row.platform, "intent": row.intent, "aspects": row.aspects, "named": len(row.brands or ()),
        "author_followers": row.author_followers, "verified": row.verified,
    }  # fmt: skip


@settings(FEW, max_examples=8)
@given(st.lists(RULE.filter(lambda rule: any(value for name, value in rule.items() if name != "name")), max_size=3))
def test_it_counts_what_each_segment_has_and_what_the_rules_would_give_it(holding, rules):
    stored = sample(300)
    now, then = defaultdict(list), defaultdict(list)
    for row in stored.mention.itertuples():
        now[row.segment].append(author_key(row))
        then[next((rule["name"] for rule in rules if met(rule, seen(row))), None)].append(author_key(row))
    with holding(stored) as cursor:
        answer = segment_rules(cursor, Filters(), rules=tuple(Segment(**rule, order=place) for place, rule in enumerate(rules)))
        found = {row["value"]: (row["mentions"], row["authors"], row["drafted"], row["drafted_authors"]) for row in answer.rows}
        assert found == {name: tuple(count for held in (now, then) for count in (len(held[name]), len({*held[name]} - {None}))) for name in {*now, *then}}
        assert opened(cursor, answer) == [row["mentions"] for row in answer.rows]


def test_the_shipped_rules_can_be_counted(holding):
    with holding(sample(300)) as cursor:
        assert sum(row["drafted"] for row in segment_rules(cursor, Filters(), rules=Rules.of({}).segments.rules).rows) == 300
