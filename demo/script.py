"""The lines that are written out word for word: who says what at which minute, and what the coordinated accounts repeat."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from demo import story


@dataclass(frozen=True, slots=True)
class Line:
    """What one of the cast says. `key` names it for those that follow; `under` is the key of what it reposts."""

    key: str
    at: datetime
    who: str
    brand: str
    text: str
    tone: int = 0
    under: str = ""
    happening: str = "ordinary"
    likes: int = 0
    comments: int = 0


OURS, SHUOYE, HEYAO = story.BRANDS
LINES = (
    Line("teaser", datetime(2025, 3, 10, 10, 0, 0), "澜汐", OURS, "三月十三日上午十点，江屿见。更轻的腕间，更懂跑步的你。#澜汐W3发布#", 1, "", "launch",
        1_420, 380),
    Line("launch", story.LAUNCH, "澜汐", OURS,
        "澜汐 W3 系列正式发布：轻四克，双频定位，六天续航，重新设计的睡眠分期。W3 1499 元起，W3 Pro 1999 元，现货发售。关注并转发，抽三位朋友送 W3。#澜汐W3发布#", 1, "", "launch",
        6_830, 1_904),
    Line("review", datetime(2025, 3, 13, 10, 31, 20), "腕上测评阿遥", OURS,
        "提前用了两周的澜汐 W3，先说三个结论：定位进步很大，屏幕好看，充电底座改磁吸之后更容易对准。价格贵两百，看你在不在意重量。完整评测周末发。#澜汐W3#", 1, "", "launch", 3_215, 742),
    Line("launch-media", datetime(2025, 3, 13, 11, 12, 44), "潮汐科技评论", OURS,
        "【澜汐发布 W3 系列】W3 起售价 1499 元，较上代上调 200 元；W3 Pro 加入心电与钛合金表壳，1999 元。今日现货发售。#澜汐新品#", 0, "", "launch", 862, 214),
    Line("runner", datetime(2025, 3, 14, 20, 15, 9), "跑者南乔", OURS,
        "戴着澜汐 W3 Pro 跑了一个二十公里，轨迹贴得很稳，和我那块老表只差八十米。跑姿分析说我右脚落地偏重，教练也这么说。#澜汐W3#", 1, "", "launch", 1_733, 296),
    Line("sale", datetime(2025, 3, 20, 10, 0, 0), "澜汐", OURS, "澜汐 W3 上市一周，谢谢每一位老朋友的等待。今日起门店购表加赠尼龙表带。#澜汐W3#", 1, "",
        "launch", 980, 410),
    Line("run-call", datetime(2025, 3, 20, 12, 0, 0), "澜汐", OURS,
        "三万人，一座桥，一条江。三月二十二日十九点半，#澜汐城市夜跑# 鸣枪。转发本条并说出你想一起跑的人，抽五十位送完赛礼包。", 1, "", "campaign", 2_360, 1_120),
    Line("run", datetime(2025, 3, 22, 9, 0, 0), "澜汐", OURS, "今晚十九点半，江屿大桥见！#澜汐城市夜跑# 转发本条并带上你的目标配速，周一晚八点抽一百位送澜汐 W3。", 1,
        "", "campaign", 15_820, 6_410),
    Line("run-media", datetime(2025, 3, 22, 21, 40, 0), "江屿日报", OURS,
        "【三万人夜跑江屿】灯光为跑者点亮。志愿者六百名，医疗站零重症。愿每一个认真跑步的人都被看见。#澜汐城市夜跑#", 1, "", "campaign", 9_210, 1_530),
    Line("run-thanks", datetime(2025, 3, 23, 10, 0, 0), "澜汐", OURS,
        "谢谢三万名跑者。九成六完赛，最年长的跑者七十一岁。你的照片和轨迹已经可以在 App 查看，转发你的完赛照，抽二十位送表带。#澜汐城市夜跑#", 1, "", "campaign", 12_430, 4_802),
    Line("run-draw", datetime(2025, 3, 24, 20, 0, 0), "澜汐", OURS, "#澜汐城市夜跑# 中奖名单公布，一百位朋友请查收私信。没抽到的也别灰心，完赛用户本周可领五十元券。",
        1, "", "campaign", 4_300, 3_950),
    Line("origin", story.ORIGIN, "小满在屿上", OURS,
        "昨晚戴着澜汐 W3 边充电边睡着了，半夜被烫醒，摘下来手腕一圈水泡，表的后盖鼓起来变形了。买了才九天，用的就是盒子里那根线。@澜汐手表 能不能给个说法？大家充电千万别戴着。", -1, "", "crisis",
        48_730, 12_860),
    Line("kol-1", story.KOLS[0], "拆机铺子老砚", OURS, "后盖这个鼓法不是外力，是电芯胀气。同批次的朋友先停用，别自己拆。我已经联系博主，愿意的话寄来拆给大家看。", -1, "origin",
        "crisis", 21_940, 3_310),
    Line("kol-2", story.KOLS[1], "急诊小笺", OURS,
        "科普一下：贴着皮肤四十四度以上几个小时就会低温烫伤，睡着了感觉不到，看着轻其实深。流动冷水冲二十分钟，别抹牙膏，别挑泡，尽快去烧伤科。澜汐请尽快公开检测。", -1, "origin", "crisis", 33_260,
        4_150),
    Line("media-1", story.FIRST_MEDIA, "潮汐科技评论", OURS,
        "【网友称澜汐 W3 充电时烫伤手腕】发布者称手表购于三月二十日，使用随表充电线。多名用户在评论区反映同款发热。截至发稿，澜汐尚未公开回应。#澜汐手表发热#", 0, "", "crisis", 5_820, 2_410),
    Line("media-2", datetime(2025, 3, 30, 17, 26, 30), "北岸晚报", OURS,
        "【新款手表充电烫伤手腕，医生提醒警惕低温烫伤】烧伤科医生：睡眠中感觉迟钝，应避免佩戴充电设备入睡。涉事品牌客服称已上报。#澜汐手表烫伤#", -1, "", "crisis", 7_130, 1_960),
    Line("media-3", datetime(2025, 3, 31, 9, 10, 0), "云汀财经", OURS,
        "【澜汐 W3 陷发热争议】上市半月，多名用户反映充电发烫。记者走访三家门店，两家仍在正常销售。#澜汐W3电池过热#", -1, "", "crisis", 2_940, 1_105),
    Line("rumour", story.RUMOUR, "屿边新鲜事", OURS, "听群里说，江屿有人戴澜汐手表睡觉，手表爆炸致人烧伤住院，人现在还在医院，家属正在维权。家里有这个表的赶紧摘了！", -1, "",
        "crisis", 8_460, 3_020),
    Line("denial", story.DENIAL, "澜汐", OURS,
        "【关于网传 W3 发热情况的说明】经初步核查，个别用户反映的发热情况与使用非原装充电器有关。W3 所用电池已通过相关标准检测，可放心使用。请用户使用合格充电器，勿传播不实信息，我司将保留追究的权利。", 0, "",
        "crisis", 3_120, 18_640),
    Line("origin-reply", datetime(2025, 3, 31, 19, 8, 22), "小满在屿上", OURS,
        "我用的就是盒子里的线，盒子里没有充电头。我没有住院，也没说过爆炸，请大家别传。我只想知道为什么会烫。", -1, "", "crisis", 27_310, 5_240),
    Line("jab", story.JAB, "朔野", SHUOYE, "充电可以热情，手腕不必“热情”。朔野 Pace 2，每一度温控都写在公开的测试报告里。", 1, "", "crisis", 6_210, 2_870),
    Line("notice", story.NOTICE, "江屿市场监管", OURS,
        "【情况通报】关于近期网民反映某品牌智能手表充电发热的情况，我局已关注，并要求企业三个工作日内提交检测资料、妥善处理消费者诉求。提醒消费者：发现异常发热请立即停用，可拨打热线投诉举报。", 0, "", "crisis",
        18_900, 2_330),
    Line("media-4", datetime(2025, 4, 1, 17, 30, 0), "江屿日报", OURS,
        "【市场监管部门已介入】网传“手表爆炸致人住院”不实：当事人为局部烫伤，未住院，江屿三家医院均未接诊相关伤者。企业已被要求提交检测资料。#市场监管关注澜汐手表#", 0, "", "crisis", 11_400,
        1_870),
    Line("apology", story.APOLOGY, "澜汐", OURS,
        "【致歉与召回】我们错了。检测表明，2502、2503 批次 W3 的电池保护板存在来料缺陷，是我们检验的疏漏，不该在没有结论时归咎用户。即日起召回这两个批次，全额退款，上门取件，无需发票和包装；受伤用户的医疗费用由我们承担，已当面致歉。检测报告今日公开。",
        0, "", "crisis", 26_870, 15_930),
    Line("origin-end", datetime(2025, 4, 2, 15, 44, 10), "小满在屿上", OURS,
        "他们上午来家里了，道歉很诚恳，医药费和退款都到账了，报告也给我看了。手在慢慢好。谢谢大家，也希望不要再骂店员和客服了，他们也不容易。", 1, "", "crisis", 35_120, 4_480),
    Line("kol-end", datetime(2025, 4, 2, 20, 30, 0), "拆机铺子老砚", OURS,
        "拆完了，和澜汐公布的报告一致：保护板上的温度开关没起作用。问题找准了，召回范围也对。希望别家也把自己的保护板查一遍。#澜汐W3召回#", 1, "", "crisis", 14_210, 2_090),
    Line("recall-day", datetime(2025, 4, 3, 20, 0, 0), "澜汐", OURS,
        "召回进度：截至今日十八时，六千一百二十六位用户已登记，四千九百零三笔退款已到账。还没登记的朋友可拨打二十四小时热线，我们一个个打给您。", 0, "", "crisis", 4_930, 2_240),
    Line("heyao", story.HEYAO_LAUNCH, "禾曜", HEYAO, "禾曜 Neo，二十七克，轻轻戴着就好。899 元，今天开卖。三位普通用户的故事，比参数更值得看。#禾曜Neo#", 1, "",
        "heyao", 4_870, 1_120),
    Line("promotion", datetime(2025, 4, 18, 0, 0, 30), "澜汐", OURS,
        "春日大促开始：澜汐 Lite 立减两百，W3（新批次）立减一百并赠两年保修。四十八小时内发货。#澜汐手表#", 1, "", "ordinary", 1_210, 640),
    Line("xhs-care", datetime(2025, 3, 7, 18, 0, 0), "澜汐小红书", OURS, "表带怎么洗？温水加一点中性皂液，软毛刷轻刷，阴干就好。运动后记得擦干再戴，皮肤也需要透气。", 1,
        "", "ordinary", 412, 58),
    Line("xhs-launch", datetime(2025, 3, 13, 10, 5, 0), "澜汐小红书", OURS, "W3 来了。轻四克，双频定位，睡眠分期重新做了一遍。评论区说说你最想先试哪个功能。", 1,
        "", "launch", 2_130, 402),
    Line("xhs-apology", datetime(2025, 4, 2, 10, 20, 0), "澜汐小红书", OURS,
        "我们错了。2502、2503 批次 W3 即日起召回，全额退款，上门取件。受伤用户的医疗费用由我们承担。检测报告已公开。", 0, "", "crisis", 5_630, 3_210),
    Line("douyin-run", datetime(2025, 3, 23, 12, 0, 0), "澜汐抖音", OURS, "三万名跑者，九成六完赛。谢谢江屿的晚风和每一声加油。#澜汐城市夜跑", 1, "",
        "campaign", 38_400, 2_904),
    Line("douyin-apology", datetime(2025, 4, 2, 10, 30, 0), "澜汐抖音", OURS, "负责人致歉视频：我们错了。召回、全额退款、承担医疗费用，今天开始。#澜汐致歉并召回",
        0, "", "crisis", 61_200, 18_330),
    Line("x-denial", datetime(2025, 3, 31, 20, 30, 0), "Lanxi", OURS,
        "We are aware of reports about heat while charging the Lanxi W3. Our first review points to a non-certified adapter. Please use certified adapters. We take safety seriously.",
        0, "", "crisis", 96, 412),
    Line("x-apology", datetime(2025, 4, 2, 12, 0, 0), "Lanxi", OURS,
        "We were wrong. Two batches of the Lanxi W3 (2502, 2503) have a faulty protection board that our inspection missed. Both are recalled from today with a full refund, no box needed. The lab report is public.",
        0, "", "crisis", 1_840, 506),
    Line("partner", datetime(2025, 4, 18, 9, 30, 0), "拾里数码商城", OURS, "澜汐手表专场开门红！Lite 立减两百，下单加赠表带一根。#澜汐手表#", 1, "",
        "ordinary", 430, 190),
    Line("delivery", story.DELIVERY_NOTICE, "澜汐客服", OURS,
        "【发货延迟说明】大促前仓储系统升级，部分订单分拣延迟，是我们准备不足，向大家致歉。所有订单四月二十三日前发出，每单补偿五十元券，可无条件取消。查询入口见 App 首页。", 0, "", "delivery", 620,
        1_480),
)  # fmt: skip

# Which lines have cascades on Weibo: how strongly they draw reposts, and for how many hours that halves.
PULL = {
    "origin": (118, 21), "media-1": (7, 10), "media-2": (6, 10), "media-3": (4, 10), "rumour": (34, 9),
    "denial": (46, 12), "origin-reply": (16, 12),
    "jab": (18, 9), "notice": (22, 12), "media-4": (12, 10), "apology": (60, 18), "origin-end": (22, 16),
    "kol-end": (10, 14), "recall-day": (8, 18),
    "teaser": (2, 8), "launch": (30, 14), "review": (10, 16), "launch-media": (4, 12), "runner": (6, 16),
    "sale": (3, 10),
    "run-call": (10, 14), "run": (60, 14), "run-media": (16, 10), "run-thanks": (50, 14), "run-draw": (26, 8),
    "heyao": (20, 20), "delivery": (14, 20),
}  # fmt: skip

# Twenty-four accounts post one of two texts within ten minutes; four pairs of them go on with these through the evening.
TEMPLATES = (
    "澜汐W3充电发热根本不是个例，身边好几个人都遇到了，建议大家马上停用并转告家人，不要拿自己的手腕开玩笑。",
    "同样的价位完全可以选择更安全的牌子，澜汐这次的态度已经说明一切，买表之前请先看清楚有没有公开的温控报告。",
)
BURST_ACCOUNTS = 24
FIRST_TEMPLATE = 14
BURST_LASTS = timedelta(minutes=9)
PAIRS = 4
PAIR_TEXTS = (
    "刚看到又有人晒出后盖鼓包的照片，澜汐到现在还在说充电器的问题，请问谁来为安全负责。",
    "提醒所有给老人孩子买过澜汐手表的朋友，今晚就把表收起来，别等出了事才后悔。",
    "一份没有检测数据的声明怎么让人相信，澜汐欠所有用户一个公开透明的结果。",
    "朋友的澜汐昨天也开始发烫了，打客服排队一小时没人接，这就是所谓的品质服务。",
    "建议平台把这款表先下架，安全问题面前没有什么可以商量的余地。",
    "看完这两天的消息决定换牌子了，做手表先把电池做好再谈什么健康监测。",
    "有没有懂法律的朋友说说，这种情况能不能集体退货，大家一起问才有用。",
)
PAIR_STEP = timedelta(minutes=23)
