"""Any other table: its columns recognised by the names that people and tools give them."""

from dataclasses import dataclass

from loaders.export import Export, Finding, Source, Sql, normal

# field -> the names of its column, the surest first (docs/formats.md, alias list).
ALIASES = {
    "native_id": ("comment_id", "review_id", "mid", "微博id", "note_id", "aweme_id", "tweet_id", "帖子id", "文章id", "id"),
    "title": ("标题", "文章标题", "标题/微博内容", "笔记标题", "视频标题", "title", "headline", "subject"),
    "text": (
        "正文", "全文", "全文内容", "内容", "微博正文", "微博内容", "正文内容", "文章内容", "评论内容", "笔记内容", "文本", "摘要", "正文摘要",
        "text", "content", "full text", "full_text", "fulltext", "body", "message", "comment", "review", "snippet", "hit sentence",
    ),
    "url": (
        "链接", "原文链接", "原文/评论链接", "文章链接", "url", "网址", "地址", "官方笔记地址", "link", "permalink", "post_url", "tweet_url",
    ),
    "published_at": (
        "发布时间", "发布日期", "发表时间", "发文时间", "评论时间", "完整日期", "日期", "时间", "创建时间",
        "published_at", "published", "publish_time", "pub_time", "created_at", "create_time", "created", "date", "datetime", "time", "timestamp",
    ),
    "author_name": (
        "作者", "原文作者", "用户昵称", "昵称", "用户名", "账号名称", "达人名称", "公众号名称", "发布者", "评论人昵称",
        "author", "author_name", "author name", "username", "user_name", "screen_name", "nickname", "user", "name", "influencer",
    ),
    "author_id": ("作者id", "用户id", "uid", "user_id", "author_id", "账号id", "小红书号"),
    "source_name": ("来源", "来源网站", "媒体名称", "网站名称", "站点", "source", "source name", "site", "domain", "media"),
    "platform": ("平台", "平台名称", "媒体平台", "渠道", "platform", "channel", "source type"),
    "kind": ("原创/转发", "信息类型", "帖子类型", "kind", "type", "post type"),
    "media_type": ("媒体类型", "来源类型", "信源类型", "media type", "page type", "content type"),
    "export_sentiment": (
        "情感", "情感属性", "情感倾向", "倾向性", "调性", "正负面", "情感偏向", "信息性质", "情感极性",
        "sentiment", "sentiment_label", "polarity", "tone",
    ),
    "sensitivity": ("信息属性",),
    "emotion": ("情绪", "微博情绪", "emotion"),
    "likes": ("点赞数", "点赞", "赞", "点赞量", "likes", "like_count", "liked_count", "favorite_count"),
    "comments": ("评论数", "评论", "评", "回复数", "评论量", "comments", "comment_count", "comments_count", "replies", "reply_count"),
    "reposts": ("转发数", "转发", "转", "分享数", "转发量", "reposts", "shares", "share_count", "retweets", "retweet_count", "reposts_count"),
    "favourites": ("收藏数", "收藏", "收藏量", "favourites", "favorites", "collected_count"),
    "views": ("阅读数", "阅读量", "浏览量", "播放量", "播放/浏览数", "预估阅读量", "阅读数/浏览热度", "views", "view_count", "impressions"),
    "reach": ("reach", "覆盖人数"),
    "author_followers": ("粉丝数", "粉丝量", "followers", "followers_count", "author_followers", "fans"),
    "region": ("地域", "信源地域", "信源地域(ip)", "ip属地", "ip", "ip_location", "地区", "省份", "region", "country", "province", "location"),
    "gender": ("性别", "gender"),
    "language": ("语言", "language", "lang"),
    "queries": ("关键词", "涉及词", "命中词", "监测方案", "方案名称", "source_keyword", "keyword", "query", "query name", "input name"),
    "brands": ("品牌", "品牌名称", "brand"),
    "products": ("产品", "产品名称", "型号", "product"),
    "collected_at": ("采集时间", "抓取时间", "爬取时间", "入库时间", "crawl_time", "collected_at", "crawled_at", "last_modify_ts"),
}  # fmt: skip

NAME = "table"
SHORTEST_ID = 9

KINDS = {
    "repost": ("转发", "转帖", "repost", "retweet", "share"),
    "comment": ("评论", "回复", "comment", "reply"),
    "post": ("原创", "原帖", "主贴", "发帖", "post", "original", "tweet"),
    "article": ("文章", "新闻", "article", "news"),
    "review": ("评价", "点评", "review"),
    "ticket": ("工单", "投诉单", "ticket"),
}


