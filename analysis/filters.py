"""Which mentions are looked at: every field that a page can group by, as SQL, as a link and as a sentence.

A list field holds the values that count; None among them is 未知 (NULL). An empty tuple filters nothing.
"""

import json
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from hashlib import blake2b

import written
from analysis import keywords
from analysis.answered import ANSWERED, ANSWERING, ANSWERS_TO
from analysis.asked import ASKED
from analysis.bands import DAY_PART, FOLLOWERS, HOUR, LENGTHS, REPOSTED, WEEKDAY, band
from analysis.crowd import Crowd
from analysis.gender import GENDER
from analysis.labels import NAMES, label
from analysis.outlet import OUTLET
from analysis.symbols import SYMBOLS
from language import _
from nlp.tokens import word_id
from store.handling import LATEST
from store.labels import LABELLED

NULL_CODE = "∅"
# So many values of a list are asked for one by one.
FEW = 32
AUTHOR_KEY = "coalesce(platform, '') || ':' || coalesce(author_id, '@' || author_name)"
# The same as a number, to group by in two thirds of the time: that two of a million authors share one has a probability of 3 in 10⁸.
AUTHOR_NUMBER = "CASE WHEN coalesce(author_id, author_name) IS NOT NULL THEN hash(coalesce(platform, ''), coalesce(author_id, '@' || author_name)) END"
# Whether the author of a mention was there before the window.
NEWCOMERS = (
    f"SELECT mention_id, CASE WHEN {AUTHOR_KEY} IN (SELECT {AUTHOR_KEY} FROM mention WHERE {{earlier}} AND ({AUTHOR_KEY}) IS NOT NULL) "
    f"THEN 'returning' WHEN ({AUTHOR_KEY}) IS NOT NULL THEN 'new' END AS value FROM mention"
)


@dataclass(frozen=True)
class Field:
    """A list field: its name in Filters and in the link, its label, and the SQL expression that a value equals.

    `form` is "value" for a column of single values, "none" where none of them may be a mention's (∅: nor may it be unknown), "list" where
    the expression is a list of which one value must be there, "all" where every one of them must be there, "member" where it is a query of
    mention_id and value for what mentions belong to, or are said to be; in one {published} is the condition of what is published as of the
    moment that is looked at, {earlier} that of what the same filters leave before their window. "crowd": groups of authors
    (analysis.crowd), each found in filters of its own, whatever else is chosen; the expression is an author's key.
    `stored` is a value as the expression has it, `most` how many values an address may hold.
    """

    name: str
    label: str
    sql: str
    form: str = "value"
    parse: Callable[[str], object] = str
    closed: bool = False
    stored: Callable[[object], object] = lambda value: value
    most: int | None = None


def _uuid(text: str) -> str:
    return str(uuid.UUID(text))


def _time(told: str | datetime) -> datetime:
    moment = _moment(str(told))
    if moment is None:
        raise ValueError(told)
    return moment


def _crowd(told: str | Crowd) -> Crowd:
    return Crowd.read(str(told), Filters.of_link)


