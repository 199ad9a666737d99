"""The glossary: what every number of the product means, in one place, for tooltips, reports and tests."""

from dataclasses import dataclass

from language import _


@dataclass(frozen=True)
class Metric:
    """English texts, translated when shown. `source` names where the definition comes from, where it is not ours."""

    name: str
    label: str
    unit: str
    definition: str
    source: str = ""

    def told(self) -> str:
        return _(self.definition)


VOLUME = Metric(
    "volume",
    "Volume",
    "mentions",
    "The number of mentions in the filter. Each post, repost, comment, article, review or ticket counts once, however "
    "often it was exported. Unknown values are a group of their own and never counted as 0.",
)
AUTHORS = Metric(
    "authors",
    "Authors",
    "authors",
    "The number of distinct known authors: one per platform and account, by account id, or by name where no id was "
    "exported. Mentions without an author are counted beside it.",
)
ENGAGEMENT = Metric(
    "engagement",
    "Engagement",
    "interactions",
    "Likes + comments + reposts, as collected. Reposts without words of their own are left out because they show the "
    "counts of the original, and so are snapshots taken at publication. Where a tool caps a count (100万+), the sum is "
    "a lower bound and marked ≥.",
)
HEAT = Metric(
    "heat",
    "Heat",
    "points",
    "The sum over mentions of 1 + 0.2·ln(1+likes) + 0.4·ln(1+comments) + 0.4·ln(1+reposts) + 0.1·ln(1+views), as "
    "collected. Unknown counts add 0; the share of mentions with known likes, comments and reposts is shown. The "
    "weights stand in config/heat.toml. Between platforms compare it only as a share within each.",
)
STORIES = Metric(
    "stories",
    "Similar texts",
    "stories",
    "Mentions whose own words are the same, letter for letter, or nearly the same: cut, quoted, with other emoji, some other "
    "characters or another order of sentences. What has fewer than 10 letters is nobody's copy. A story keeps its heat: the sum over "
    "its mentions in the filter. Its first source is the earliest of these mentions; what is not in the data may be earlier. Spread is "
    "the order in which it reached the platforms. Equal texts count as one story at once, nearly equal ones after the work that follows "
    "an import.",
)
SHARE = Metric(
    "share",
    "Share of mentions",
    "%",
    "The mentions of a group divided by all mentions in the filter. A mention of several brands counts once for each.",
)
SENTIMENT = Metric(
    "sentiment",
    "Sentiment mix",
    "mentions",
    "Positive, neutral and negative mentions. Shares are of those whose sentiment is known; the unknown are counted "
    "beside them and never as neutral. Shares of fewer than 30 mentions are not shown, counts always.",
)
KNOWN = Metric(
    "known",
    "Known sentiment",
    "%",
    "The mentions whose sentiment is known, from a person, an export or the model, divided by all mentions in the filter. A "
    "repost without words of its own feels as the words that it passes on; texts without any words have none. Shares of "
    "sentiment are of the known.",
)
NEGATIVE_SHARE = Metric(
    "negative_share",
    "Negative share",
    "%",
    "Negative mentions divided by all whose sentiment is known, from 30 on. Its interval is the sampling interval "
    "(Wilson, 95 %), without the model's errors. Mentions of one story, or of one author, are not independent: n is "
    "(Σnᵢ)²/Σnᵢ² over the mentions nᵢ of each story, or of each author, whichever gives less; a mention without one "
    "stands for itself. Where that is below 10 a few contents dominate and no interval is shown.",
)
NET_SENTIMENT = Metric(
    "net_sentiment",
    "Net sentiment",
    "%",
    "(positive − negative) / (positive + negative), from −100 % to 100 %, where the two are 30 or more: 255 and 513 "
    "give −33.6 %. Neutral and unknown do not enter. The interval is that of the positive share of both, twice it "
    "less 1: the sampling interval, without the model's errors, over the n of the negative share.",
)
CORRECTED = Metric(
    "corrected_share",
    "Corrected share",
    "%",
    "What people say of a simple random sample of the filter (an audit) instead of what is shown. For each class shown (negative, "
    "neutral, positive), n of its mentions were labelled and k of them called so: labelled mentions are known; of the others the "
    "share (k + ½)/(n + 1½) is expected, weighted by how many they are. The interval takes 10,000 draws from Beta(k + ½, n − k + ½), "
    "of as many mentions as are left, and holds 95 % of them: errors of the model and chance of the sample together. It stands in "
    "place of the sampling interval. A class without labels counts as unknown and is named. Told from 30 labels on, for exactly the "
    "filter that was drawn from, and no longer when its mentions or their sentiment change.",
)
CLASS_PRECISION = Metric(
    "class_precision",
    "Precision",
    "%",
    "Of the labelled mentions that are shown as a class, the part that people call so: how far a negative can be trusted. With "
    "Jeffreys' interval of 95 %. Mentions of which people cannot tell are left out.",
)
RECALL = Metric(
    "recall",
    "Recall",
    "%",
    "Of the labelled mentions that people call a class, the part that is shown so: how many negatives are found. With Jeffreys' "
    "interval of 95 %. The sample is of the whole filter, so its parts need no weights.",
)
AGREEMENT = Metric(
    "agreement",
    "Agreement of labels",
    "%",
    "How often the label that came with a file and the model's are the same, of the mentions that have both, from 30 on, by "
    "the format of the file. The filter's sentiments, those of the labels too, are left aside, and so is what people corrected. "
    "The interval is that of the negative share: reprints of one story have one label and are no further evidence. It tells how "
    "far two opinions are alike, not which is right; an audit tells that.",
)
KAPPA = Metric(
    "kappa",
    "Cohen's κ",
    "−1 to 1",
    "Cohen's κ = (pₒ − pₑ)/(1 − pₑ), with pₒ the agreement and pₑ the agreement that chance would bring if both gave each "
    "label as often as they do, but blindly: 1 is full agreement, 0 no more than chance. Told from 30 mentions on; not "
    "where chance alone would agree on all of them.",
    source="Cohen 1960, A coefficient of agreement for nominal scales",
)
WORDS = Metric(
    "words",
    "Mentions with a word",
    "mentions",
    "Mentions that hold a word, however often; stories (mentions of one text) are counted beside them. Words as the dictionary cuts "
    "them, from the shortest length on, without stop words and numbers. Share: of all mentions in the filter. Net sentiment: of the "
    "mentions that hold it. Growth: its share of the stories against that of the period before, from 5 stories before and 30 stories "
    "in each period on; it counts as clear from a z of 3 on (see distinctive words). Topics, emoticons and emoji count as they are "
    "written.",
)
DISTINCTIVE = Metric(
    "distinctive",
    "Distinctive words",
    "z",
    "The log-odds of a word on one side against the other, over their standard error, counted in stories: y is the stories of a side "
    "that hold the word, n the sum of y over all words, α = 500 × the word's share of both sides together and α₀ = 500; δ = "
    "ln((y₁+α)/(n₁+α₀−y₁−α)) − ln((y₀+α)/(n₀+α₀−y₀−α)); z = δ / √(1/(y₁+α) + 1/(y₀+α)). Shown from |z| = 3 and 5 stories on. Mentions that "
    "belong to both filters count on neither side; the rest is what is in the window and not in the filter. A story that has mentions "
    "on both sides counts once on each. Where a side is empty nothing is shown.",
    source="Monroe, Colaresi & Quinn 2008, Fightin' Words",
)
BURSTS = Metric(
    "bursts",
    "Bursts of words",
    "weight",
    "Days on which a word stands in clearly more of the stories than over the whole window: the batched form with two states on daily "
    "bins, a story once for each day, days without mentions skipped. p₀ is the word's share of all stories of the days, p₁ = min(2·p₀, .9999); "
    "opening a burst costs ln(days), closing it nothing; the cheapest states of all. Weight: what the days cost less under p₁ than "
    "under p₀. Of the 2,000 words in most stories; a burst takes 5 different ones.",
    source="Kleinberg 2003, Bursty and Hierarchical Structure in Streams",
)
BESIDE = Metric(
    "beside",
    "Words beside a word",
    "mentions",
    "Mentions that hold both words. How many times as often as by chance: N·n₁₁/(n₁·n₂) over stories, from 5 stories with both on; in the "
    "network stand those above 1 with the largest likelihood ratio G² = 2·Σ O·ln(O/E). A line between two words: mentions that hold "
    "both and the word in the middle.",
    source="Dunning 1993, Accurate Methods for the Statistics of Surprise and Coincidence",
)
CASCADES = Metric(
    "cascades",
    "Cascades",
    "nodes",
    "A cascade is one root and all that passes its words on; comments answer and are none of it. Nodes: its mentions, and those who are "
    "only named in chains. Depth: edges from the root to the deepest node. Breadth: most nodes at one depth. Structural virality: the mean "
    "distance of two nodes, 2·Σ s(n−s) / (n(n−1)) over all nodes but the root, s of them below it with itself; a star has 2 − 2/n, a chain "
    "(n+1)/3. Speed: time to 50 % and to 90 % of the nodes, most nodes and most new known authors of an hour from the root on. Parents are known by id; by the "
    "chain //@name: of the text, where the id names but the root; or guessed by the text: of one story the nearest earlier post, within 7 "
    "days. What is guessed, or whose parent is missing, hangs from the root; where that is above 20 %, depth and virality are of the "
    "rest and a lower bound. Impossible parents (itself, a descendant) are cut off and counted. Negative share: of its mentions "
    "whose sentiment is known, from 30 on.",
    source="Goel et al. 2016, The Structural Virality of Online Diffusion",
)
SPREADERS = Metric(
    "spreaders",
    "Key spreaders",
    "nodes",
    "Reposts caused: all that descends from a node, those within an hour of it apart. Share of reach: the followers of its author over those "
    "of all known authors here, each once, from 30 with known followers on. Betweenness: the ways from an ancestor to a descendant that lead through it, depth × descendants "
    "in a tree. PageRank: on the author graph, edges from who reposts to whose post it was. Amplifier: 5 descendants or more, and 5 % of the "
    "size. Bridge: see the communities of authors. Opinion leaders: KOL, media, official, regulator and brand accounts, and who has "
    "100,000 followers or more.",
)
COMMUNITIES = Metric(
    "communities",
    "Communities of authors",
    "authors",
    "Authors of a cascade who repost each other more than others: Leiden on the author graph, whose edges lead from who reposts to "
    "whose post it was and weigh as many reposts as there are; reposts of oneself are left out, directions do not count, the seed is "
    "fixed. Modularity: how much more of the edges lies within communities than chance would put there, from 0 to 1. Trees have a high one by "
    "themselves: it does not show that the authors know each other. Bridge: who is neither origin nor amplifier, and together with "
    "those beside him belongs to 3 communities or more. PageRank along the edges, damping .85. Reposts caused: all that descends from "
    "an author's posts, each once. An unattached repost counts as one of the origin.",
    source="Traag et al. 2019, From Louvain to Leiden",
)
COORDINATION = Metric(
    "coordination",
    "Suspected coordination",
    "mentions",
    "Mentions that were published in step. Same text at once: the same text by 5 accounts or more within 10 minutes, and on as long as "
    "each further mention of it lies in such minutes. Accounts in step: two accounts that share 5 texts or more, each published by both "
    "within 60 seconds, each used by fewer than 1 % of the known authors in the filter; accounts joined by such pairs are one group. "
    "Compared are the letters of the author's own words, before what is quoted, without called names, addresses, emoticons and marks, from "
    "10 letters on. No evidence are stock phrases and templates of platforms (config/coordination.toml), topics alone, and reposts that "
    "repeat what they repost. Left out and counted: mentions known only to the day, and those without an author. The mentions of a text "
    "count whole; its accounts are the known ones. It says what happened, not why.",
)
SPREAD_FACTORS = Metric(
    "spread_factors",
    "What spreads",
    "ratio",
    "Original posts (posts and articles) by platform, kind of author, verification, followers, length, sentiment, emotion and time of day. "
    "Reposts: the count that was exported, for what was collected shows only part of them; posts without one are left out and counted, and so "
    "are snapshots taken at publication. Of each group the median and the quartiles, from 30 posts on. Ratio: ln(1 + reposts) on all factors "
    "together by least squares, as 1 + reposts against the largest known group of the factor; interval of 95 % that allows for unequal "
    "errors and for many posts of one author (CR1, t of authors − 1). From 100 posts, 10 for each group and 50 authors on, for groups of 30 "
    "posts by 10 authors; smaller groups share one column. What is unknown is a group, unless the other factors say the same; a group that "
    "others stand for has no ratio. It says what goes together, not what causes what.",
    source="Liang & Zeger 1986; Cameron & Miller 2015",
)
ARRIVALS = Metric(
    "arrivals",
    "Order of platforms",
    "mentions",
    "Of each platform its first mention in the filter, and how much later it is than the first of all; mentions in the 24 hours after it, in "
    "all, and in its largest hour. What is known only to the day counts from the end of that day, so that it is never called earlier than an "
    "exact time of the same day; its distance is told in days, and its 24 hours are not told. Collected is what the exports hold: an earlier "
    "mention may not be among it.",
)
TOPICS = Metric(
    "topics",
    "Volume of topics",
    "mentions",
    "What texts are about, found in the texts of the whole store; a text has one topic or none. Share: of all mentions in the filter, "
    "those of no topic among them; topics in the filter choose which are told, not of what. Change: of that share against the period "
    "before, in points, from 30 mentions in each period on. It is clear where Newcombe's interval of the difference excludes 0, with "
    "n = (Σnᵢ)²/Σnᵢ² over the mentions nᵢ of each story, or of each author, of the whole view, whichever gives less, and where it holds "
    "among all topics (Benjamini and Hochberg, q = .10). Rising: clear, upwards, from 30 mentions on. Growth: of the share in percent, "
    "from 5 mentions before on. First seen: its earliest mention in the whole store as of the view, whatever the filters; what is not in "
    "the data may be earlier. New: of its mentions in the store up to the end of the window at most 1 % lie before it (a few texts are "
    "taken for it that are not), where there is a period before. Quality: low where separation, the mean "
    "silhouette of its texts, is below .15 (what was left over); high from .30 on where coherence, the mean NPMI of its ten first words, "
    "is 0 or more; else middle. Sentiment as everywhere.",
    source="Newcombe 1998; Benjamini & Hochberg 1995; Bouma 2009; Rousseeuw 1987",
)
TOPIC_COURSE = Metric(
    "topic_course",
    "Share of topics over time",
    "%",
    "The mentions of a topic divided by all mentions of the hour, day or week, those of no topic among them, from 30 on. The interval is "
    "the sampling interval (Wilson, 95 %) over the n of the negative share, here of all mentions of the bucket; none where n is below 10.",
)
CROSSING = Metric(
    "crossing",
    "Topics crossed",
    "mentions",
    "Mentions of a topic that have a platform, a brand or an aspect. The darker, the larger a part of the topic: from none to half and "
    "more. A mention of several brands or aspects counts once for each.",
)
ASSOCIATION = Metric(
    "association",
    "Topics a query goes together with",
    "z",
    "Of each topic the share of its stories that the query finds, beside the share of all other stories, those of no topic among them, "
    "from 30 on each; a story is found where one of its mentions is. z: a found in the topic, b not, c found elsewhere, d not, each + ½; "
    "z = ln(a·d/(b·c)) / √(1/a + 1/b + 1/c + 1/d). Clear from |z| = 3 on. It says what stands together, not what caused what.",
    source="Haldane 1956; Anscombe 1956; Woolf 1955",
)
DISAGREEMENT = Metric(
    "disagreement",
    "Disagreement",
    "%",
    "2 × the smaller of positive and negative, divided by both together, where they are 30 or more: 0 % where all "
    "are of one mind, 100 % where as many are for as against.",
)
CONTRIBUTION = Metric(
    "contribution",
    "What moved net sentiment",
    "pp",
    "The change of net sentiment against the period before, divided among groups. w is a group's share of the "
    "positive and negative mentions, s its net sentiment, S that of all: mean w · change of s (it felt otherwise) + "
    "(mean s − mean S) · change of w (it grew or shrank). A group that one period lacks counts there with the s of "
    "the other. All groups add up to the whole change; a mention of k groups counts 1/k for each. Not shown where a "
    "period has fewer than 30 positive and negative mentions.",
)
ASPECTS = Metric(
    "aspect_sentiment",
    "Sentiment of aspects",
    "%",
    "Of every aspect of the word lists the mentions that name it, and how their clauses about it feel: a mention may praise the "
    "screen and blame the battery. Where several clauses of one mention are about an aspect, the mention counts once. The share is "
    "of all mentions in the filter that name the aspect. Sentiments of aspects in the filter choose which aspects are "
    "told, not which mentions count. Net sentiment of an aspect is (positive − negative) / (positive + "
    "negative) of these, where the two are 30 or more; its interval is that of net sentiment, without the errors of the word lists.",
)
EMOTIONS = Metric(
    "emotions",
    "Emotions",
    "%",
    "The mentions of an emotion divided by all whose emotion is known, from 30 on. What an export says counts; otherwise the word "
    "lists decide, and a mention without any of their words has none: that is known, and not the same as unknown, where there are "
    "no words of an author's own. The interval is the sampling interval (Wilson, 95 %) over the n of the negative share.",
)
INTENTS = Metric(
    "intents",
    "Intents",
    "%",
    "The mentions of an intent (praise, inquiry, complaint, other) divided by all whose intent is known, from 30 on. The word lists "
    "decide; other is what none of them fits. The interval is the sampling interval (Wilson, 95 %) over the n of the negative share.",
)
COMPLAINTS = Metric(
    "complaint_share",
    "Complaint share",
    "%",
    "Mentions that complain, divided by all whose intent is known, from 30 on. The interval is the sampling interval (Wilson, 95 %) "
    "over the n of the negative share, without the errors of the word lists.",
)
EXPECTED = Metric(
    "expected",
    "Expected volume",
    "mentions",
    "What an hour of an ordinary day brings: the median of the same hour over the 28 latest full days before the day "
    "looked at, weekdays and weekends apart, smoothed ¼ ½ ¼ with the hours beside it. Days of recorded events are "
    "left out and days further back taken instead, at most 56; days before the first mention are not history. Where "
    "a usual day brings fewer than 24 mentions the mean stands for the median. Unknown under 14 days, or under 4 of "
    "the kind. Mentions known only to the day are left out.",
)
TREND = Metric(
    "trend",
    "Trend",
    "in a word",
    "The last 24 hours against the 24 before, each divided by its expected volume: r = ln((X₁+.5)/(m₁+.5)) − "
    "ln((X₀+.5)/(m₀+.5)). Rising or falling where r lies beyond the larger of 1.96·√(1/(X₁+.5)+1/(X₀+.5)), chance, "
    "and 2 × the root mean square of the same r over the last 27 days without recorded events, how days usually "
    "differ; otherwise steady. Not told where either has fewer than 30 mentions or no expected volume. Mentions "
    "known only to the day are left out.",
)
FORECAST = Metric(
    "forecast",
    "Forecast",
    "mentions",
    "How many mentions the next 6, 12 or 24 hours bring, from the whole hours of the 28 days before the end of the window (the "
    "newest mention, or “as of”, where that is earlier), whatever the window's beginning, from the first mention on; mentions "
    "known only to the day are left out. Four methods: the last hour goes on; the same hours of yesterday; back to the usual "
    "(the mean of each hour over 14 days without loud ones, and what is left of an outbreak, three hours in the last 48 with "
    "2.5 times the usual and more than chance explains: its excess falls as it fell since its peak, by log-linear least "
    "squares, or halves every 6 hours as long as that cannot be seen); the usual and the excess by Holt's trend, damped. Each "
    "is tried at every hour that has a day before it, with what was known then. Error: the mean absolute error of the total of "
    "the hours ahead; relative: divided by that of the same hours of yesterday. The method with the least is taken, of equals "
    "the first named. Amid an outbreak only hours amid outbreaks are tried, outside one only the others. Where these are fewer "
    "than 3 times the hours ahead, all are tried, and taken is the way back to the usual amid an outbreak, otherwise the same "
    "hours of yesterday. Interval, 80 %: the quantiles of (1 + what came)/(1 + forecast), tries as many hours apart being "
    "independent; none with fewer tries of the kind, or where it would reach 8 times the forecast. None of it under 48 hours. "
    "It carries on what was, and knows no causes.",
    source="Gardner & McKenzie 1985, Forecasting Trends in Time Series; Hyndman & Koehler 2006; Lei et al. 2018, Distribution-Free Predictive Inference",
)
LIGHT = Metric(
    "light",
    "Light",
    "level",
    "Interim rule, until the early warning index takes its place. p is the negative share of the 24 hours looked at, "
    "p₀ that of the 28 days before them, those left out that have more than 3 times the mentions of their median day, z = "
    "(p − p₀)/√(p₀(1 − p₀)/n + .04²), n as for the interval of the negative share. The filter's window and sentiments are left "
    "aside. The band is p₀ ± 2 of these roots. Level 0: within or below the band; 1: above it (z over 2); 2: far "
    "above (z from 3.5 on). Not told where fewer than 30 mentions of the 24 hours, or fewer than 200 of the 28 days, "
    "have a known sentiment, or the first mention is less than 14 days before the 24 hours. It knows nothing of "
    "volume: the trend says that.",
)

