"""Notes of Xiaohongshu as data vendors list them (the columns of 千瓜数据), mostly without their text."""

from loaders.export import Export, Finding, Sql

NOTE = Finding(
    fields={
        "platform": Sql("'xiaohongshu'"),
        "kind": Sql("'post'"),
        "author_id": "小红书号",
        "author_name": "达人名称",
        "author_followers": "粉丝数",
        "published_at": "发布时间",
        "title": "笔记标题",
        "text": "笔记内容",
        "url": "官方笔记地址",
        "likes": "点赞数",
        "comments": "评论数",
        "reposts": "分享数",
        "favourites": "收藏数",
        "reach": "预估阅读量",
        "queries": Sql(
            """list_filter(string_split_regex(known("关键词"), '[,，;；、|\\s]+'), lambda word: word <> '')"""
        ),
    }
)
EXPORT = Export(
    name="qiangua",
    tool="千瓜数据",
    needs=("官方笔记地址", "笔记标题", "点赞数", "收藏数", "评论数", "发布时间", "达人名称", "小红书号"),
    headers=("互动量", "笔记类型", "封面地址", "话题标签"),
    time_zone="Asia/Shanghai",
    findings=(NOTE,),
)
