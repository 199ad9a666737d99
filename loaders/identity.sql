-- Who is who across tools: a mention's id is 128 bits of (namespace, canonical key), see docs/formats.md, Identity.
-- A key is written [namespace, key]; NULL where nothing is known. Arguments are columns: macros are pasted.

CREATE OR REPLACE MACRO key_in(namespace, key) AS CASE WHEN key IS NOT NULL THEN [namespace, key] END;
-- An exported id is a key unless a spreadsheet damaged it.
CREATE OR REPLACE MACRO id_key(namespace, id) AS CASE WHEN NOT is_damaged(id) THEN [namespace, id] END;
CREATE OR REPLACE MACRO id_of_key(pair) AS CAST(left(sha256(pair[1] || chr(31) || pair[2]), 32) AS UUID);

-- Weibo: a bid is its mid in base 62, in groups of four characters for seven digits. The key is md5(mid), so that an
-- export that hashes its ids (MD5-mid) meets one that does not.
CREATE OR REPLACE MACRO base62(digits) AS list_reduce(list_transform(string_split(digits, ''),
    lambda c: strpos('0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ', c) - 1), lambda a, b: a * 62 + b);
CREATE OR REPLACE MACRO mid_of_bid(bid) AS CASE WHEN regexp_full_match(bid, '[1-9A-Za-z][0-9A-Za-z]{8}') THEN CAST(list_reduce(
    list_transform([left(bid, 1), substr(bid, 2, 4), right(bid, 4)], lambda part: base62(part)), lambda a, b: a * 10000000 + b) AS VARCHAR) END;
CREATE OR REPLACE MACRO is_mid(id) AS regexp_full_match(id, '\d{10,19}') AND NOT is_damaged(id);
-- A spreadsheet keeps 15 digits and makes the 16th a zero: where the id ends in one, the bid knows better.
CREATE OR REPLACE MACRO mid_of(id, bid) AS CASE WHEN is_mid(id) AND NOT ends_with(id, '0') THEN id
    ELSE coalesce(mid_of_bid(bid), mid_of_bid(id), CASE WHEN is_mid(id) THEN id END) END;
CREATE OR REPLACE MACRO weibo_key(mid) AS key_in('weibo', md5(mid));

-- Until 2011 a bid had six characters; here what stands in the column is known to be one.
CREATE OR REPLACE MACRO mid_of_short_bid(bid) AS CASE WHEN regexp_full_match(bid, '[1-9A-Za-z][0-9A-Za-z]{5}')
    THEN CAST(base62(left(bid, 2)) * 10000000 + base62(right(bid, 4)) AS VARCHAR) END;
CREATE OR REPLACE MACRO bid_key(bid) AS weibo_key(coalesce(mid_of_bid(bid), mid_of_short_bid(bid)));

-- The md5 of an id as exports hash it: neither that of a blank nor what 新浪舆情通 writes for none.
CREATE OR REPLACE MACRO hashed_id(x) AS CASE WHEN regexp_full_match(lower(x), '[0-9a-f]{32}')
    AND lower(x) NOT IN ('d41d8cd98f00b204e9800998ecf8427e', 'e6fda0f0d3e0adfff69e334462d1ef6a') THEN lower(x) END;

-- The address without what differs from one copied link to the next.
CREATE OR REPLACE MACRO without_tracking(query) AS trim(regexp_replace(query,
    '(?i)(^|&)(utm_[a-z]+|spm|spm_id_from|share_[a-z]+|xsec_[a-z]+|vd_source|fbclid|gclid|refer_flag)=[^&]*', '', 'g'), '&');
CREATE OR REPLACE MACRO bare_url(url) AS regexp_replace(regexp_replace(url, '#.*$', ''), '(?i)^https?://(www\.)?', '');
CREATE OR REPLACE MACRO url_path(bare) AS rtrim(lower(regexp_extract(bare, '^[^/?]*')) || regexp_extract(bare, '^[^/?]*(/[^?]*)', 1), '/');
CREATE OR REPLACE MACRO url_query(bare) AS nullif(without_tracking(regexp_extract(bare, '\?(.*)$', 1)), '');
CREATE OR REPLACE MACRO url_key(bare) AS CASE WHEN bare IS NOT NULL THEN ['url', concat_ws('?', url_path(bare), url_query(bare))] END;

-- Ids inside addresses.
CREATE OR REPLACE MACRO found_in(url, pattern) AS nullif(regexp_extract(url, pattern, 1), '');
CREATE OR REPLACE MACRO weibo_in(url) AS found_in(url, '(?i)^https?://(?:www\.|m\.)?weibo\.(?:com|cn)/(?:\d+|status|detail)/([0-9A-Za-z]+)');
-- A comment's address is its post's with the comment's id added.
CREATE OR REPLACE MACRO youtube_in(url) AS coalesce(found_in(url, '[?&]lc=([\w.-]+)'), found_in(url, '[?&]v=([\w-]{11})'),
    found_in(url, '(?i)(?:youtu\.be|/shorts|/live|/embed)/([\w-]{11})'), found_in(url, '/post/([\w-]+)'));
