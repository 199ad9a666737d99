-- From a cell, as the export wrote it, to a value: whole columns at a time. NULL where the cell holds no such value.
-- {store_zone}, {moved}, {unmoved}, {rounded} and {day_first} are filled in by cast.py from closed sets.

-- A cell without the white space and invisible marks around it; a blank one is NULL.
CREATE OR REPLACE MACRO cell(x) AS nullif(trim(x, chr(32) || chr(9) || chr(10) || chr(13) || chr(160) || chr(8203) || chr(12288) || chr(65279)), '');

-- What follows takes such cells. Macros are pasted, so none uses its argument inside another that does so often.

-- The words that tools write for "nothing known".
CREATE OR REPLACE MACRO is_nothing(x) AS lower(x) IN ('-', '--', 'null', 'none', 'nan', 'n/a');
CREATE OR REPLACE MACRO known(x) AS CASE WHEN NOT is_nothing(x) THEN x END;

CREATE OR REPLACE MACRO as_word(x) AS known(x);
CREATE OR REPLACE MACRO as_name(x) AS known(x);
CREATE OR REPLACE MACRO as_list(x) AS CASE WHEN NOT is_nothing(x) THEN [x] END;

-- Ids come with what spreadsheets and databases did to them: '…  "…"  ….0
CREATE OR REPLACE MACRO mended_id(x) AS nullif(regexp_replace(regexp_replace(known(x), '^[''"]+|["'']+$', '', 'g'), '^(\d+)\.0$', '\1'), '0');
CREATE OR REPLACE MACRO as_id(x) AS CASE WHEN regexp_full_match(x, '[1-9][0-9]*') THEN x ELSE mended_id(x) END;

-- A spreadsheet rounds what it takes for a number: 4.67E+15, or 16 and more digits of which it keeps 15. One id may end in
-- zeros by chance, a whole column not (survey.py).
CREATE OR REPLACE MACRO is_damaged(id) AS regexp_full_match(id, '\d+(\.\d+)?[eE]\+?\d+{rounded}');

CREATE OR REPLACE MACRO is_plain_count(x) AS regexp_full_match(x, '\d{1,18}');
CREATE OR REPLACE MACRO is_capped(x) AS coalesce(ends_with(x, '+'), false);
CREATE OR REPLACE MACRO scaled(digits, unit) AS TRY_CAST(round(
    TRY_CAST(replace(replace(digits, ',', ''), '，', '') AS DECIMAL(28, 6))
    * CASE lower(unit) WHEN '' THEN 1 WHEN '千' THEN 1000 WHEN 'k' THEN 1000 WHEN '万' THEN 10000 WHEN '萬' THEN 10000 WHEN 'w' THEN 10000
                       WHEN 'm' THEN 1000000 WHEN '亿' THEN 100000000 WHEN '億' THEN 100000000 WHEN 'b' THEN 1000000000 END
) AS BIGINT);
CREATE OR REPLACE MACRO as_count(x) AS CASE
    WHEN is_plain_count(x) THEN CAST(x AS BIGINT)
    WHEN x IN ('转发', '评论', '赞', '点赞', '收藏', '分享') THEN 0
    WHEN regexp_full_match(x, '\d[\d,，]{0,17}(\.\d{1,6})?\s?[千kK万萬wWmM亿億bB]?\+?')
        THEN scaled(regexp_extract(x, '^[\d,，.]+'), regexp_extract(x, '([^\d,，.\s+]?)\+?$', 1))
END;

CREATE OR REPLACE MACRO as_flag(x) AS CASE
    WHEN lower(x) IN ('true', '1', 'yes', 'y', '是') THEN true
    WHEN lower(x) IN ('false', '0', 'no', 'n', '否') THEN false
END;

-- Words only: what 0 and 1 mean differs from tool to tool, so a format must say it.
CREATE OR REPLACE MACRO as_sentiment(x) AS CAST(CASE
    WHEN lower(x) IN ('正面', '正向', '积极', '褒义', '正', 'positive', 'pos') THEN 1
    WHEN lower(x) IN ('中性', '中立', '中', 'neutral', 'neu', 'mixed') THEN 0
    WHEN lower(x) IN ('负面', '负向', '消极', '贬义', '负', 'negative', 'neg') THEN -1
END AS TINYINT);

-- Only a web address is one: nothing that a browser would run.
CREATE OR REPLACE MACRO as_url(x) AS CASE
    WHEN regexp_full_match(x, '(?i)https?://[^\s<>"]+') THEN x
    WHEN regexp_full_match(x, '//[^\s<>"/]+\.[^\s<>"]+') THEN 'https:' || x
