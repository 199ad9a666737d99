"""What is said around what happens besides the crisis: the launches, the city run, the parcels that did not come."""

from random import Random

from demo.words import SIGN, Words, fill, pick, tidy

CLAUSES: dict[str, dict[int, tuple[str, ...]]] = {
    "launch": {
        1: ("W3 这次的屏幕真漂亮", "价格很合理，看完发布会就下单了，期待", "轻了四克，戴着几乎没感觉", "双频 GPS 下放到这个价位，诚意够", "睡眠那一块讲得很清楚，用心", "续航标了六天，够用了",
            "{colour}这版太好看了", "跑姿分析太实用了，喜欢", "终于等到 W3 了", "W3 Pro 的钛壳手感真好", "门店试戴了，比上代精致很多", "首发送表带，划算",
            "发布会不拖沓，四十分钟讲完", "老用户还能抵三百，舒服"),
        0: ("W3 一千四百九十九，W3 Pro 一千九百九十九", "W3 和 Lite 差在哪，有人整理吗", "现货，门店今天就能拿", "支持四十毫米和四十六毫米两种", "充电改成磁吸底座了",
            "没看到 Lite 的更新计划", "要不要等评测再下手", "W3 Pro 多了心电和钛壳", "发布会回放在官网能看", "三种颜色，{colour}要晚半个月", "两代尺寸一样，表带通用"),
        -1: ("一千四百九十九起，比上代贵了两百", "又是挤牙膏", "没有独立通话，失望", "外观跟上代几乎没区别", "充电线还是那么短", "我上个月刚买的上一代，背刺", "Pro 和标准版差价太大"),
    },
    "campaign": {
        1: ("{kilo}跑完，配速快了十几秒，太棒了", "沿江的灯光太美了", "志愿者一路喊加油，太感动了", "澜汐城市夜跑体验拉满", "完赛奖牌太好看了，爱不释手", "补给站有热姜茶，贴心",
            "第一次跑完十公里，为自己骄傲", "和{who}一起跑完，很开心", "表上每公里提醒一次，配速很稳，好用", "跑团四十个人一起冲线，太开心了", "沿路阿姨跳着舞给我们加油", "明年还要来，超喜欢",
            "心率一直在安全区，跑得很舒服", "终点和陌生人拥抱，好温暖", "{city}的晚风真舒服", "拿到澜汐的完赛手环，开心"),
        0: ("领物时间是周五下午两点到八点", "路线从江屿大桥到体育公园", "周六十九点半鸣枪，十八点开始封路", "参赛服可以在体育公园换码", "起点有接驳车，每十分钟一班", "抽奖名单周一晚上公布",
            "存包点在东门", "今天澜汐城市夜跑，{kilo}，用时六十八分", "号码簿统一在存包处领取", "照片直播链接在公众号"),
        -1: ("存包排了{minutes}队", "人太多，前三公里根本跑不起来", "封路没提前说，堵了{minutes}", "奖牌发完了，说补寄", "厕所太少了", "抽奖又没中"),
    },
    "run-up": {
        1: ("号码簿拿到了，太期待了", "今晚和{who}一起跑，好开心", "赛道沿江，想想就美", "参赛包里的手环很好看，喜欢", "备战了{long}，今晚见", "跑团四十个人全员到齐，激动",
            "天气预报说晚上十八度，太舒服了", "第一次参加夜跑，期待完赛奖牌", "澜汐的配速提醒设好了，好用", "全家都来加油，很幸福", "志愿者培训结束，今晚为大家服务，骄傲"),
        0: ("周六十九点半鸣枪，十八点开始封路", "领物时间是周五下午两点到八点", "路线从江屿大桥到体育公园", "参赛服可以在体育公园换码", "起点有接驳车，每十分钟一班", "存包点在东门",
            "抽奖名单周一晚上公布", "今晚的目标是{kilo}"),
        -1: ("报名没抽中，遗憾", "封路没提前说，下午堵了{minutes}", "领物排了{minutes}队", "抽奖又没中", "接驳车太少，挤不上去"),
    },
    "delivery": {
        1: ("客服补了一张券，态度很好", "今天收到了，表很好，喜欢", "客服主动打电话道歉，很真诚", "公告写得很清楚，放心了"),
        0: ("大促下的单，显示二十三号发货", "{city}的有收到的吗", "看公告说仓库系统升级，分批补发", "改地址还来得及吗", "想问延迟的会不会补差价", "同一天下单，同事的到了我的没到",
            "物流单号能查了，在{city}中转"),
        -1: ("付款{gone}了还没发货", "说好四十八小时发货，等了{gone}", "物流一直停在“待揽收”", "客服说爆仓，让我耐心等，等到什么时候", "生日礼物没赶上，生日都过完了，气",
            "取消订单也取消不了", "显示已签收，我根本没收到", "同一个订单，表带到了表没到", "大促抢的时候快，发货的时候没影", "催了{times}，每次都说明天", "刚缓过劲来，又在物流上掉链子",
            "预计送达改了{times}", "盒子到了，里面是别人的订单", "给{who}的礼物赶不上了，太失望"),
    },
    "heyao": {
        1: ("禾曜 Neo 这个圆屏真好看", "Neo 定价八百九十九，够实在", "Neo 只有二十七克，女生戴很舒服", "睡眠引导做得比想象中好", "禾曜这次的配色太好看了", "Neo 用的是陶瓷后盖，质感在线",
            "发布会请了普通用户讲故事，挺温暖", "Neo 快充十分钟用一天，实用", "第一批已经拿到，很喜欢", "表盘设计请了插画师，爱了"),
        0: ("禾曜 Neo 四月十日开卖", "Neo 和 Fit S 有什么区别", "Neo 有三个颜色", "首发送一根尼龙带", "Neo 支持五十米防水", "有人对比过 Neo 和朔野 Air 吗", "等评测"),
        -1: ("Neo 没有独立 GPS，可惜", "续航只有四天", "八百九十九还是塑料中框", "预约页面崩了半天"),
    },
}  # fmt: skip
NAMES: dict[str, Words] = {
    "launch": {"brand": ("澜汐",), "product": ("澜汐 W3", "澜汐W3", "W3", "澜汐 W3 Pro"), "tag": ("澜汐W3发布", "澜汐W3", "澜汐新品"),
        "title": ("{product}来了", "{product}首发体验", "{product}值得冲吗", "{product}上手", "看完{brand}发布会")},
    "campaign": {"brand": ("澜汐",), "product": ("澜汐手表", "澜汐城市夜跑", "我的澜汐", "W3"),
        "tag": ("澜汐城市夜跑", "澜汐城市夜跑", "江屿夜跑", "一起夜跑"), "title": ("澜汐城市夜跑记录", "跑完了！澜汐城市夜跑", "江屿的夜晚属于跑步的人", "第一次参加城市夜跑",
        "夜跑攻略｜存包补给路线")},
    "delivery": {"brand": ("澜汐",), "product": ("澜汐 W3", "澜汐手表", "澜汐 Lite", "澜汐W3 Pro"), "tag": ("澜汐发货", "澜汐手表", "澜汐物流"),
        "gone": ("两天", "三天", "快三天", "两天多"), "title": ("{product}到底什么时候发货", "{brand}大促订单有收到的吗", "{product}物流停了",
        "等{product}等了{gone}")},
    "heyao": {"brand": ("禾曜",), "product": ("禾曜 Neo", "禾曜Neo", "Neo"), "tag": ("禾曜Neo", "禾曜新品"),
        "title": ("{product}开箱", "{product}第一时间上手", "{product}适合谁", "被{product}圈粉")},
}  # fmt: skip
NAMES["run-up"] = NAMES["campaign"] | {
    "title": ("夜跑攻略｜存包补给路线", "澜汐城市夜跑，今晚见", "江屿夜跑集合", "夜跑装备清单", "第一次参加城市夜跑")
}
WORDS: Words = {
    "open+": ("{scene}还在回味", "给大家报告", "没忍住发一条", "{who}都说好", "开心", "蹲了{long}", "今天的快乐", "先说感受", "认真夸一下", ""),
    "open0": ("问一句", "有没有人知道", "同步信息", "记一下", "路过", "{who}让我问", "看到大家在聊"),
    "open-": ("想吐槽", "说点不好听的", "{scene}看到很无语", "本来挺期待", "就我这样吗", "提个意见", "真的服了"),
    "close+": ("期待下一次", "值得", "爱了", "满足", "推荐", "好评", "会一直支持", ""),
    "close0": ("谢谢", "在线等", "求告知", "仅供参考", "码住", ""),
    "close-": ("希望改进", "有点扫兴", "无语", "给个准话", "体验打折", "别敷衍", ""),
    "face+": ("[赞]", "[心]", "[太开心]", "[哇]", "[打call]", "[鲜花]", "[给力]", "", "", ""),
    "face0": ("[思考]", "[疑问]", "[吃瓜]", "", "", ""),
    "face-": ("[失望]", "[摊手]", "[怒]", "[允悲]", "[裂开]", "", ""),
    "emoji+": ("✨", "🏃", "💙", "🎉", "👏", ""),
    "emoji0": ("👀", "🤔", "🙋", ""),
    "emoji-": ("😮‍💨", "🙃", "😭", ""),
    "short+": ("好看", "冲", "爱了", "羡慕", "燃起来了", "恭喜", "太棒了", "支持"),
    "short0": ("蹲一个", "求问", "码住", "路过", "看看"),
    "short-": ("一般", "无语", "劝退", "等等吧", "一样", "同感"),
}  # fmt: skip
POSTS = {
    "weibo": ("#{tag}# {a}，{b}{face}", "{open}，{a}，{b}。{close}{face} #{tag}#", "{product}：{a}，{b}。{close}{face}",
        "{a}。{b}。{product}，{close}{face} #{tag}#", "#{tag}# {open}，{a}，{b}。{c}{face}"),
    "xiaohongshu": ("{emoji}{open}，{a}。\n{b}，{c}。\n{close} #{tag}[话题]#",
        "{product}{emoji}\n{a}；{b}；{c}。\n{close}\n#{tag}[话题]# #日常[话题]#",
        "{a}，{b}{emoji}{close} #{tag}[话题]# #{brand}[话题]#"),
    "douyin": ("{a}，{b} #{tag}", "{product}，{a}，{close} #{tag} #{brand}", "{open}，{a} #{tag}"),
    "bilibili": ("{brand}这次的内容都在视频里。{a}，{b}。{close}", "{open}，{a}；{b}；{c}。"),
    "zhihu": ("{open}，说说{product}。\n{a}，{b}。\n{c}。{close}。", "从用户角度聊：{a}；{b}；{c}。{close}。"),
    "tieba": ("rt，{product}，{a}，{b}。{close}", "{open}，{product}{a}", "{a}，{b}。{product}，{close}"),
}  # fmt: skip
COMMENTS = (
    "{a}",
    "{short}，{a}",
    "{a}，{close}",
    "{product}，{a}",
    "{short}，{product}",
    "{open}，{a}{emoji}",
    "{a}，{b}",
)
REPOSTS = ("{a}", "{short}，{a}", "{a}{face}", "{short}{face}", "{short}，{close}{face}", "{a}，{close}{face}",
    "{product}，{a}")  # fmt: skip
