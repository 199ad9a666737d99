"""Ordinary talk about a watch in each platform's manner. {product} is what is spoken of, {tag} its hashtag."""

from itertools import accumulate
from random import Random

from demo.aspects import ASPECTS, FEATURES, WEIGHTS
from demo.words import SIGN, Words, fill, pick, tidy, weighted

WORDS: Words = {
    # How a post begins and ends, by tone.
    "open+": ("入手{product}{since}", "{product}戴了{since}", "{scene}突然想夸一下{product}", "{who}送的{product}",
        "从{old}换到{product}", "纠结了{long}终于下单{product}", "用{product}{sport}{since}", "给{who}买的{product}到了",
        "说句公道话，{product}", "{product}是我今年没后悔的东西", "刚跟{who}对比完，{product}"),
    "open0": ("{product}到手{since}，记录一下", "{product}和上一代比了比", "刚翻了{product}的说明书", "{who}问我{product}怎么样",
        "{product}使用{since}备忘", "{scene}研究了一下{product}", "{product}小记", "关于{product}，补充几个细节", "{product}日常",
        "整理一下{product}的情况"),
    "shop": ("最近在看{product}", "想给{who}买{product}", "去门店摸了摸{product}", "准备在{product}和别家之间选一个", "有没有用{product}的",
        "{who}推荐我看{product}", "预算{price}，在考虑{product}", "{scene}刷到{product}"),
    "wish": ("主要看重{feature}", "平时就{sport}和看消息", "有点担心{feature}", "不知道{feature}怎么样", "{who}说{feature}还行",
        "最在意{feature}，其次是价格", "手腕细，怕戴着大", "之前的表{feature}太差，这次想避坑", "想等活动，又怕没货", "主要{sport}用，别的不挑", "颜色倾向{colour}"),
    "open-": ("{product}用了{since}，忍不住说一句", "{scene}又被{product}气到", "{product}到底怎么回事", "给{who}买的{product}，后悔了",
        "{product}劝退点", "本来挺喜欢{product}的", "同样是{price}，{product}", "{product}能不能修修", "第{nth}次吐槽{product}"),
    "close+": ("值了", "推荐给{who}了", "没什么好挑的", "比预期好", "继续用着看看", "这钱花得不亏", "已经劝{who}也入了", "后面有问题再来更新", "希望下一代保持",
        "用过就回不去了", "小细节做得挺用心", ""),
    "close0": ("有用过的说说吗", "先记一笔", "求个参考", "评论区聊聊", "仅供参考", "等活动再看", "慢慢对比吧", "回头补图", "懂的朋友讲讲", "不急着买", ""),
    "close-": ("真的有点失望", "客服让我重启，重启没用", "后悔没多看看评测", "能不能上点心", "准备挂闲置了", "心累", "等一个说法", "{price}就买个这", "下次不买了", "官方看看吧",
        "不是第一次了", ""),
    "face+": ("[赞]", "[心]", "[太开心]", "[good]", "[哇]", "[鲜花]", "[给力]", "[可爱]", "[笑cry]", "", "", "", ""),
    "face0": ("[思考]", "[疑问]", "[摊手]", "[doge]", "[吃瓜]", "[并不简单]", "", "", "", "", ""),
    "face-": ("[怒]", "[裂开]", "[失望]", "[泪]", "[费解]", "[白眼]", "[苦涩]", "[允悲]", "[摊手]", "", "", ""),
    "but": ("就是{blame}", "唯一的缺点是{blame}", "不过{blame}"),
    "though": ("好在{praise}", "{praise}，但补不回来"),
    "emoji+": ("✨", "💙", "👍", "🥰", "🏃", "🌿", "🎉", "💪", ""),
    "emoji0": ("🤔", "📝", "👀", "🙋", ""),
    "emoji-": ("😮‍💨", "😭", "🙃", "💢", "⚠️", ""),
    "xhs_tags": ("#智能手表[话题]# #{tag}[话题]#", "#{tag}[话题]# #数码好物分享[话题]#", "#{tag}[话题]#", "#运动手表[话题]# #{tag}[话题]# #跑步[话题]#",
        "#{tag}[话题]# #真实测评[话题]#"),
    # Where two or three aspects meet, the words between.
    "and": ("，", "，", "。", "；", "，而且", "，另外"),
}  # fmt: skip