FIELDS = (
    Field("brands", "Brand", "brands", form="list"),
    Field("products", "Product", "products", form="list"),
    Field("keyword_sets", "Keyword set", "keyword_sets", form="list"),
    Field("platforms", "Platform", "platform"),
    Field("kinds", "Kind", "kind", closed=True),
    Field("sentiments", "Sentiment", "sentiment", parse=int, closed=True),
    Field("export_sentiments", "Label of the export", "export_sentiment", parse=int, closed=True),
    Field("model_sentiments", "Label of the model", "model_sentiment", parse=int, closed=True),
    Field("label_exports", "Format of the label", f"SELECT mention_id, export AS value FROM ({LABELLED})", form="member"),
    Field("corrections", "Correction", 'SELECT mention_id, "at" AS value FROM correction', form="member", parse=_time),
    Field("emotions", "Emotion", "emotion"),
    Field("languages", "Language", "language"),
    Field("authors", "Author", AUTHOR_KEY),
    Field("without_authors", "Without the authors", AUTHOR_KEY, form="none"),
    Field("crowds", "Group of authors", AUTHOR_KEY, form="crowd", parse=_crowd, most=4),
    Field("author_kinds", "Kind of author", "author_kind", closed=True),
    Field("verified", "Verification", "CAST(verified AS TINYINT)", parse=int, closed=True),
    Field("genders", "Gender", GENDER),
    Field("outlets", "Outlet", OUTLET),
    Field("followers", "Followers", band("author_followers", FOLLOWERS), parse=int, closed=True),
    Field("lengths", "Length of the text", band("length(text)", LENGTHS), parse=int, closed=True),
    Field("reposts", "Reposts counted", REPOSTED, parse=int, closed=True),
    Field("day_parts", "Part of the day", DAY_PART, parse=int, closed=True),
    Field("hours", "Hour", HOUR, parse=int, closed=True),
    Field("weekdays", "Weekday", WEEKDAY, parse=int, closed=True),
    Field("newcomers", "New or returning", NEWCOMERS, form="member", closed=True),
    Field("segments", "Segment", "segment", closed=True),
    Field("regions", "Region", "region"),
    Field("topics", "Topic", "topic_id"),
    Field("view_topics", "Topic of a view", "SELECT mention_id, topic_id AS value FROM view_topic_of", form="member"),
    Field("aspects", "Aspect", "aspects", form="list"),
    Field("aspect_sentiments", "Sentiment of an aspect", "aspect_sentiments", form="list"),
    Field("words", "With the words", "tokens", form="all", stored=word_id),
    Field("signs", "With the signs", SYMBOLS, form="all"),
    Field("intents", "Intent", "intent", closed=True),
    # A root belongs to its own thread.
    Field("roots", "Thread", "CAST(coalesce(root_id, mention_id) AS VARCHAR)", parse=_uuid),
    Field("cascades", "Cascade", "CAST(cascade_id AS VARCHAR)", parse=_uuid),
    Field("stories", "Story", "CAST(story_id AS VARCHAR)", parse=_uuid),
    Field("texts", "Same text", "CAST(text_id AS VARCHAR)", parse=_uuid),
    Field(
        "imports", "Import", "SELECT mention_id, CAST(import_id AS VARCHAR) AS value FROM mention "
        "UNION ALL SELECT mention_id, CAST(import_id AS VARCHAR) FROM sighting", form="member", parse=_uuid,
    ),
    Field("queries", "Query", "queries", form="list"),
    Field("precisions", "Precision of time", "precision", closed=True),
    Field("statuses", "Handling", f"SELECT mention_id, status AS value FROM ({LATEST})", form="member", closed=True),
    Field("owners", "Owner", f"SELECT mention_id, owner AS value FROM ({LATEST})", form="member"),
    Field("replies", "Reply used", f"SELECT mention_id, CAST(reply_id AS VARCHAR) AS value FROM ({LATEST})", form="member", parse=_uuid),
    Field("answers", "Official answer", f"SELECT mention_id, value FROM ({ANSWERED})", form="member", closed=True),
    Field("answerers", "Answered by", f"SELECT {ANSWERS_TO} AS mention_id, {AUTHOR_KEY} AS value FROM mention WHERE {{published}} AND {ANSWERING}", form="member"),
    Field("questions", "Question", ASKED, form="member"),
)  # fmt: skip
BY_NAME = {field.name: field for field in FIELDS}
# By what a question can group: memberships have no expression of their own, and what must all be there is no group.
DIMENSIONS = {field.name: field for field in FIELDS if field.form in ("value", "list")}


