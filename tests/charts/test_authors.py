import pandas as pd

from charts import theme
from charts.authors import top_authors

AUTHORS = pd.DataFrame(
    {
        "author_name": ["Ann & <b>Bob</b>", None, "一二三四五六七八九十一二三"],
        "platform": ["weibo", "myspace", None],
        "platform_name": ["Weibo", "MySpace", None],
        "mentions": [1200, 3, 1],
        "engagement": pd.array([123456, None, 0], dtype="Int64"),
    }
)


def test_an_author_has_its_name_at_the_left_and_its_platform_after_the_number():
    figure = top_authors(AUTHORS)
    (bars,) = figure.data
    assert list(figure.layout.yaxis.ticktext) == [
        "Ann &amp; &lt;b&gt;Bob&lt;/b&gt;",
        "Unknown",
        "一二三四五六七八九十一…",
    ]
    assert list(bars.x) == [1200, 3, 1]
    assert list(bars.text) == ["1.2k · Weibo", "3 · MySpace", "1 · Unknown"]


def test_an_author_has_the_colour_of_its_platform():
    (bars,) = top_authors(AUTHORS).data
    assert list(bars.marker.color) == [theme.PLATFORM["weibo"], theme.GREY, theme.GREY]


def test_hover_tells_engagement_and_unknown_from_zero():
    (bars,) = top_authors(AUTHORS).data
    assert list(bars.hovertext) == [
        "Ann &amp; &lt;b&gt;Bob&lt;/b&gt; · Weibo<br>1,200 mentions<br>Engagement 123,456",
        "Unknown · MySpace<br>3 mentions<br>Engagement –",
        "一二三四五六七八九十一… · Unknown<br>1 mentions<br>Engagement 0",
    ]


def test_two_authors_of_one_name_are_two_bars():
    figure = top_authors(AUTHORS.assign(author_name="Ann"))
    assert list(figure.data[0].y) == [0, 1, 2]
    assert list(figure.layout.yaxis.ticktext) == ["Ann"] * 3
