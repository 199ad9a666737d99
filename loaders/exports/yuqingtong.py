"""新浪舆情通 and its kin (蜜度): the page's export, the bulk layouts since 2019 and cuts of them, over all media or Weibo alone."""

from loaders.export import Export, Finding, Sql

POSITIVE, NEGATIVE = "('喜悦', '高兴')", "('愤怒', '悲伤', '恐惧')"


def weibo_id(hashed: str, *plain: str) -> Sql:
    """md5 of a mid: as exported, else of the plain one."""
    ids = ", ".join(f"""md5(mid_of(as_id("{column}"), NULL))""" for column in plain)
    return Sql(f"""coalesce(hashed_id("{hashed}"){f", {ids}" if ids else ""})""")


def mention(platform: str) -> Finding:
    """`platform` is that of records which name none, as SQL."""
    return Finding(
        derive={
            "@url": Sql("""coalesce(as_url("原文/评论链接"), as_url("地址"))"""),
            "@platform": Sql(
                """coalesce(platform_of_word("来源网站"), platform_of_word("媒体名称"), platform_of_word("媒体平台"),
                    platform_of_host(host_of("@url")), platform_of_word("媒体类型"), """
                + platform
                + ")"
            ),
            "@kind": Sql(
                """CASE WHEN contains("原创/转发", '转发') THEN 'repost' WHEN contains("原创/转发", '评论') OR "评论内容" IS NOT NULL THEN 'comment'
                    WHEN is_article("@platform") THEN 'article' ELSE 'post' END"""
            ),
            "@mid": weibo_id("MD5-mid", "mid"),
            "@root": Sql(
                f"""nullif(coalesce({weibo_id("MD5-根微博mid")}, md5(mid_of(weibo_in("根微博链接"), NULL))), "@mid")"""
            ),
            "@above": Sql(f"""nullif({weibo_id("MD5-父微博ID", "父微博ID")}, "@mid")"""),
            "@under": Sql(
                """coalesce(key_in('weibo', coalesce("@above", "@root")), CASE WHEN "@kind" = 'comment' THEN address_key(as_url("评论原文链接")) END)"""
            ),
        },
        # A comment may carry its post's id and address.
        key=Sql(
            """CASE WHEN "@kind" <> 'comment' THEN coalesce(key_in('weibo', "@mid"), address_key("@url")) END"""
        ),
        later_key=Sql("""key_in('yuqingtong', coalesce(hashed_id("MD5-id"), md5(as_id("id"))))"""),
        parent=Sql('"@under"'),
        root=Sql("""coalesce(key_in('weibo', "@root"), "@under")"""),
        own_address=False,
        fields={
            "native_id": ("mid", "MD5-mid"),
            "platform": Sql('"@platform"'),
            "kind": Sql('"@kind"'),
            "source_name": ("来源网站", "媒体名称", "媒体平台"),
            "author_id": Sql("""coalesce(as_id("作者ID"), as_id("原文作者ID"), hashed_id("MD5-作者ID"))"""),
            "author_name": Sql("""trim(as_name("原文作者"), '''')"""),
            "author_followers": "粉丝数",
            "verified": Sql(
                """CASE WHEN ends_with("认证类型", 'V') OR "认证类型" = '机构' THEN true WHEN "认证类型" = '普通用户' THEN false END"""
            ),
            "gender": "性别",
            "published_at": ("日期", "发布日期"),
            "title": Sql(
                """CASE WHEN "@platform" IS DISTINCT FROM 'weibo' THEN nullif("标题／微博内容", coalesce("评论内容", "全文内容", "摘要", "标题／微博内容")) END"""
            ),
            "text": ("评论内容", "全文内容", "摘要", "标题／微博内容", "微博内容"),
            "url": ("原文/评论链接", "地址"),
            "likes": ("点赞数", "赞"),
            "comments": ("评论数", "评"),
            "reposts": ("转发数", "转"),
            "favourites": "收藏数",
            "views": "阅读数/浏览热度",
            "counts_are": Sql(
                """CASE WHEN coalesce("点赞数", "赞", "评论数", "评", "转发数", "转", "收藏数", "阅读数/浏览热度") IS NOT NULL THEN 'snapshot' END"""
            ),
            "region": Sql(
                """list_filter([as_name("信源地域（IP）"), as_name("信源地域"), as_name("地域")], lambda name: name NOT IN ('其他', '境外', '未知'))[1]"""
            ),
            "edge": Sql("""CASE WHEN "@under" IS NOT NULL THEN 'explicit' END"""),
            "queries": Sql("""list_filter(string_split_regex(known("涉及词"), '[,，;；、|\\s]+'), lambda word: word <> '')"""),
            "emotion": "微博情绪",
            "export_sentiment": Sql(
                f"""CAST(CASE WHEN "微博情绪" IN {POSITIVE} THEN 1 WHEN "微博情绪" = '中性' THEN 0 WHEN "微博情绪" IN {NEGATIVE} THEN -1 END AS TINYINT)"""
            ),
            "sensitivity": "信息属性",
        },
    )  # fmt: skip


ALL, WEIBO = mention("NULL"), mention("'weibo'")
SHARED = (
    "来源网站 (2)",
    "话题",
    "话题 (2)",
    "原微博内容",
    "微博数",
    "城市",
    "精准地域",
    "根微博作者",
    "涉及行业",
    "信源级别",
    "微博类型",
    "相似文章数",
)


def layout(name: str, finding: Finding, *needs: str) -> Export:
    return Export(
        name=name,
        tool="新浪舆情通",
        needs=needs,
        headers=SHARED,
        time_zone="Asia/Shanghai",
        findings=(finding,),
    )


EXPORTS = (
    layout("yuqingtong", ALL, "标题／微博内容", "信息属性", "原创/转发", "原文/评论链接", "来源网站", "日期"),
    layout("yuqingtong-short", ALL, "标题／微博内容", "原文/评论链接", "来源网站", "媒体平台", "日期", "原文作者"),
    layout("yuqingtong-2020", ALL, "标题／微博内容", "信息属性", "原创/转发", "地址", "媒体名称", "发布日期"),
    layout("yuqingtong-2020-weibo", WEIBO, "标题／微博内容", "信息属性", "发布日期", "认证类型", "转", "评", "赞"),
    layout("yuqingtong-2020-mid", WEIBO, "标题／微博内容", "mid", "作者ID", "发布日期", "转", "评", "赞"),
    layout("yuqingtong-2020-hashed", WEIBO, "微博内容", "信息属性", "发布日期", "转", "评", "赞", "MD5-mid"),
)
