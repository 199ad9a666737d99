"""What is written in English: posts on X and reviews of the companion app, and its few reviews in Chinese."""

from random import Random

from demo.aspects import ASPECTS
from demo.words import Words, fill, pick

OLD: Words = {"watch": ("my Lanxi Lite", "this Lanxi watch", "my Lanxi", "the Lanxi Lite"),
    "time": ("a month", "three months", "half a year", "a couple of months", "ten weeks")}  # fmt: skip
# Of what is on sale for so many days.
NEW: Words = {"watch": ("my Lanxi W3", "the Lanxi W3", "my new Lanxi", "the Lanxi W3 Pro")}
TIMES = ((0, "a day"), (2, "two days"), (4, "four days"), (7, "a week"), (10, "ten days"), (14, "two weeks"),
    (21, "three weeks"), (30, "a month"), (42, "six weeks"))  # fmt: skip
WORDS: Words = {
    "run": ("my long run", "a 10k this morning", "the half marathon", "my commute ride", "a hike", "swim practice",
        "a tempo run"),
    "who": ("my wife", "my dad", "my sister", "a friend", "my roommate", "my coach", "my brother"),
    "app": ("the Lanxi Health app", "the app", "Lanxi Health"),
    "days": ("five days", "six days", "almost a week", "four days"),
    "phone": ("my phone", "my tablet", "a new phone", "my old phone"),
    "good": ("the widgets are handy", "the weekly report is genuinely useful", "dark mode looks great",
        "it reconnects by itself after a reboot", "the new route map is lovely", "battery easily lasts {days}",
        "sleep tracking matches how I feel", "GPS locked in seconds on {run}", "the screen is readable in full sun",
        "the strap is comfortable enough to sleep in", "heart rate tracked well during {run}", "setup took two minutes",
        "charts are clear and load fast", "export finally works", "it syncs the moment I open it",
        "notifications are instant"),
    "plain": ("wondering if the strap is a standard 22 mm", "does anyone know if it works with a second phone",
        "firmware 3.1 just rolled out", "comparing it with the Shuoye Pace 2 before I buy",
        "sleep score was 81 last night", "it charges in about 70 minutes", "looking for a decent third-party strap",
        "steps are within a few percent of my old band"),
    "bad": ("the home screen is full of shop banners", "my sleep data from last week vanished",
        "it crashes when I open the route", "pairing took eleven attempts", "the widget never refreshes",
        "sync fails every other day", "it lost the track of {run}", "battery barely makes two days since the update",
        "notifications arrive minutes late", "I have to log in again every week", "the GPS drifts into the river",
        "heart rate jumps around while I sit still", "it asks for way too many permissions",
        "support keeps sending the same canned reply", "it drains {phone} in the background"),
    "hot": ("I measured 43 degrees on the back while it charged", "it smelled of hot plastic on the dock",
        "it stopped charging because of heat twice this week", "the charging puck is hot as well",
        "it left a red ring on my skin", "the back gets hot on the charger", "it was too hot to touch while charging",
        "mine runs warm every night on the dock", "there is a slight bulge on the back cover now",
        "I woke up with a red mark on my wrist", "charging temperature is not normal"),
    "say-": ("this needs a proper answer", "do better", "very disappointed",
        "not putting it back on until someone explains", "would not recommend", "please fix this"),
    "say0": ("curious what others see", "waiting for facts", "any input welcome", "will report back", ""),
    "say+": ("really happy so far", "worth the money", "great value", "no complaints", "nice work", ""),
    "tag": ("#Lanxi", "#LanxiW3", "#smartwatch", "#wearables", "", "", ""),
    "crisis-": ("blaming the charger while someone has blisters is a terrible look for Lanxi",
        "Lanxi took almost two days to say anything and then blamed the user",
        "a watch that burns the person sleeping in it should be off the shelves",
        "the Lanxi statement does not contain one test result", "{hot}, same batch as the one in the photos",
        "I stopped wearing {watch}, {hot}", "reading the Lanxi W3 reports and taking mine off tonight",
        "the photos of that wrist are hard to look at, Lanxi",
        "Lanxi shipping the cable without an adapter and then blaming adapters",
        "how did the Lanxi W3 pass thermal testing"),
    "crisis0": ("summary of the Lanxi W3 overheating reports so far: one documented case, many users reporting heat while charging",
        "does anyone know which Lanxi W3 batches are affected",
        "the story about a Lanxi watch exploding has no source as far as I can tell",
        "the local market regulator says it is aware of the Lanxi W3 reports",
        "Lanxi W3 owners: unplug it overnight until there is an answer",
        "is the Lanxi Lite using the same cell as the W3",
        "thread on how lithium cells swell, for those following Lanxi"),
    "crisis+": ("Lanxi recall took me five minutes and the refund arrived the same day",
        "credit where due, the Lanxi apology did not hide behind lawyers",
        "Lanxi published the lab report, that is how it should be done",
        "full refund from Lanxi without the box, fair enough",
        "the Lanxi founder apologising in person was the right call"),
}  # fmt: skip
POSTS = {
    1: ("{time} with {watch}: {good} and {good}. {say+} {tag}", "{watch} on {run} today, {good}. {say+} {tag}",
        "Got {watch} for {who}, {good}. {say+} {tag}", "Honestly impressed, {watch} after {time}: {good} {tag}"),
    0: ("{watch}: {plain}. {say0} {tag}", "{plain}, {watch} owners? {say0} {tag}",
        "{time} in with {watch}, {plain} {tag}"),
    -1: ("{watch} after {time}: {bad}. {say-} {tag}", "{bad}, and {bad}. {watch}, {say-} {tag}",
        "Is it just {watch} or does everyone see this: {bad} {tag}"),
}  # fmt: skip
CRISIS = {
    1: ("{crisis+}. {tag}", "{who} owns one: {crisis+} {tag}", "Update: {crisis+}. {say+} {tag}"),
    0: ("{crisis0}. {say0} {tag}", "{crisis0} {tag}", "Following this from abroad: {crisis0}. {say0} {tag}"),
    -1: ("{crisis-}. {say-} {tag}", "{crisis-} {tag}", "Seriously, {crisis-}. {say-}",
        "{who} has one too. {crisis-}. {say-} {tag}"),
}  # fmt: skip
REVIEWS = {
    1: ("{good}. {say+}", "Works well with {watch}. {good}, {good}.", "After {time}: {good}. {say+}",
        "{app} keeps getting better, {good}", "Simple and reliable, {good}."),
    0: ("OK so far. {plain}.", "{plain}. Otherwise fine.", "Average, {good} but {bad}.", "Does the job; {plain}"),
    -1: ("{bad}. {say-}", "Since the last update {bad}. {say-}", "{app}: {bad} and {bad}.", "One star because {bad}",
        "Used it for {time}. {bad}, {say-}"),
}  # fmt: skip
HEAT = ("{hot} and {app} shows no warning. {say-}", "After {time}: {hot}, {hot}.",
    "{watch}: {hot}. Where is the warning in {app}? {say-}", "Support told me it is normal that {hot}. {say-}",
    "{app} should alert me: {hot}", "The watch, not the app, but {hot}. {say-}", "{time} in and {hot}")  # fmt: skip