WEIBO = {
    1: ("{open+}，{a}{and}{b}。{close+}{face+}", "{a}！{product}{face+} {close+}", "{open+}：{a}，{b}{face+}",
        "#{tag}# {open+}，{a}，{b}。{close+}{face+}", "{open+}，{a}，{b}，{but}。总的来说满意{face+}",
        "{scene}戴着{product}，{a}，{b}{face+}", "{a}，{b}。{product}，{close+}{face+} #{tag}#"),
    0: ("{open0}，{a}。{close0}{face0}", "{open0}：{a}，{b}。", "#{tag}# {open0}，{a}，{b}{face0}", "{open0}，{a}，另外{b}{face0}",
        "{shop}，{wish}，{close0}{face0}", "{shop}，{wish}。{wish}，求建议{face0}", "#{tag}# {shop}，{wish}，有用过的吗{face0}"),
    -1: ("{open-}，{a}。{close-}{face-}", "{open-}：{a}，{b}{face-}", "#{tag}# {a}，{b}。{close-}{face-}",
        "{a}，{b}。{product}，{close-}{face-}", "{open-}，{a}{and}{b}。{though}{face-}",
        "{scene}，{a}，说的就是{product}{face-} {close-}"),
}  # fmt: skip

XHS_TITLES = {
    1: ("{product}{since}真实感受", "不吹不黑，{product}真的可以", "{sport}搭子：{product}", "{who}说好看的{product}", "闭眼入！{product}",
        "被{product}的{aspect}惊到", "{product}｜{aspect}满意"),
    0: ("{product}怎么选", "{product}的{aspect}，懂的来", "纠结{product}的看过来", "求助！{product}", "关于{product}",
        "聊聊{product}的{feature}"),
    -1: ("{product}避雷", "{product}的{aspect}，劝退", "用了{since}，{product}让我失望", "给{product}提个意见", "{product}踩坑记录",
        "{product}{aspect}是只有我这样吗"),
}  # fmt: skip
XHS = {
    1: ("{emoji+}{open+}，来交作业～\n{a}，{b}。\n{c}。\n{close+}{emoji+}\n{xhs_tags}",
        "{open+}{emoji+}\n✅{a}\n✅{b}\n❌{blame}\n{close+}\n{xhs_tags}", "{open+}，{a}。{b}，{close+}{emoji+} {xhs_tags}"),
    0: ("{open0}{emoji0}\n{a}，{b}。\n{close0}\n{xhs_tags}", "姐妹们{emoji0}{shop}，{wish}，{close0} {xhs_tags}",
        "{shop}{emoji0}\n{wish}，{wish}。\n有没有用过的姐妹讲讲\n{xhs_tags}"),
    -1: ("{open-}{emoji-}\n{a}，{b}。\n{close-}\n{xhs_tags}",
        "{open-}{emoji-}\n❌{a}\n❌{b}\n✅{praise}\n{close-}\n{xhs_tags}",
        "姐妹们先别急着下单{emoji-}{open-}，{a}，{b}。{close-} {xhs_tags}"),
}  # fmt: skip

DOUYIN = {
    1: ("{open+}，{a} #{tag} #智能手表", "{a}，{b}！#{tag}", "{scene}的{product}，{a}，{close+} #{tag} #运动"),
    0: ("{shop}，{wish} #{tag}", "{product}开箱，{a}，{b} #{tag} #开箱", "{open0}：{a} #智能手表 #{tag}"),
    -1: ("{open-}，{a} #{tag}", "{a}，{b}，大家怎么看 #{tag}", "{open-}，{a}，{close-} #避坑 #{tag}"),
}  # fmt: skip

BILIBILI_TITLES = {
    1: ("【{product}】{since}体验：{aspect}到底行不行", "{product}上手，{aspect}有惊喜", "拿{product}跑了{kilo}，说点真话"),
    0: ("{product}开箱与参数解读", "【横评】{product}和同价位的{feature}对比", "{product}的{feature}怎么设置"),
    -1: ("【{product}】{since}后，我为什么不推荐", "{product}的{aspect}翻车了？", "{product}，这些坑先看完"),
}  # fmt: skip
BILIBILI = {
    1: ("本期聊{product}。{a}，{b}。{c}。{close+}", "{open+}，做一期视频。结论放前面：{a}；{b}。"),
    0: ("本期内容：{a}，{b}。{close0}", "{open0}，{a}；{b}；{c}。时间轴见评论区。"),
    -1: ("{open-}，{a}，{b}。不针对谁，只说体验。", "本期不恰饭。{a}；{b}。{though}。"),
}