@dataclass(frozen=True)
class Match:
    """`columns`: field -> column of the file; `trusted`: fields that a person mapped; `shared`: of native_id and url
    those whose values stand for what several mentions hang under (survey.py).
    """

    columns: dict[str, str]
    trusted: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()

    def export(self) -> Export:
        finding = Finding(
            self._fields(),
            derive=self._derive(),
            own_address="url" not in self.shared,
            parent=Sql('"@under"'),
            root=Sql('"@under"'),
            **{
                "key" if "native_id" in self.trusted else "later_key": Sql(
                    "NULL" if "native_id" in self.shared else self._key()
                )
            },
        )
        return Export(name=NAME, tool="any table", needs=(), findings=(finding,))

    def _fields(self) -> dict[str, Source]:
        formulas = {
            "platform": Sql('"@platform"'),
            "title": Sql('nullif("@title", "@text")'),
            "kind": Sql(
                """coalesce("@kind", CASE WHEN "@under" IS NOT NULL THEN 'comment' WHEN is_article("@platform") THEN 'article' ELSE 'post' END)"""
            ),
            "edge": Sql("""CASE WHEN "@under" IS NOT NULL THEN 'explicit' END"""),
        }
        left_out = {"media_type", *(self.shared & {"native_id"})}
        return {f: c for f, c in self.columns.items() if f not in left_out} | formulas

    def _derive(self) -> dict[str, Sql]:
        words = ", ".join(f"platform_of_word({self._column(f)})" for f in ("platform", "source_name"))
        kinds = " ".join(f"WHEN {_among('{}', words)} THEN '{kind}'" for kind, words in KINDS.items())
        cases = ", ".join(f"CASE {kinds.replace('{}', self._column(f))} END" for f in ("kind", "media_type"))
        return {
            "@host": Sql(f"host_of(as_url({self._column('url')}))"),
            "@title": Sql(f"as_text({self._column('title')})"),
            "@text": Sql(f"as_text({self._column('text')})"),
            "@id": Sql(f"as_id({self._column('native_id')})"),
            "@kind": Sql(f"coalesce({cases})"),
            "@platform": Sql(
                f'coalesce({words}, platform_of_host("@host"), platform_of_word({self._column("media_type")}))'
            ),
            "@under": Sql(self._under()),
        }

    def _under(self) -> str:
        """What a mention hangs under, where its id or address is not its own."""
        by_id = self._key() if "native_id" in self.shared else "NULL"
        url = f"as_url({self._column('url')})"
        by_url = (
            f"coalesce(named_key({url}, weibo_in({url})), url_key(bare_url({url})))" if "url" in self.shared else "NULL"
        )
        return f"CAST(coalesce({by_id}, {by_url}) AS VARCHAR[])"

    def _key(self) -> Sql:
        """A person's word makes any id one; a column merely called id may hold row numbers, which are short."""
        shortest = 1 if "native_id" in self.trusted else SHORTEST_ID
        return Sql(
            f"""CASE WHEN length("@id") < {shortest} OR is_damaged("@id") THEN NULL
                WHEN "@platform" = 'weibo' AND mid_of("@id", NULL) IS NOT NULL THEN weibo_key(mid_of("@id", NULL))
                ELSE key_in(coalesce("@platform", 'table'), "@id") END"""
        )

    def _column(self, field: str) -> str:
        return f'"{self.columns[field]}"' if field in self.columns else "CAST(NULL AS VARCHAR)"


def _among(column: str, words: tuple[str, ...]) -> str:
    return f"lower({column}) IN ({', '.join(repr(word) for word in words)})"


def match(columns: list[str], mapping: dict[str, str] | None = None) -> Match:
    """Which column holds which field: as a person mapped them (to "": none does), then by alias."""
    named = {normal(column): column for column in reversed(columns)}
    found = {}
    for field, aliases in ALIASES.items():
        hit = next((named[normal(alias)] for alias in aliases if normal(alias) in named), None)
        if hit is not None:
            found[field] = hit
    mapping = mapping or {}
    together = {**{f: c for f, c in found.items() if c not in mapping.values()}, **mapping}
    return Match({field: column for field, column in together.items() if column}, frozenset(mapping))


def known() -> set[str]:
    return {alias for aliases in ALIASES.values() for alias in aliases}
