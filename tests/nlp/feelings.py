"""What the shipped model makes of texts that were written for this, by kind of difficulty."""

EMOTICONS = {
    "[泪][泪]": -1, "[怒]": -1, "[哈哈][哈哈]": 1, "[鼓掌]": 1, "[抓狂]": -1, "收到了[爱你]": 1, "又坏了[泪]": -1, "客服[怒][怒]": -1,
    "到手了[太开心]": 1, "[衰]怎么又这样": -1, "这店[赞][赞]": 1, "等了一天[抓狂][抓狂]": -1,
}  # fmt: skip
EMOJI = {
    "👍": 1, "😡😡": -1, "❤️❤️": 1, "😭": -1, "手表到了😍": 1, "又断连了😡": -1, "服务👎": -1, "谢谢🙏😊": 1, "💔": -1, "love it 😍": 1,
}  # fmt: skip
NEGATIONS = {
    "不难吃": 1, "味道不错": 1, "没毛病": 1, "一点也不贵": 1, "不好吃": -1, "并不满意": -1, "不推荐": -1, "不喜欢": -1, "没有想象中好": -1,
    "不会再来了": -1, "not good": -1, "not bad at all": 1, "don't buy this": -1, "I do not like it": -1, "never disappointed": 1,
    "从来没让我失望过": 1, "没有一点不满意": 1, "不怎么样": -1,
}  # fmt: skip
RHETORICAL = {
    "这也叫旗舰？": -1, "这谁能忍？": -1, "难道我的钱是大风刮来的吗？": -1, "这质量也好意思卖？": -1, "这也太好看了吧": 1,
    "就这？也敢卖三千？": -1, "凭什么不给退？": -1, "谁还会再买你们家的东西？": -1, "能不喜欢吗？": 1, "你们就是这样对待顾客的吗？": -1,
}  # fmt: skip
CHAINS = {
    "支持！太棒了//@甲:垃圾产品，千万别买": 1, "垃圾，骗人的//@甲:非常好用，强烈推荐": -1, "[怒]//@甲:太喜欢了[爱你]": -1, "[哈哈]//@甲:气死我了[怒]": 1,
    "太让人失望了 // @甲 ：今天收到礼物好开心": -1, "好喜欢//@甲:难吃//@乙:恶心": 1, "回复@甲:谢谢，很满意//@甲:怎么还没到": 1, "RT @a: love this": 1,
    "转发微博//@甲:质量太差了，非常失望": -1, "//@甲:好开心，谢谢大家[爱你]": 1,
}  # fmt: skip
ENGLISH = {
    "Great phone, love the camera": 1, "The screen broke after one day, terrible quality": -1, "Thanks for the quick help!": 1,
    "Worst customer service ever": -1, "Rude staff and a two hour delay": -1, "So happy with my new watch": 1, "waste of money": -1,
    "Highly recommended": 1, "My bag was lost again": -1, "amazing sound": 1,
}  # fmt: skip
PLAIN = [
    "今天星期三", "会议改到下午三点", "地址在人民路十二号", "公司将于周五发布财报", "这款手表有黑白两种颜色", "请问几点开门", "明天多云转阴，气温十到十五度",
    "The meeting is on Monday", "When does the store open?", "他住在三楼",
]  # fmt: skip
KINDS = {
    "emoticons": EMOTICONS, "emoji": EMOJI, "negations": NEGATIONS, "rhetorical": RHETORICAL, "chains": CHAINS, "English": ENGLISH,
    "plain": dict.fromkeys(PLAIN, 0),
}  # fmt: skip
KNOWN_WRONG = {
    "不难吃", "没毛病", "一点也不贵", "not bad at all", "never disappointed", "从来没让我失望过", "没有一点不满意", "这也叫旗舰？",
    "这质量也好意思卖？", "能不喜欢吗？", "😭", "今天星期三", "会议改到下午三点", "请问几点开门", "他住在三楼",
}  # fmt: skip
