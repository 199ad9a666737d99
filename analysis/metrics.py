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
BRAND_REPLIES = Metric(
    "brand_replies",
    "Replies of each brand",
    "%",
    "Of the negative mentions that name a brand, how many its own official accounts answered, divided by those whose thread is known, from 30 on. "
    "Threads, answers and times are those of the reply rate and the time to reply; a thread counts as known only on platforms where the store holds an official "
    "account of the brand. An account is of the brand that the list of accounts says; one that is official and listed for no brand is of the "
    "brand, of all that are known, whose name stands in its own, else of the one that most of its mentions name. A mention that only another's official account answered counts as "
    "known and not as answered. Without an account of the brand in the store its replies are not known. The interval is that of the negative share; "
    "a difference is told where Newcombe's interval excludes 0, held among all pairs (Benjamini–Hochberg, q = .10).",
)
BRAND_TOPICS = Metric(
    "brand_topics",
    "Topics of a brand",
    "z",
    "Of each topic its share of the stories that name the brand, beside its share of those that name one of the other compared brands, from 30 on each; a mention "
    "that names the brand and another is on neither side. z: a stories of the brand in the topic, b its others, c those of the other brands in the topic, d their others, each "
    "+ ½; z = ln(a·d/(b·c)) / √(1/a + 1/b + 1/c + 1/d). Shown from |z| = 3 and 5 stories on, where Newcombe's interval of the difference of the shares "
    "excludes 0 and the difference holds among all topics (Benjamini–Hochberg, q = .10).",
    source="Haldane 1956; Anscombe 1956; Woolf 1955; Newcombe 1998",
)
AUTHOR_OVERLAP = Metric(
    "author_overlap",
    "Authors of two brands",
    "authors",
    "The distinct known authors in the filter who name both brands, in one mention or in several, and their share of the authors of the brand that fewer name, "
    "from 30 on. A cell opens all that these authors say of either brand; how many mentions that is stands beside it. n counts each author of two or more brands once.",
)
MOVED = Metric(
    "moved",
    "Authors that moved",
    "authors",
    "The known authors who name a compared brand both in the window and in one as long before it, by the brand that most of their mentions name in either; who names two "
    "brands as often is in none. A mention that names several counts for each. The share is of all such authors of the brand before, from 30 on. A cell opens all that these "
    "authors say of either brand now. A direction is told where, of all who moved between two brands, the Wilson interval of the "
    "share of one direction excludes one half, held among all pairs (sign test, Benjamini–Hochberg, q = .10).",
)
ALIGNED = Metric(
    "aligned",
    "Launches aligned",
    "per day",
    "What is said of a brand on each day from a day 0 of its own to day 60: its mentions; these divided by the mean of the 28 days before day 0, where all of these are known "
    "and hold 30 mentions; its share of what is said of all compared brands that day, from 30 on, a mention of several counting for each; its net sentiment, from 30 positive or "
    "negative on. Days before the brand's first mention in the store or after its last, and the day of the newest mention, are unknown. A difference is told of the first 7 "
    "days: log ratio to 7 usual days, its error √(φ(1/x₁ + 1/x₀)), φ = variance over mean of the 28 days, 1 at least; |z| from 1.96 on, held among all pairs (Benjamini–Hochberg, q = .10).",
)
PEAKS = Metric(
    "peaks",
    "Peaks aligned",
    "per hour or day",
    "Two windows laid over one another at the hour, or where one is longer than two weeks the day, of most mentions, the first of those as large: 48 hours or 14 days on either "
    "side. The share of the peak in its window is told from 30 mentions on and not compared: of fewer mentions the largest bin is a larger part by chance alone. By the hour, mentions known only to the day are left out.",
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

RISKS = Metric(
    "risks",
    "Risks",
    "points",
    "Topics (aspects, where no topics have been found yet) by growth × negative share × number of complaints. A complaint is a mention whose intent is complaint. Growth is (complaints + ½) / "
    "(complaints in the period before + ½); it is clear where the interval of this ratio of two Poisson counts, by independent voices, excludes 1, held at q = .10 over all topics. The negative share "
    "is of all mentions of the topic whose sentiment is known; from 30 of them on a topic is ranked. Without a period before growth is left out of the score.",
)
PRAISED = Metric(
    "praised",
    "Positive voices",
    "points",
    "Topics (aspects, where no topics have been found yet) by growth × positive share × number of mentions whose intent is praise, each counted as for the risks. The most noticed is the one with most heat.",
)
CASES = Metric(
    "cases",
    "Similar past cases",
    "cosine",
    "Of a risk the earlier weeks in which its complaints were clearly above usual: z ≥ 3.5 and at least 1.5 times the median of the 8 weeks before (at least 4 of them known: weeks in which the store holds nothing at all of the filters' platforms are left out) and at least 10; "
    "z = ln((x+½)/(m+½)) / √(1/(m+1) + τ²), τ such that 1.4826 × the median of |z| over the weeks before is 1 (0 if already below). Weeks in a row are one case; recorded events with at least 10 of its complaints are cases "
    "too, unless they are of other brands than the filters name. They are ordered by the cosine between the shares of topic × aspect among all complaints then and in the window. Cases ended before the window. The data count from the first day of which the four weeks from it on hold mentions on at least a quarter as many days as those from the day of the median mention on.",
)
INQUIRIES = Metric(
    "inquiries",
    "Unanswered inquiries",
    "mentions",
    "Mentions whose intent is inquiry, in clusters: those of a story that asks at least three times, the others by their topic and first aspect. One is open where its thread is known and no official or brand account answers it "
    "(as in the reply rate); where its thread is not known, neither is whether it was answered. Growth as for the risks. The first answer is the earliest one to any inquiry of the cluster; its time counts from the first inquiry in "
    "the view. Replies noted in the ledger do not count.",
)
SEASONS = Metric(
    "seasons",
    "Seasons of complaints",
    "%",
    "The share of the complaints of a month, or weekday, that name an aspect, over all time whatever the window, from 30 complaints on, with Wilson's interval by independent voices. It differs where Newcombe's interval of the difference "
    "from its share in all other months, or weekdays, excludes 0, held at q = .10 over all cells. Against the year before: the same month, where Newcombe's interval excludes 0, held at q = .10 over all that can be compared. A complaint that names several aspects counts for each. "
    "A weekday, and the others together, is worth no more voices than its dates agree on (the variance of the share between them, ratio estimator), nor than the weeks that its complaints are worth "
    "((Σn)²/Σn², n of each week): what one crisis brought on its days is no rhythm. "
    "By weekday those known only to the week or month are left out, by month those known only to the year.",
)

SHARE_OF_VOICE = Metric(
    "share_of_voice",
    "Share of voice",
    "%",
    "What is said of a brand divided by what is said of all compared brands together, by mentions, by engagement or by estimated "
    "impressions, whichever is printed; from 30 mentions on of which it is known, and not where a brand has mentions and it is known of none of them. A mention that names several of the brands counts once "
    "for each; how many do is told. A change against the period before is in points; by mentions it is called clear where Newcombe's "
    "interval of the difference excludes 0, both shares over as many independent voices as of the mentions whose sentiment is known, and holds among the brands (Benjamini–Hochberg, q = .10); "
    "so is that from the first whole bucket with shares to the last. The compared brands are those that the "
    "filters choose, from two on, else those of the watchlist, at most 8, ours always.",
)
IMPRESSIONS = Metric(
    "impressions",
    "Estimated impressions",
    "impressions",
    "The sum over mentions of coefficient × (followers of the author + reposts that the data lacks × the median of the known followers of the platform in the "
    "view). Reposts that the data lacks are those counted less those that the store holds, at least 0; none for reposts without words of their own and for "
    "snapshots, whose counts are the original's or unfinished. Coefficients stand in config/impressions.toml (Weibo .04, X .08, Facebook .07, Instagram .15): old "
    "constants of a vendor, good for comparing brands and not for how many people read it. Mentions on other platforms and those whose author's followers are unknown have none and are counted beside it.",
    source="old vendor constants",
)
STANDING = Metric(
    "standing",
    "Standing",
    "%",
    "Net sentiment and negative share of each compared brand with their sampling intervals, over all mentions that name it. The difference of a brand to ours "
    "is of mentions that name only one of the compared brands, for one that names both would stand on both sides. Its interval is Newcombe's, "
    "twice that of the positive share of positive and negative, with independent voices for n; clear where it excludes 0 and the "
    "difference holds among all brands (Benjamini–Hochberg, q = .10).",
)
ASPECT_MATRIX = Metric(
    "aspect_matrix",
    "Aspects by brand",
    "mentions",
    "For each of the aspects of most mentions and each compared brand the mentions that name both, their part of the brand's mentions (from 30 "
    "on), and the net sentiment of the clauses about the aspect (from 30 on that are positive or negative), whatever else the mentions say. A mention of several brands counts for each of "
    "them, because its clauses are not told apart by brand.",
)
BRAND_RANKING = Metric(
    "brand_ranking",
    "Ranking of brands",
    "points",
    "100 × the weighted mean of four terms from 0 to 1: estimated impressions and mentions, each divided by the most that any brand has; net sentiment, "
    "0 at −100 % and 1 at 100 %; engagement rate divided by the highest. A brand without mentions has no impressions (0). The weights are 3, 2, 2 and 1 unless set otherwise on the page of settings. Engagement rate is "
    "the engagement of the mentions of authors of whom both engagement and followers are known, divided by the sum of these authors' largest follower counts, from 30 such authors on. A term that is unknown for any of the "
    "brands is left out for all of them, and the other weights make up the whole.",
)
PASSION = Metric(
    "passion",
    "Passion",
    "mentions per author",
    "Mentions whose author is known divided by their distinct authors, from 30 authors on. It grows with the length of the window: compare it over equal windows only. "
    "Authors of one brand clearly write more each where p < .05 (z of the difference of the means) and it holds among all pairs (Benjamini–Hochberg, q = .10); the variance among the authors of either counts as at least that of both together.",
)

FIGURES = Metric(
    "figures",
    "Figures of the business",
    "as loaded",
    "Figures of a day as loaded on the import page: orders, sales, returns, complaints filed and tickets add up over the days of a bucket (a week or month with a day missing is not drawn), "
    "all others are the mean of its known days. Days without a figure are unknown, never 0. Where several files say the same day, brand "
    "and figure, the one loaded last counts.",
)
LEAD_LAG = Metric(
    "lead_lag",
    "Lead and lag",
    "correlation",
    "Pearson's correlation between the change of the talk from one day to the next and that of the figure so many days later, from −14 to "
    "+14 days. Both series are first freed of the means of their weekdays and of a linear trend by least squares; counts of mentions and "
    "figures that are never negative enter as ln(1 + value). Interval: Fisher's z with (n − 7)·(1 − φ₁φ₂)/(1 + φ₁φ₂) − 3, n the pairs of days, "
    "7 what weekdays and trend took, φ the correlation of each series of changes with its own day before; it holds for all 29 lags together (95 %, "
    "Bonferroni). It takes 28 days on which both are known. Days that still run, days with fewer than 30 mentions for a share and, for "
    "complaints, days without any mention at all are left out. A correlation is no cause: something else may move both.",
    "Bartlett 1935; Fisher 1921",
)
AROUND = Metric(
    "around",
    "Before, during, after",
    "per day",
    "The mean per day of each figure in the window, in the span of equal length before it and in that after it, over the days that are "
    "known; their number is shown, and what is not known is never 0. Differences are against before, with Welch's interval of 95 %, each "
    "mean counting n·(1 − φ)/(1 + φ) days, φ how much a day is like the one before in the eight weeks before the window (freed of "
    "weekdays where 28 days are known); none is told under 7 known days, nor where the days are too alike. A difference is called one where it holds among all figures "
    "(Benjamini–Hochberg, q = 10 %). Spans that are no whole weeks compare different weekdays.",
    "Welch 1947",
)
HOT_SEARCHES = Metric(
    "hot_searches",
    "Hot searches",
    "words",
    "Words of the exported lists that hold a word of a watched brand, or that the keyword of the filter finds. The usual step of a board is "
    "the median time between its lists; a word seen again within two steps stayed meanwhile, so minutes are from list to list and at least "
    "so many. Best rank and highest heat are those of the lists; what stood between two lists is not known.",
)

AUTHOR_RANKING = Metric(
    "author_ranking",
    "Top authors",
    "authors",
    "Known authors (one per platform and account, by account id, or by name where no id was exported) with their mentions, engagement, "
    "negative and positive mentions in the filter. Reach is the largest number of followers that their mentions there show, as collected. "
    "Negative share and net sentiment need 30 mentions of known, or of positive or negative, sentiment. First, last, earlier (before the "
    "window) and the mentions per week (the latest 26 weeks at most) are of all mentions as of the view, whatever else is filtered. What "
    "has no author is counted beside it.",
)
AS_EXPORTED = Metric(
    "as_exported",
    "Groups as exported",
    "mentions",
    "Mentions by what exports say of their author: gender (the words that they have for the same are one value; secret and the like are "
    "unknown) and verification. Nothing is inferred, neither from names nor from texts; unknown is a group of its own. Two groups differ "
    "in net sentiment where Newcombe's interval of the difference excludes 0, both by their effective number of mentions.",
)
OUTLETS = Metric(
    "outlets",
    "Outlets",
    "mentions",
    "Articles, and what accounts of media publish, by outlet: for an article of the news the site that the export names, else the host of "
    "its address, else its author; elsewhere the account, else the site, else the host. The level is what the export says of it, else "
    "that of the name in config/outlets.toml. Original: of all outlets' mentions of its story, as of the view, it is the first; what is "
    "known to the day only comes after that day's others; what has no story is its own. All others are reprints. Effective outlets: "
    "1/Σ(cᵢ/Σc)², the number of equally large outlets that would be as concentrated; from 30 mentions on.",
    "Herfindahl; DB4401/T 12—2023",
)
OWN_CONTENT = Metric(
    "own_content",
    "Own content",
    "posts",
    "Posts and articles of our own accounts: those that the account list has for a brand of ours, and official and brand accounts that it has for none "
    "and that are ours as replies of brands tell it, by the brand that their name holds, else by the one that most of their mentions name. Where no brand is marked as ours, all official and brand accounts that the list has for no brand. Engagement per follower: engagement over the most followers that the account shows in the filter, from 30 followers on, both "
    "as collected. Reposts caused: what descends from the post in its cascade; beside it the number that the export shows. Comments: those "
    "of its thread, official accounts' left out, whatever else is filtered, with their negative share and net sentiment from 30 on. Own "
    "share: mentions by our own accounts over these and the mentions of our brands by all others, from 30 on; where no brand is marked as "
    "ours, of all others.",
)
COVERAGE = Metric(
    "coverage",
    "Channels covered",
    "mentions",
    "Of every platform that Guanlan knows (config/platforms.toml) its mentions in the window and in all, the days of the first and the last, and "
    "the days of silence from the last to the newest day on which two platforms speak. Ended early: a usual day (the median of the "
    "latest 28 days up to its last, from 14 days on), times the days of silence, comes to 10 mentions or more. That a platform is not in the "
    "data does not say that nothing was said there.",
)
SEGMENTS = Metric(
    "segments",
    "Segments of the audience",
    "mentions",
    "Each mention belongs to at most one segment: the first, in their order, whose conditions it meets (see settings). Share: of all "
    "mentions in the filter, from 30 on. Its change on the period before has Newcombe's interval over independent voices (see the negative "
    "share) and counts as clear where that excludes 0, held at q = .10 (Benjamini–Hochberg) over all segments. Authors: distinct known "
    "ones. Sentiment and net sentiment as everywhere.",
)
NEWCOMERS = Metric(
    "newcomers",
    "New and returning authors",
    "mentions",
    "An author is new in a bucket (a day, a week, the whole window) where the same filters without the window leave no mention of theirs "
    "before it, however long ago, and returning otherwise. The data begin, of the filters' platforms, brands, "
    "queries and imports, with the first day of which the four weeks from it on hold mentions on at least a quarter as many days as those from the day of the median mention on. Where they reach back less than 28 days before a bucket (less than the window, where that is shorter or "
    "taken as a whole) its known authors are too early to tell. Somebody who spoke before the data begin counts as new, so that the "
    "part of new ones falls the longer they reach back. Share: of the distinct known authors of the bucket, from 30 on, with Wilson's "
    "interval of 95 %.",
)
REGIONS = Metric(
    "regions",
    "Regions",
    "mentions",
    "The region as the export tells it; the known spellings of a province count as one. Share: of the mentions whose region is known, from "
    "30 on. Expected are as many authors (each once in a province; a mention without one counts for itself) as if those of the filter were "
    "shared out among the provinces like all others in the store on the same platforms, from 100 authors in the filter and 300 others on. A province "
    "stands out from 1.5 times as many on where that is no chance: the exact one-sided test of two Poisson rates (binomial, given both "
    "counts), held at q = .10 (Benjamini–Hochberg) over all provinces. Local: one or two stand out and hold at least half of the authors; "
    "regional: three to seven that do; national: otherwise, where at least eight provinces have a mention; else it cannot be told. Where the "
    "filter names regions none of this is told.",
)
RHYTHM = Metric(
    "rhythm",
    "Rhythm of the day",
    "mentions",
    "Mentions by hour of the day in the store's time zone, of each of the twelve largest platforms or each weekday. Mentions known to the "
    "day only are left out, and how many. Share: of the mentions of the row, from 30 on. The busiest hours are the three in a row with "
    "most mentions; they are called so where their share lies above 3/24 by a z test over independent voices (see the negative share), "
    "held at q = .10 (Benjamini–Hochberg) over all 24 runs of three hours.",
)

METRICS = {
    metric.name: metric
    for metric in (
        VOLUME, AUTHORS, ENGAGEMENT, HEAT, STORIES, SHARE, SENTIMENT, KNOWN, NEGATIVE_SHARE, NET_SENTIMENT, CORRECTED, CLASS_PRECISION, RECALL, AGREEMENT, KAPPA, DISAGREEMENT, CONTRIBUTION, ASPECTS, EMOTIONS, INTENTS, COMPLAINTS,
        WORDS, DISTINCTIVE, BURSTS, BESIDE, CASCADES, SPREADERS, COMMUNITIES, COORDINATION, SPREAD_FACTORS, ARRIVALS, TOPICS, TOPIC_COURSE, CROSSING, ASSOCIATION,
        EXPECTED, TREND, FORECAST, LIGHT,
        RISKS, PRAISED, CASES, INQUIRIES, SEASONS,
        ISSUES, REPLY_RATE, REPLY_TIME, OPEN, REPLIED, CLOSED, WAITING, HANDLED_SHARE, ANSWERED_SHARE, LEDGER_TIME, MISSING, PRECISION, REJECTED, CLOCK, FUTURE, GAPS, DROPS, DAMAGED, COUNTS,
        REPEATS, COPIES, CHANNELS,
        SEGMENTS, NEWCOMERS, REGIONS, RHYTHM,
        AUTHOR_RANKING, AS_EXPORTED, OUTLETS, OWN_CONTENT, COVERAGE,
        FIGURES, LEAD_LAG, AROUND, HOT_SEARCHES,
        BRAND_REPLIES, BRAND_TOPICS, AUTHOR_OVERLAP, MOVED, ALIGNED, PEAKS,
        SHARE_OF_VOICE, IMPRESSIONS, STANDING, ASPECT_MATRIX, BRAND_RANKING, PASSION,
    )
}  # fmt: skip