CREATE OR REPLACE MACRO instagram_in(url) AS coalesce(found_in(url, '/c/(\d+)'), found_in(url, '/(?:p|reels?|tv)/([\w-]+)'));
CREATE OR REPLACE MACRO facebook_in(url) AS coalesce(found_in(url, '[?&]reply_comment_id=([^&#]+)'), found_in(url, '[?&]comment_id=([^&#]+)'),
    found_in(url, '[?&](?:story_fbid|fbid|v)=(\d+|pfbid\w+)'), found_in(url, '/(?:posts|permalink|videos|photos|reel)/(?:[^/?#]+/)?(\d+|pfbid\w+)'),
    found_in(url, '^[^/]+//[^/]+/\d+_(\d+)'));
CREATE OR REPLACE MACRO zhihu_in(url) AS coalesce('answer/' || found_in(url, '/answer/(\d+)'), 'article/' || found_in(url, '/p/(\d+)'),
    'zvideo/' || found_in(url, '/zvideo/(\d+)'));
CREATE OR REPLACE MACRO named_key(url, weibo) AS CASE
    WHEN weibo IS NOT NULL THEN weibo_key(mid_of(weibo, NULL))
    WHEN regexp_matches(url, '(?i)^https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/') THEN key_in('x', found_in(url, '/status(?:es)?/(\d+)'))
    WHEN regexp_matches(url, '(?i)^https?://[^/]*xiaohongshu\.com/') THEN key_in('xiaohongshu', found_in(url, '/([0-9a-f]{24})'))
    WHEN regexp_matches(url, '(?i)^https?://[^/]*douyin\.com/') THEN key_in('douyin', found_in(url, '/(?:video|note)/(\d+)'))
    WHEN regexp_matches(url, '(?i)^https?://(?:www\.|m\.)?bilibili\.com/') THEN key_in('bilibili', found_in(url, '/video/av(\d+)'))
    WHEN regexp_matches(url, '(?i)^https?://(?:www\.)?kuaishou\.com/') THEN key_in('kuaishou', found_in(url, '/short-video/([\w-]+)'))
    WHEN regexp_matches(url, '(?i)^https?://tieba\.baidu\.com/') THEN key_in('tieba', CASE WHEN NOT regexp_matches(url, '[?&]pid=') THEN found_in(url, '/p/(\d+)') END)
    WHEN regexp_matches(url, '(?i)^https?://(?:[a-z]+\.)?zhihu\.com/') THEN key_in('zhihu', zhihu_in(url))
    WHEN regexp_matches(url, '(?i)^https?://(?:[a-z]+\.)?(?:youtube\.com|youtu\.be)/') THEN key_in('youtube', youtube_in(url))
    WHEN regexp_matches(url, '(?i)^https?://(?:[a-z]+\.)?tiktok\.com/') THEN key_in('tiktok', found_in(url, '/(?:video|photo|v)/(\d+)'))
    WHEN regexp_matches(url, '(?i)^https?://(?:[a-z]+\.)?instagram\.com/') THEN key_in('instagram', instagram_in(url))
    WHEN regexp_matches(url, '(?i)^https?://(?:[a-z-]+\.)?facebook\.com/') THEN key_in('facebook', facebook_in(url))
    WHEN regexp_matches(url, '(?i)^https?://play\.google\.com/') THEN key_in('google_play', found_in(url, '(?i)reviewid=([\w:-]+)'))
END;

-- An id of X has 12 bits of a counter at its end, mostly zero: one that ends in decimal zeros too is sound if these are.
CREATE OR REPLACE MACRO x_key(id) AS CASE WHEN NOT is_damaged(id) OR regexp_full_match(id, '\d{16,19}') AND TRY_CAST(id AS UBIGINT) % 4096 = 0 THEN ['x', id] END;
CREATE OR REPLACE MACRO x_url(id) AS 'https://x.com/i/status/' || x_key(id)[2];
CREATE OR REPLACE MACRO address_key(url) AS coalesce(named_key(url, weibo_in(url)), url_key(bare_url(url)));

-- Only where neither id nor address is known.
CREATE OR REPLACE MACRO weak_key(platform, above, author, exported_time, shown) AS
    ['weak', concat_ws(chr(31), coalesce(platform, ''), coalesce(above, ''), coalesce(author, ''), coalesce(exported_time, ''), coalesce(shown, ''))];