ZHIHU_TITLES = ("{product}值得买吗？", "如何评价{product}？", "{product}的{feature}怎么样？", "两千元以内的智能手表怎么选？", "智能手表的{feature}真的有用吗？",
    "{product}用久了是什么体验？")  # fmt: skip
ZHIHU = {
    1: ("先说结论：值得。\n{open+}，{a}。{b}，这一点很多同价位做不到。\n再说说细节，{c}。\n缺点也有，{blame}，但不影响我推荐。",
        "{open+}，回答一下。\n一、{a}。\n二、{b}。\n三、{c}。\n{close+}。",
        "谢邀。{open+}，{a}，{b}。我理解题主担心的是性价比，从这{since}来看，{c}，{close+}。"),
    0: ("利益无关，用的是自己买的{product}。{a}，{b}。\n要不要买取决于你的用法：如果主要是{sport}，建议先看参数；如果只是看时间和通知，买便宜的就够。\n补充：{c}。\n{close0}。",
        "先占个坑，{open0}。目前的观察：{a}；{b}；{c}。有新结论再更新。"),
    -1: ("先说结论：不太推荐。\n{open-}，{a}。{b}，反馈过{times}，没有下文。\n好在{praise}，可是基础体验不稳，别的做得再多也没用。\n{c}。",
        "{open-}，写下来给后来人参考。\n第一，{a}。\n第二，{b}。\n第三，{c}。\n如果你不急，等下一代。"),
}  # fmt: skip

TIEBA_TITLES = {
    1: ("{product}{since}，来说说优点", "真香，{product}晒个单", "{aspect}这块我给{product}满分"),
    0: ("萌新求问，{product}的{feature}", "{product}和别家怎么选", "有吧友知道{product}的{feature}吗", "水一贴，聊聊{product}"),
    -1: ("{product}的{aspect}有没有人管管", "只有我的{product}这样吗", "{product}{aspect}翻车，进来避坑"),
}  # fmt: skip
TIEBA = {
    1: ("{open+}，{a}，{b}。{close+}", "rt，{a}，{b}，老哥们可以冲", "{a}。{open+}，{c}。"),
    0: ("rt，{shop}，{wish}，{close0}", "{shop}，{wish}，先谢谢各位", "如题，{wish}，{wish}。有老哥用过吗", "{open0}，{a}，{b}。"),
    -1: ("rt，{a}，{b}，{close-}", "{open-}，{a}。有同款的吗", "{a}，{b}，{c}。不是黑，就是难受"),
}  # fmt: skip

# Under a post: short, often without naming the watch.
COMMENT_WORDS: Words = {
    "mine": ("我的{product}", "同款", "{product}用户路过", "戴{product}{since}", "我也是{product}", "拿{product}的说一句",
        "用{product}{since}了"),
    "yes": ("同意", "确实", "真的", "对对对", "握手", "加一", "+1", "一样一样", "太真实了", "说到心里了"),
    "ask": ("求链接", "多少钱入的", "哪个颜色", "男生戴合适吗", "手腕十五厘米能戴吗", "学生党犹豫中", "跟上一代比呢", "现在买还是等活动", "表带哪家的", "能连别的手机吗"),
    "cheer": ("好看", "爱了", "心动", "种草了", "已下单", "冲了", "羡慕", "支持一下", "不错不错", "拿下"),
    "doubt": ("算了吧", "退了", "劝退", "不敢买了", "又来", "同款难受", "再观望", "心疼", "我也是", "避雷了"),
}  # fmt: skip
COMMENTS = {
    1: ("{mine}，{a}", "{yes}，{a}", "{cheer}，{a}", "{cheer}，戴着{sport}刚好", "{a}，{close+}", "{who}也买了，{a}",
        "{cheer}，{product}安排上", "{a}{emoji+}", "用了{since}，{a}", "{a}"),
    0: ("{ask}？{product}看了{long}了", "{mine}，{a}", "{wish}，{ask}？", "{ask}，想给{who}买", "{a}，{close0}",
        "看了{n}个视频还在犹豫，{ask}？", "{product}的{feature}怎么样，{ask}", "{shop}，{ask}"),
    -1: ("{doubt}，{a}", "{mine}，{a}", "{yes}，{a}", "{a}，{close-}", "{doubt}，{product}{a}", "{who}的也是，{a}",
        "用了{since}，{a}{emoji-}", "{a}"),
}  # fmt: skip