@dataclass(frozen=True)
class Filters:
    """`since` inclusive, `until` exclusive, `as_of`: hide what was published later; naive, in the store's time zone."""

    since: datetime | None = None
    until: datetime | None = None
    as_of: datetime | None = None
    brands: tuple = ()
    products: tuple = ()
    keyword_sets: tuple = ()
    platforms: tuple = ()
    kinds: tuple = ()
    sentiments: tuple = ()
    export_sentiments: tuple = ()
    model_sentiments: tuple = ()
    label_exports: tuple = ()
    corrections: tuple = ()
    emotions: tuple = ()
    languages: tuple = ()
    authors: tuple = ()
    without_authors: tuple = ()
    crowds: tuple = ()
    author_kinds: tuple = ()
    verified: tuple = ()
    genders: tuple = ()
    outlets: tuple = ()
    followers: tuple = ()
    lengths: tuple = ()
    reposts: tuple = ()
    day_parts: tuple = ()
    hours: tuple = ()
    weekdays: tuple = ()
    newcomers: tuple = ()
    segments: tuple = ()
    regions: tuple = ()
    topics: tuple = ()
    view_topics: tuple = ()
    aspects: tuple = ()
    aspect_sentiments: tuple = ()
    words: tuple = ()
    signs: tuple = ()
    intents: tuple = ()
    roots: tuple = ()
    cascades: tuple = ()
    stories: tuple = ()
    texts: tuple = ()
    imports: tuple = ()
    queries: tuple = ()
    precisions: tuple = ()
    statuses: tuple = ()
    owners: tuple = ()
    replies: tuple = ()
    answers: tuple = ()
    answerers: tuple = ()
    questions: tuple = ()
    keyword: str = ""

    def where(self, whole: "Filters | None" = None, prefix: str = "") -> tuple[str, dict[str, object]]:
        """The condition over `mention` and its parameters, whose names begin with `prefix`; `true` where nothing is filtered. `whole`: the
        filters that these are a part of, which tell what lies before their window.
        """
        conditions: list[str] = []
        values: dict[str, object] = {}
        for name, comparison in (("since", ">="), ("until", "<"), ("as_of", "<=")):
            if (moment := getattr(self, name)) is not None:
                conditions.append(f"published_at {comparison} ${name}")
                values[name] = moment
        for field in FIELDS:
            if chosen := getattr(self, field.name):
                if field.form == "crowd":
                    chosen = tuple(crowd and crowd.seen(self.as_of) for crowd in chosen)
                sql, parameters = _among(replace(field, sql=(whole or self).seen(field.sql)), chosen)
                conditions.append(sql)
                values |= parameters
        if tree := keywords.parse(self.keyword):
            sql, parameters = keywords.condition(tree)
            conditions.append(sql)
            values |= parameters
        return _prefixed(" AND ".join(conditions) or "true", values, prefix)

    def seen(self, sql: str) -> str:
        """A query of other mentions than these, as of the moment that is looked at. Its parameters are among those of `where`."""
        sql = sql.replace("{published}", "true" if self.as_of is None else "published_at <= $as_of")
        return sql.replace("{earlier}", self._earlier()) if "{earlier}" in sql else sql

    def _earlier(self) -> str:
        condition, _values = replace(self, since=None, until=None, newcomers=()).where()
        return "false" if self.since is None else f"{condition} AND published_at < $since"

    def selection(self, prefix: str = "") -> tuple[str, dict[str, object]]:
        """The query whose rows are the mentions that count, and its parameters, as `where` has them."""
        condition, values = self.where(prefix=prefix)
        return f"SELECT * FROM mention WHERE {condition}", values

    def narrowed(self, **values: tuple) -> "Filters | None":
        """Of the mentions that these filters leave those that have one of these values of each field, which must be one of which a
        mention has a single value; None where they leave none of them.
        """
        left = {name: tuple(one for one in ones if not getattr(self, name) or one in getattr(self, name)) for name, ones in values.items()}
        return replace(self, **left) if all(left.values()) else None

    def steady(self) -> "Filters":
        """The same mentions by filters of which each goes on to leave what it does however the others are narrowed: who is new, in these
        filters, stands in them as a group of authors.
        """
        known = tuple(value for value in self.newcomers if value is not None)
        if not known:
            return self
        unknown = (None,) if None in self.newcomers and (not self.crowds or None in self.crowds) else ()
        return replace(self, newcomers=(), crowds=(Crowd(None, None, replace(self, newcomers=known)), *unknown))

    def link(self) -> dict[str, list[str]]:
        """As parameters of an address; `of_link` reads them back."""
        told = {}
        if self.since is not None:
            told["since"] = [_moment_code(self.since)]
        if self.until is not None:
            told["until"] = [_until_code(self.until)]
        if self.as_of is not None:
            told["as_of"] = [self.as_of.isoformat()]
        for field in FIELDS:
            if chosen := getattr(self, field.name):
                told[field.name] = [code(value) for value in chosen]
        if self.keyword:
            told["keyword"] = [self.keyword]
        return told

    def view(self) -> str:
        """A name of what is looked at: the same for the same filters, whenever."""
        told = {name: sorted(values) for name, values in self.link().items()}
        return blake2b(json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()

    @classmethod
    def of_link(cls, link: dict[str, list[str]]) -> tuple["Filters", list[str]]:
        """The filters in an address, and those of its values that are none."""
        found: dict[str, object] = {}
        refused: list[str] = []
        for name, read in (("since", _moment), ("until", _until), ("as_of", _moment)):
            for text in link.get(name, [])[:1]:
                if (moment := read(text)) is None:
                    refused.append(text)
                else:
                    found[name] = moment
        for field in FIELDS:
            values = [_value(field, text) for text in dict.fromkeys(link.get(field.name, []))]
            read = tuple(dict.fromkeys(value for value, text in values if text is None))
            found[field.name] = read[: field.most]
            refused += [text for _none, text in values if text is not None] + [code(value) for value in read[len(found[field.name]) :]]
        for text in link.get("keyword", [])[:1]:
            try:
                keywords.parse(text)
            except keywords.KeywordError:
                refused.append(text)
            else:
                found["keyword"] = text
        filters = cls(**found)
        if filters.since and filters.until and filters.since >= filters.until:
            refused.append(f"{link['since'][0]} – {link['until'][0]}")
            filters = replace(filters, since=None, until=None)
        return filters, refused

    def sentence(self, window: str = "") -> str:
        """What is looked at, in words; `window`: the name of its window, told instead of its days."""
        parts = [window or self.window()]
        if self.as_of is not None:
            parts.append(_("as of {moment}", moment=written.minute(self.as_of)))
        for field in FIELDS:
            if chosen := getattr(self, field.name):
                named = written.listed(label(field.name, value) for value in chosen)
                parts.append(_("{field}: {values}", field=_(field.label), values=named))
        if self.keyword:
            parts.append(_("keyword: {keyword}", keyword=self.keyword))
        return " · ".join(parts)

    def window(self) -> str:
        """The window in words; a whole number of days is told by its first and last day."""
        if self.since is None and self.until is None:
            return _("all time")
        since = _told(self.since) if self.since else None
        until = _told(self._last_day() if _is_day(self.until) else self.until) if self.until else None
        if since and until:
            return since if since == until else _("{since} to {until}", since=since, until=until)
        return _("from {since}", since=since) if since else _("until {until}", until=until)

    def _last_day(self) -> datetime:
        return self.until - timedelta(days=1)


def earlier(before: Filters | None) -> tuple[str, dict[str, object]]:
    """As Filters.selection, of the window that another is compared with: its values have names of their own. Without one it holds nothing."""
    return before.selection(prefix="before_") if before else ("SELECT * FROM mention WHERE false", {})


def code(value: object) -> str:
    """A list field's value in a link; unknown is ∅."""
    if value is None:
        return NULL_CODE
    text = str(value)
    return NULL_CODE + text if text.startswith(NULL_CODE) else text


def _value(field: Field, text: str) -> tuple[object, str | None]:
    """The value a code stands for and None, or None and the code where it is not one."""
    if text == NULL_CODE:
        return None, None
    try:
        value = field.parse(text.removeprefix(NULL_CODE))
    except ValueError:
        return None, text
    if field.closed and value not in NAMES[field.name]:
        return None, text
    return value, None


def _prefixed(sql: str, values: dict[str, object], prefix: str) -> tuple[str, dict[str, object]]:
    return re.sub(r"\$(\w+)", rf"${prefix}\1", sql), {prefix + name: value for name, value in values.items()}


def _among(field: Field, chosen: tuple) -> tuple[str, dict[str, object]]:
    """The condition that a mention has one of the chosen values, or all or none of them where the field says so."""
    names = {f"{field.name}_{i}": field.stored(value) for i, value in enumerate(value for value in chosen if value is not None)}
    places = ", ".join(f"${name}" for name in names)
    unknown = None in chosen
    if field.form == "crowd":
        crowds = [_prefixed(*crowd.authors(field.sql), f"{name}_") for name, crowd in names.items()]
        parts = [f"{field.sql} IN ({sql})" for sql, _values in crowds] + ([f"({field.sql}) IS NULL"] if unknown else [])
        names = {name: value for _sql, values in crowds for name, value in values.items()}
    elif field.form == "member":
        parts = [f"mention_id IN (SELECT mention_id FROM ({field.sql}) WHERE value IN ({places}))"] if names else []
        parts += [f"mention_id NOT IN (SELECT mention_id FROM ({field.sql}) WHERE value IS NOT NULL)"] if unknown else []
    elif field.form == "list":
        # One by one a few are found in half the time of list_has_any.
        held = [f"list_contains({field.sql}, ${name})" for name in names]
        parts = held if len(held) <= FEW else [f"list_has_any({field.sql}, [{places}])"]
        parts += [f"len(coalesce({field.sql}, [])) = 0"] if unknown else []
    elif field.form == "all":
        # One by one they are found many times as fast as by list_has_all.
        held = [f"list_contains({field.sql}, ${name})" for name in names]
        parts = [" AND ".join([*held, *([f"len(coalesce({field.sql}, [])) = 0"] if unknown else [])])]
    elif field.form == "none":
        parts = [f"coalesce({field.sql} NOT IN ({places}), {str(not unknown).lower()})" if names else f"({field.sql}) IS NOT NULL"]
    else:
        parts = [f"{field.sql} IN ({places})"] if names else []
        parts += [f"({field.sql}) IS NULL"] if unknown else []
    return (parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"), names


def _is_day(moment: datetime) -> bool:
    return moment.time() == time()


def _told(moment: datetime) -> str:
    return written.iso_day(moment) if _is_day(moment) else written.minute(moment)


def _moment_code(moment: datetime) -> str:
    return moment.date().isoformat() if _is_day(moment) else moment.isoformat()


def _until_code(moment: datetime) -> str:
    """The last day where the window ends with a day, else the moment itself."""
    return _moment_code(moment - timedelta(days=1)) if _is_day(moment) else _moment_code(moment)


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is None and 1900 < moment.year < 2200 else None


def _until(text: str) -> datetime | None:
    moment = _moment(text)
    return moment + timedelta(days=1) if moment is not None and _names_a_day(text) else moment


def _names_a_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