CHINESE = {
    1: ("界面清爽，{a}", "比上一版好用，{a}", "五星，{a}，{b}", "用了{since}，{a}"),
    0: ("还行，{a}", "三星，{a}", "{a}，其他一般"),
    -1: ("{a}，一星", "更新以后{a}", "{a}，{b}，修好再改评分", "别更新，{a}"),
}
CHINESE_HEAT = ("表充电烫手，App 一点提示都没有", "戴着充电被烫到，App 应该有温度提醒，{a}", "充电{minutes}就发烫，客服让我重启 App", "表背温度{temp}，App 里看不到，差评",
    "发热问题不解决，App 做得再好也没用，{a}")  # fmt: skip


def post(random: Random, tone: int, days: int, crisis: bool) -> str:
    """A post on X, `days` after the W3 came out."""
    return _sentence(fill(random, pick(random, (CRISIS if crisis else POSTS)[tone]), _owned(random, days), WORDS))


def review(random: Random, tone: int, days: int, heat: bool, chinese: bool) -> str:
    """A review of the companion app; `heat`: of a watch that grows hot."""
    if chinese:
        said = {"a": ASPECTS["App 同步"][tone] + ASPECTS["睡眠监测"][tone], "b": ASPECTS["系统更新"][tone]}
        return fill(random, pick(random, CHINESE_HEAT if heat else CHINESE[tone]), said)
    return _sentence(
        fill(random, pick(random, HEAT if heat else REVIEWS[tone]), NEW if heat else {}, _owned(random, days), WORDS)
    )


def _owned(random: Random, days: int) -> Words:
    if days < 0 or random.random() < 0.4:
        return OLD
    return NEW | {"time": tuple(word for least, word in TIMES if least <= days)[-4:]}


def _sentence(text: str) -> str:
    text = text.replace(" .", ".").strip()
    return text[:1].upper() + text[1:]
