import pytest

from loaders.detect import UnknownExport, detect
from loaders.exports import EXPORTS
from tests.loaders.invented import WEIBO_17, WEIBO_19, WEIBO_21, WEIBO_24, headed

pytestmark = pytest.mark.usefixtures("english")


@pytest.mark.parametrize("header", [WEIBO_17, WEIBO_19, WEIBO_21, WEIBO_24, WEIBO_17[::-1]], ids=str)
def test_weibo_search_is_known_by_its_header(header):
    found = detect(headed(header))
    assert (found.export.name, found.columns) == ("weibo-search", {})
    assert found.reason == "its header has id, bid, user_id, 用户昵称, 微博正文, 发布时间"


def test_names_are_compared_without_case_width_and_blanks():
    header = [{"id": "ＩＤ", "bid": "Bid", "微博正文": "微博 正文"}.get(name, name) for name in WEIBO_17]
    assert detect(headed(header)).export.name == "weibo-search"


@pytest.mark.parametrize("missing", EXPORTS[0].needs)
def test_without_one_of_its_needs_it_is_any_table(missing):
    header = [name for name in [*WEIBO_17, "标题", "日期"] if name != missing]
    assert detect(headed(header)).export.name == "table"


def test_a_format_may_be_named():
    assert detect(headed(WEIBO_17), named="weibo-search").export.name == "weibo-search"
    assert detect(headed(WEIBO_17), named="table").export.name == "table"


def test_what_a_person_mapped_is_a_table_of_its_own():
    found = detect(headed(WEIBO_17), mapping={"text": "话题"})
    assert (found.export.name, found.columns["text"]) == ("table", "话题")


def test_a_column_is_taken_from_a_field_by_mapping_the_field_to_none():
    found = detect(headed(["正文", "摘要", "时间"]), mapping={"text": "摘要", "title": ""})
    assert found.columns == {"text": "摘要", "published_at": "时间"}


REFUSALS = [
    (
        ["日期", "声量", "互动量"],
        {},
        "These are totals, not mentions: no column holds a text, a title or an address. "
        "Export the single posts instead. The columns are: 日期, 声量, 互动量.",
    ),
    (
        ["YEAR", "MONTH", "小红书_Buzz"],
        {},
        "These are totals, not mentions: no column holds a text and none the time of publication. "
        "Export the single posts instead. The columns are: YEAR, MONTH, 小红书_Buzz.",
    ),
    (
        ["author", "url", "sentiment"],
        {},
        "No column holds the time of publication, without which a mention has no place in time. If one does, name it: "
        "--map published_at=column. If all are of one day, say it: --date 2024-03-01. The columns are: author, url, sentiment.",
    ),
    (
        [name for name in WEIBO_17 if name not in ("发布时间", "用户昵称")],
        {},
        "No column holds the time of publication, without which a mention has no place in time. If one does, name it: "
        "--map published_at=column. If all are of one day, say it: --date 2024-03-01. The columns are: id, bid, user_id, 微博正文, 头条文章url, "
        "发布位置, 艾特用户, 话题, 转发数, 评论数, 点赞数, 发布工具, 微博图片url, 微博视频url, retweet_id. "
        "The nearest format is weibo-search, but there is no 用户昵称, 发布时间.",
    ),
    (
        ["id"],
        {"named": "weibo-serach"},
        f"There is no format weibo-serach; known are {', '.join(export.name for export in EXPORTS)}, table.",
    ),
    (
        ["id", "bid", "正文", "时间"],
        {"named": "weibo-search"},
        "The file is not a weibo-search export: it has no column user_id, 用户昵称, 微博正文, 发布时间.",
    ),
    (["正文", "时间"], {"mapping": {"text": "text"}}, "The file has no column text; it has 正文, 时间."),
]


@pytest.mark.parametrize(("header", "how", "sentence"), REFUSALS)
def test_what_fits_no_format_is_refused_with_what_would_help(header, how, sentence):
    with pytest.raises(UnknownExport) as refused:
        detect(headed(header), **how)
    assert (str(refused.value), refused.value.asks) == (sentence, "date" if "--date" in sentence else None)


def test_a_field_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(
        UnknownExport, match=r"^There is no field datum; known are native_id, title, text, .*collected_at\.$"
    ):
        detect(headed(["正文", "时间"]), mapping={"datum": "时间"})


def test_a_header_that_is_none_is_named_in_a_few_printable_letters():
    header = ["a\x00\x01b" * 3000, *(f"c{n}" for n in range(500))]
    with pytest.raises(UnknownExport) as refused:
        detect(headed(header))
    told = str(refused.value)
    assert len(told) < 500 and told.isprintable() and "c28, …" in told and "c29" not in told