ISSUES = Metric(
    "issues",
    "Issues",
    "mentions",
    "The mentions of each problem, topic and combination of the watchlist, those with most negative mentions first; one that "
    "belongs to several counts in each. The change is against the period before.",
)

# What is done about mentions: what the exports show of it, and apart from that what people noted in the ledger.
REPLY_RATE = Metric(
    "reply_rate",
    "Reply rate",
    "%",
    "From the data: the mentions that an account of kind official or brand answered with a comment, repost or post right under "
    "them, divided by those whose thread is known, from 30 on. Counted are posts, comments, reposts and reviews that are "
    "not by such accounts. The thread of a post is known where the store holds a comment under it; for a comment or repost, where it "
    "holds a comment to one of its thread that is not the first; none is where no author is known as official or brand. How many are "
    "known is told beside it: an export without comments shows neither an answer nor its lack. Private messages are never seen. The interval is that of the negative share.",
)
REPLY_TIME = Metric(
    "reply_time",
    "Time to reply",
    "time",
    "From the data: the median time from the publication of a mention that counts as answered in the reply rate to its first "
    "official answer, from 30 on, and the range of the middle 80 %. Left out and counted: where either is known only to the day, and "
    "answers dated before what they answer.",
)
OPEN = Metric(
    "open",
    "Still open",
    "mentions",
    "Mentions of the filter that the ledger has as to be handled or in progress. Of each mention its latest entry counts.",
)
REPLIED = Metric("replied", "Replied to", "mentions", "Mentions of the filter that the ledger has as replied to.")
CLOSED = Metric("closed", "Closed", "mentions", "Mentions of the filter that the ledger has as closed.")
WAITING = Metric(
    "waiting",
    "Oldest open negative",
    "wait",
    "From the publication of the oldest negative mention that the ledger has as to be handled or in progress, up to the newest "
    "mention of the store, or to “as of” where that is earlier.",
)
HANDLED_SHARE = Metric(
    "handled_share",
    "Negative taken in",
    "%",
    "From the ledger: the negative mentions of the filter that stand in it, whatever their status, divided by all its negative mentions, "
    "from 30 on. It is a count and no sample, so there is no interval.",
)
ANSWERED_SHARE = Metric(
    "answered_share",
    "Replied to or closed",
    "%",
    "From the ledger: the mentions that it has as replied to or closed, divided by all of it but those with nothing to do, from "
    "30 on. It is a count and no sample, so there is no interval.",
)
LEDGER_TIME = Metric(
    "ledger_time",
    "Noted time to reply",
    "time",
    "From the ledger: the median time from the publication of a mention that is replied to or closed to the time of reply that "
    "people noted, or where they noted none to when they said that it is replied to; from 30 on, with the range of the middle 80 %. "
    "Left out and counted: mentions known only to the day, and those without a time of reply or with one before their publication.",
)

