"""What a team would have noted on its charts: what we did, what the media and the authority did, what else happened."""

from datetime import datetime

from demo import story
from demo.ids import bid
from demo.mention import Mention

# At, until (None: a moment), kind, title, note, the line of the script that it links to.
NOTED: tuple[tuple[datetime, datetime | None, str, str, str, str], ...] = (
    (story.LAUNCH, None, "ours", "澜汐 W3 发布", "发布会与现货开售", "launch"),
    (story.CAMPAIGN[0], story.CAMPAIGN[1], "ours", "澜汐城市夜跑", "三万人参加，声量为平日十五倍以上，负面很少", "run"),
    (datetime(2025, 3, 29, 21, 14), None, "other", "首帖：手腕烫伤照片", "普通用户发布，随后引发电池过热事件", "origin"),
    (datetime(2025, 3, 30, 9, 20), None, "ours", "值班同事发现首帖", "转交客服与品质部，未对外回应", ""),
    (story.KOLS[0], None, "secondary", "数码博主转发", "拆机铺子老砚判断为电芯胀气", "kol-1"),
    (story.KOLS[1], None, "secondary", "医学博主转发", "急诊小笺科普低温烫伤", "kol-2"),
    (story.FIRST_MEDIA, None, "media", "首家媒体报道", "潮汐科技评论", "media-1"),
    (datetime(2025, 3, 30, 17, 26, 30), None, "media", "晚报报道烫伤风险", "北岸晚报", "media-2"),
    (datetime(2025, 3, 30, 21, 10), None, "secondary", "话题登上热搜首位", "当晚二十一时声量最高", ""),
    (story.RUMOUR, None, "secondary", "传言：手表爆炸致人住院", "屿边新鲜事首发，次日被证实不实", "rumour"),
    (story.DENIAL, None, "ours", "首次声明：归因充电器", "未附检测结果，评论区多为负面", "denial"),
    (story.JAB, None, "other", "竞品借势发文", "朔野手表官方账号", "jab"),
    (story.NOTICE, None, "authority", "市场监管情况通报", "已关注，要求企业三个工作日内提交资料", "notice"),
    (datetime(2025, 4, 1, 17, 30), None, "media", "日报澄清住院传言", "江屿日报", "media-4"),
    (story.BURST, datetime(2025, 4, 1, 23), "secondary", "疑似协同发布", "二十四个账号十分钟内发布两段相同文字", ""),
    (story.APOLOGY, None, "ours", "致歉并宣布召回", "召回两个批次，全额退款，公开检测报告", "apology"),
    (datetime(2025, 4, 2, 14), datetime(2025, 4, 20), "ours", "召回与退款执行", "上门取件，退款当日到账", ""),
    (datetime(2025, 4, 3, 20), None, "ours", "公布召回进度", "", "recall-day"),
    (story.HEYAO_LAUNCH, None, "other", "禾曜 Neo 发布", "竞品新品", "heyao"),
    (*story.PROMOTION, "ours", "春日大促", "Lite 立减两百，承诺四十八小时发货", "promotion"),
    (story.DELIVERY_NOTICE, None, "ours", "发货延迟说明", "四月二十三日前全部发出，每单补偿五十元券", "delivery"),
)  # fmt: skip


def noted(mentions: list[Mention]) -> list[dict[str, str | None]]:
    """As rows of the store's table of that name; times in ISO."""
    lines = {
        said.line: f"https://weibo.com/{said.author.id}/{bid(said.id)}"
        for said in mentions
        if said.line and said.platform == "weibo"
    }
    return [
        {
            "at": at.isoformat(),
            "until": until and until.isoformat(),
            "kind": kind,
            "title": title,
            "note": note,
            "url": lines.get(line),
        }
        for at, until, kind, title, note, line in sorted(NOTED, key=lambda row: row[0])
    ]