END;

-- Text as it was shown: an image's alt text stays, tags go, entities are read.
CREATE OR REPLACE MACRO is_marked_up(x) AS CASE WHEN contains(x, '<') OR contains(x, '&')
    THEN regexp_matches(x, '</?[a-zA-Z][^<>]*>|&(lt|gt|amp|quot|nbsp|#39);') ELSE false END;
CREATE OR REPLACE MACRO without_markup(x) AS replace(replace(replace(replace(replace(replace(
    regexp_replace(regexp_replace(regexp_replace(x,
        '(?i)<img\s(?:[^<>]*?\s)?alt=(?:"([^"<>]*)"|''([^''<>]*)''|([^"''<>\s]*))[^<>]*>', '\1\2\3', 'g'),
        '(?i)<br\s*/?>', chr(10), 'g'),
        '</?[a-zA-Z][^<>]*>', '', 'g'),
    '&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&#39;', chr(39)), '&nbsp;', ' '), '&amp;', '&');
CREATE OR REPLACE MACRO as_text(x) AS CASE WHEN is_marked_up(x) THEN cell(without_markup(x)) ELSE x END;

-- Times. Written with an offset or as seconds since 1970 they say their zone; else they are of the source's zone.
CREATE OR REPLACE MACRO moved(naive) AS {moved};
CREATE OR REPLACE MACRO has_offset(x) AS regexp_matches(x, ':\d\d.*(Z|UTC|GMT|[+-]\d{1,2}(:?\d\d)?)( \d{4})?$');
CREATE OR REPLACE MACRO spelled_out(x) AS regexp_replace(regexp_replace(regexp_replace(regexp_replace(x,
    '\s*(Z|UTC|GMT)$', '+00'), '\s*([+-]\d\d)$', '\1:00'), '\s*([+-]\d\d):?(\d\d)$', '\1:\2'), '^([^:]*:\d\d)([+-])', '\1:00\2');
CREATE OR REPLACE MACRO with_offset(x) AS timezone('{store_zone}', coalesce(
    TRY_CAST(spelled_out(x) AS TIMESTAMPTZ),
    try_strptime(x, '%a %b %d %H:%M:%S %z %Y')
));
CREATE OR REPLACE MACRO since_1970(seconds) AS timezone('{store_zone}', to_timestamp(
    CASE WHEN seconds > 1e11 THEN seconds / 1000 ELSE seconds END
));
CREATE OR REPLACE MACRO is_slashed(x) AS regexp_matches(x, '^\d{1,2}[/.-]\d{1,2}[/.-](\d{4}|\d{2})([ T]|$)');
CREATE OR REPLACE MACRO slashed(x) AS try_strptime(
    regexp_replace(regexp_replace(x, '^(\d+)[/.-](\d+)[/.-]', '\1/\2/'), '^(\d+)/(\d+)/(\d\d)([ T]|$)', '\1/\2/20\3\4'),
    CASE WHEN {day_first} THEN ['%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%d/%m/%Y'] ELSE ['%m/%d/%Y %H:%M:%S', '%m/%d/%Y %H:%M', '%m/%d/%Y'] END
);
CREATE OR REPLACE MACRO calendar(x) AS coalesce(
    TRY_CAST(x AS TIMESTAMP),
    TRY_CAST(trim(regexp_replace(regexp_replace(x, '[年月.]', '-', 'g'), '[日号]\s*', ' ')) AS TIMESTAMP)
);
-- Times with words: Jan 14, 2021 8:32:05 PM; 14 January 2021; Thu Jan 14 2021 20:32:05 GMT+0000 (UTC); 2021年1月14日 下午8:32.
CREATE OR REPLACE MACRO is_afternoon(x) AS regexp_matches(x, '(?i)\d\s*pm?\b|\d\s*p\.m\.|下午|晚上');
CREATE OR REPLACE MACRO is_halved(x) AS regexp_matches(x, '(?i)\d\s*[ap]m?\b|\d\s*[ap]\.m\.|上午|下午|早上|晚上|中午|凌晨');
CREATE OR REPLACE MACRO unhalved(x) AS trim(regexp_replace(regexp_replace(x, '(?i)(\d)\s*([ap]m?\b|[ap]\.m\.)', '\1'), '\s*(上午|下午|早上|晚上|中午|凌晨)\s*', ' '));
CREATE OR REPLACE MACRO half_moved(moment, x) AS CASE
    WHEN is_afternoon(x) AND hour(moment) < 12 THEN moment + INTERVAL 12 HOUR
    WHEN NOT is_afternoon(x) AND NOT contains(x, '中午') AND hour(moment) = 12 THEN moment - INTERVAL 12 HOUR
    ELSE moment END;
CREATE OR REPLACE MACRO in_words(x) AS try_strptime(regexp_replace(regexp_replace(x, '\s*\(.*\)$|,|(\d)(?:st|nd|rd|th)\b|^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,?\s+', '\1', 'g'), '\s+', ' ', 'g'),
    ['%b %d %Y %H:%M:%S', '%b %d %Y %H:%M', '%b %d %Y', '%d %b %Y %H:%M:%S', '%d %b %Y %H:%M', '%d %b %Y', '%B %d %Y %H:%M:%S', '%B %d %Y %H:%M', '%B %d %Y',
     '%d %B %Y %H:%M:%S', '%d %B %Y %H:%M', '%d %B %Y', '%d-%b-%Y %H:%M:%S', '%d-%b-%Y %H:%M', '%d-%b-%Y', '%d-%b-%Y %I:%M%p']);
CREATE OR REPLACE MACRO of_zone(x) AS CASE upper(regexp_extract(x, '\d\s*([A-Za-z]{3,4})$', 1))
    WHEN 'EST' THEN '-05:00' WHEN 'EDT' THEN '-04:00' WHEN 'CDT' THEN '-05:00' WHEN 'MST' THEN '-07:00' WHEN 'MDT' THEN '-06:00' WHEN 'PST' THEN '-08:00'
    WHEN 'PDT' THEN '-07:00' WHEN 'BST' THEN '+01:00' WHEN 'CET' THEN '+01:00' WHEN 'CEST' THEN '+02:00' WHEN 'JST' THEN '+09:00' WHEN 'HKT' THEN '+08:00' END;
CREATE OR REPLACE MACRO in_zone(x) AS timezone('{store_zone}', TRY_CAST(regexp_replace(x, '\s*[A-Za-z]{3,4}$', '') || of_zone(x) AS TIMESTAMPTZ));
CREATE OR REPLACE MACRO with_words(x) AS coalesce(
    CASE WHEN regexp_matches(x, '(?:GMT|UTC)[+-]\d{4}') THEN timezone('{store_zone}', try_strptime(regexp_extract(x, '^\w+ (\w+ \d+ \d{4} [\d:]+ (?:GMT|UTC)[+-]\d{4})', 1), ['%b %d %Y %H:%M:%S GMT%z', '%b %d %Y %H:%M:%S UTC%z'])) END,
    CASE WHEN regexp_matches(x, '^\d{4}-.*\d\s*[A-Z]{3,4}$') THEN in_zone(x) END,
    moved(in_words(x))
);
CREATE OR REPLACE MACRO in_day(x) AS CASE WHEN is_slashed(x) THEN slashed(x) WHEN regexp_matches(x, '^\d{4}\D') THEN calendar(x) ELSE in_words(x) END;
CREATE OR REPLACE MACRO as_time(x) AS CASE
    WHEN regexp_full_match(x, '\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?') THEN moved(TRY_CAST(x AS TIMESTAMP))
    WHEN regexp_full_match(x, '\d{9,10}(\.\d+)?|\d{12,13}(\.\d+)?') THEN since_1970(TRY_CAST(x AS DOUBLE))
    WHEN regexp_full_match(x, '\d{8}') THEN moved(try_strptime(x, '%Y%m%d'))
    WHEN is_halved(x) THEN moved(half_moved(in_day(unhalved(x)), x))
    WHEN has_offset(x) AND NOT regexp_matches(x, '^[A-Z][a-z]{2} [A-Z][a-z]{2} \d+ \d{4}') THEN with_offset(x)
    WHEN is_slashed(x) THEN moved(slashed(x))
    WHEN regexp_matches(x, '[A-Za-z]{3}') AND regexp_matches(x, '\d') THEN with_words(x)
    WHEN regexp_matches(x, '^\d{4}\D') THEN moved(calendar(x))
END;
CREATE OR REPLACE MACRO plausible(moment) AS CASE WHEN moment BETWEEN TIMESTAMP '1990-01-01' AND TIMESTAMP '2099-12-31' THEN moment END;

-- Times that only the moment of collection (of the store's zone) makes whole: 3小时前, 昨天 12:30, 03-01 08:00, 2 weeks ago (edited).
CREATE OR REPLACE MACRO ago_amount(x) AS TRY_CAST(coalesce(nullif(regexp_extract(x, '(\d+)', 1), ''), '1') AS INTEGER);
CREATE OR REPLACE MACRO ago_unit(x) AS CASE
    WHEN regexp_matches(x, '(?i)^(刚刚|刚才|just now|now)') THEN 'moment'
    WHEN regexp_matches(x, '(?i)^(\d+|an?|one)\s*(秒钟?|分钟?|min(ute)?s?|m|sec(ond)?s?|s)\s*(前|ago)') THEN CASE WHEN regexp_matches(x, '(?i)秒|sec|\ds') THEN 'second' ELSE 'minute' END
    WHEN regexp_matches(x, '(?i)^(\d+|an?|one)\s*(个?小时|hours?|hrs?|h)\s*(前|ago)') THEN 'hour'
    WHEN regexp_matches(x, '(?i)^(\d+|an?|one)\s*(天|days?|d)\s*(前|ago)') THEN 'day'
    WHEN regexp_matches(x, '(?i)^(\d+|an?|one)\s*(个?星期|周|weeks?|w)\s*(前|ago)') THEN 'week'
    WHEN regexp_matches(x, '(?i)^(\d+|an?|one)\s*(个月|months?|mo)\s*(前|ago)') THEN 'month'
    WHEN regexp_matches(x, '(?i)^(\d+|an?|one)\s*(年|years?|y)\s*(前|ago)') THEN 'year'
    WHEN regexp_matches(x, '(?i)^(今天|today)') THEN 'today'
    WHEN regexp_matches(x, '(?i)^(昨天|yesterday)') THEN 'yesterday'
    WHEN regexp_matches(x, '^前天') THEN 'before'
    WHEN regexp_matches(x, '^\d{1,2}([-/]|月)\d{1,2}日?(\s+\d{1,2}:\d{2}(:\d{2})?)?$') THEN 'yearless'
END;
CREATE OR REPLACE MACRO clock_of(x) AS TRY_CAST(coalesce(nullif(regexp_extract(x, '(\d{1,2}:\d{2}(:\d{2})?)\s*$', 1), ''), '00:00') AS TIME);
CREATE OR REPLACE MACRO unmoved(naive) AS {unmoved};
-- A date without its year is the latest that had come when it was collected.
CREATE OR REPLACE MACRO of_year(x, year) AS TRY_CAST(year || '-' || regexp_replace(regexp_extract(x, '^(\d{1,2}\D\d{1,2})', 1), '\D', '-') AS DATE);
CREATE OR REPLACE MACRO yearless(x, base) AS CASE
    WHEN of_year(x, year(base)) <= CAST(base AS DATE) + 1 THEN of_year(x, year(base)) ELSE of_year(x, year(base) - 1) END;
CREATE OR REPLACE MACRO near(x, base) AS CASE ago_unit(x)
    WHEN 'moment' THEN base
    WHEN 'second' THEN base - to_seconds(ago_amount(x))
    WHEN 'minute' THEN base - to_minutes(ago_amount(x))
    WHEN 'hour' THEN base - to_hours(ago_amount(x))
    WHEN 'day' THEN base - to_days(ago_amount(x))
    WHEN 'week' THEN base - to_days(7 * ago_amount(x))
    WHEN 'month' THEN base - to_months(ago_amount(x))
    WHEN 'year' THEN base - to_years(ago_amount(x))
    WHEN 'today' THEN moved(CAST(unmoved(base) AS DATE) + clock_of(x))
    WHEN 'yesterday' THEN moved(CAST(unmoved(base) AS DATE) - 1 + clock_of(x))
    WHEN 'before' THEN moved(CAST(unmoved(base) AS DATE) - 2 + clock_of(x))
    WHEN 'yearless' THEN moved(yearless(x, unmoved(base)) + clock_of(x))
END;
CREATE OR REPLACE MACRO near_precision(x) AS CASE
    WHEN ago_unit(x) IN ('week', 'month', 'year') THEN ago_unit(x)
    WHEN ago_unit(x) IN ('moment', 'second', 'minute') OR regexp_matches(x, '\d:\d\d') THEN 'minute'
    ELSE 'day' END;
CREATE OR REPLACE MACRO as_precision(x) AS CASE
    WHEN regexp_matches(x, '\d:\d{1,2}:\d|^\d{9,13}(\.\d+)?$') THEN 'second'
    WHEN regexp_matches(x, '\d:\d') THEN 'minute'
    WHEN x IS NOT NULL THEN 'day'
END;