PATTERNS = {"weibo": WEIBO, "xiaohongshu": XHS, "douyin": DOUYIN, "bilibili": BILIBILI, "zhihu": ZHIHU, "tieba": TIEBA}
TITLES = {"xiaohongshu": XHS_TITLES, "bilibili": BILIBILI_TITLES, "zhihu": dict.fromkeys((1, 0, -1), ZHIHU_TITLES),
    "tieba": TIEBA_TITLES}  # fmt: skip
NAMES, BOUNDS = tuple(WEIGHTS), tuple(accumulate(WEIGHTS.values()))

# In Traditional characters, as some write.
TRADITIONAL: Words = {
    "open": ("剛收到{product}", "戴了一個月的{product}", "幫家人買的{product}", "從手環換成{product}", "最近在考慮{product}", "跑步都戴{product}"),
    "say+": ("螢幕很清楚，太陽底下也看得到", "續航比想像中好，四天充一次就夠", "錶帶很舒服，睡覺也不會勒", "心率和醫院量的差不多", "客服回覆很快，態度也好", "外觀質感不錯，同事都問哪裡買"),
    "say0": ("請問錶帶可以自己換嗎", "充電大概要一小時多", "系統更新是分批推送的", "想知道睡眠監測準不準", "兩個顏色還在猶豫"),
    "say-": ("更新之後耗電變很快", "定位常常飄走", "充電的時候背面有點燙", "App 同步要等很久", "客服一直叫我重開機"),
    "say!": ("看到手錶發燙的新聞真的嚇到", "希望官方講清楚哪些批次有問題", "電池過熱不是小事，先不敢戴了", "燙傷的照片看了很心疼", "請給消費者一個交代"),
    "close!": ("先不戴了", "等官方說明", "大家注意安全", "希望她早日康復", ""),
    "close": ("給大家參考", "歡迎交流", "謝謝分享", "之後再更新", ""),
}  # fmt: skip
TRADITIONAL_PATTERNS = ("{open}，{say}。{close}", "{open}，{say}，{say2}。{close}")


def talk(random: Random, platform: str, tone: int, *given: Words, comment: bool = False) -> tuple[str, str]:
    """Title (empty where the platform has none) and text of a post, or a comment, with this tone."""
    first, second, third = _three(random)
    said: Words = {
        "aspect": (first,),
        "a": ASPECTS[first][tone],
        "b": ASPECTS[second][tone],
        "c": ASPECTS[third][tone],
        "feature": FEATURES,
        "praise": ASPECTS[second][1],
        "blame": ASPECTS[third][-1],
    }
    tables = (*given, said, WORDS, COMMENT_WORDS)
    title = fill(random, pick(random, TITLES[platform][tone]), *tables) if platform in TITLES and not comment else ""
    patterns = COMMENTS[tone] if comment else PATTERNS[platform][tone]
    return title, tidy(fill(random, pick(random, patterns), *tables))


def _three(random: Random) -> list[str]:
    """Different aspects."""
    found: list[str] = []
    while len(found) < 3:
        aspect = weighted(random, NAMES, BOUNDS)
        if aspect not in found:
            found.append(aspect)
    return found


def traditional(random: Random, tone: int | None, *given: Words) -> str:
    """A text in Traditional characters; of the crisis where no tone is given."""
    say = TRADITIONAL["say!" if tone is None else f"say{SIGN[tone]}"]
    close = TRADITIONAL["close!" if tone is None else "close"]
    first = int(random.random() * len(say))
    said = {"say": (say[first],), "say2": (say[first - 1],), "close": close}
    return tidy(fill(random, pick(random, TRADITIONAL_PATTERNS), *given, said, TRADITIONAL))
