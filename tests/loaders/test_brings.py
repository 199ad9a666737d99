from loaders.brings import monitors, tools
from loaders.exports import EXPORTS
from loaders.platforms import platforms


def test_tools_are_those_whose_exports_are_of_the_platform():
    assert tools("kuaishou") == ("NanmiCoder/MediaCrawler",)
    assert tools("xiaohongshu") == ("NanmiCoder/MediaCrawler", "千瓜数据", "4CAT", "Zeeschuimer")
    assert tools("service") == ("customer-service tickets",)
    assert "cyang03/CHECKED" not in tools("weibo")
    assert tools("douban") == ()


def test_monitors_hold_many_platforms():
    assert monitors() == ("新浪舆情通", "Talkwalker", "Meltwater", "Brandwatch Consumer Research")


def test_what_is_named_is_a_tool_that_is_read():
    named = {tool for platform in platforms() for tool in tools(platform)}
    assert named | set(monitors()) <= {export.tool for export in EXPORTS}