# The health of the data: findings rather than measures. Their thresholds stand in analysis/thresholds.py.
MISSING = Metric(
    "missing",
    "Missing fields",
    "%",
    "The share of mentions without a field, by the format of the files that hold them; a mention of several formats counts "
    "in each. A finding where text or author is missing in at least 5 % of at least 30 mentions: other fields are often not "
    "shown by a platform at all.",
)
PRECISION = Metric(
    "precision",
    "Times without an hour",
    "mentions",
    "Mentions of which only the day or the week of publication is known, by format. A finding where they are at least 5 % "
    "of at least 30 mentions.",
)
REJECTED = Metric(
    "rejected",
    "Rejected records",
    "records",
    "What was found in the files and could not be stored, by format and reason, with its share of all that was found. It is "
    "kept as it was exported.",
)
CLOCK = Metric(
    "clock",
    "Activity at night",
    "mentions",
    "The five quietest hours of the day of a file's mentions whose time of day is known; files of one format with fewer than "
    "500 are taken together. A finding where these hours begin 5 hours or more away from 1 at night and hold at most half of "
    "what five of 24 hours would hold if all were alike (10.4 %).",
)
FUTURE = Metric(
    "future",
    "Published after the import",
    "mentions",
    "Mentions whose time of publication is later than the import of a file that holds them.",
)
GAPS = Metric(
    "gaps",
    "Days without mentions",
    "days",
    "Days in a row on which a platform has no mention. Expected is the sum over these days of the median of the same weekday "
    "in the 14 days before and the 14 after. A finding where it is at most 31 days, at least 10 were expected and both sides "
    "are dense: at least 7 days, of which at most 15 % are empty; weekdays that usually are and other silences of several days are left out.",
)
DROPS = Metric(
    "drops",
    "Sudden drop of a platform",
    "mentions",
    "The latest full week (Monday to Sunday) that ended before the day by which a file of the platform has 99 % of its "
    "mentions, against the median of the 8 weeks before (at least 4). A finding where the median is at least 30, the week at most half of it, and "
    "the fall at least 3.5 times the larger of 1.4826 × the median absolute deviation and the root of the median.",
)
DAMAGED = Metric(
    "damaged",
    "Damaged ids",
    "ids",
    "Ids that a spreadsheet rounded (4.67E+15, or zeros at the end), as found when the file was read. Such a mention is "
    "identified by its address, or by its author, time and text.",
)
COUNTS = Metric(
    "counts",
    "Counts that are not final",
    "mentions",
    "Mentions whose likes, comments and reposts are capped by the tool (100万+) or were taken at publication, by format.",
)
REPEATS = Metric(
    "repeats",
    "Files that brought little new",
    "%",
    "The share of the mentions found in a file that were merged with others, of the same file or earlier ones. A finding "
    "from 80 % on.",
)
COPIES = Metric(
    "copies",
    "Same text by the same author",
    "mentions",
    "Mentions that repeat, word for word, an earlier text of at least 10 characters by the same author; reposts are left out. "
    "A finding from 10 by one author on.",
)
CHANNELS = Metric(
    "channels",
    "Channels that no file covers",
    "channels",
    "Of Weibo, WeChat, Douyin, Xiaohongshu, Kuaishou, Bilibili, Zhihu, Tieba, Toutiao and news those without a single mention "
    "in the store.",
)

METRICS = {
    metric.name: metric
    for metric in (
        VOLUME, AUTHORS, ENGAGEMENT, HEAT, STORIES, SHARE, SENTIMENT, KNOWN, NEGATIVE_SHARE, NET_SENTIMENT, CORRECTED, CLASS_PRECISION, RECALL, AGREEMENT, KAPPA, DISAGREEMENT, CONTRIBUTION, ASPECTS, EMOTIONS, INTENTS, COMPLAINTS,
        WORDS, DISTINCTIVE, BURSTS, BESIDE, CASCADES, SPREADERS, COMMUNITIES, COORDINATION, SPREAD_FACTORS, ARRIVALS, TOPICS, TOPIC_COURSE, CROSSING, ASSOCIATION,
        EXPECTED, TREND, FORECAST, LIGHT,
        ISSUES, REPLY_RATE, REPLY_TIME, OPEN, REPLIED, CLOSED, WAITING, HANDLED_SHARE, ANSWERED_SHARE, LEDGER_TIME, MISSING, PRECISION, REJECTED, CLOCK, FUTURE, GAPS, DROPS, DAMAGED, COUNTS,
        REPEATS, COPIES, CHANNELS,
    )
}  # fmt: skip