STOCK = {
    "launch": ("转发微博", "转发微博", "Repost", "[哇]", "来了来了", "[心]"),
    "campaign": ("转发微博", "转发微博", "Repost", "求抽中", "许愿", "锦鲤保佑", "[心]", "报名了", "[打call]", "来了"),
    "delivery": ("转发微博", "Repost", "[怒]", "同"),
    "heyao": ("转发微博", "Repost", "[哇]", "好看", "[心]"),
}  # fmt: skip


def speak(random: Random, happening: str, platform: str, tone: int, kind: str) -> tuple[str, str]:
    """Title (empty where the platform has none) and text of a post, comment or repost about it."""
    clauses = random.sample(CLAUSES[happening][tone], 3)
    words: Words = {name: WORDS[f"{name}{SIGN[tone]}"] for name in ("open", "close", "face", "short", "emoji")}
    words |= {"a": clauses[:1], "b": clauses[1:2], "c": clauses[2:]}
    names = NAMES[happening]
    patterns = {"post": POSTS[platform], "comment": COMMENTS, "repost": REPOSTS}[kind]
    titled = kind == "post" and platform in ("xiaohongshu", "bilibili", "zhihu", "tieba")
    title = fill(random, "{title}", names) if titled else ""
    return title, tidy(fill(random, pick(random, patterns), words, names, WORDS))
