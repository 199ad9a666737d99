"""Why a mention was rejected and what was repaired on the way: codes in the store, sentences for the reader."""

from language import _

# English sentences, translated when shown. `_` is not called here: the reader's language is not known yet.
REJECTED = {
    "no_time": "The time of publication is missing or cannot be read.",
    "relative_time": "The time counts from when the file was collected, and that is not known: say it (--collected).",
    "no_content": "The record has neither text nor title nor id nor address.",
    "too_many_cells": "The row has more cells than the header: a delimiter inside a text without quotes.",
    "of_another_format": "The record has the columns of another format than the file; import it in a file of its own.",
    "too_long": "A cell of the row is longer than 64 million characters.",
    "not_an_object": "This part of the file is not a JSON object.",
}

WARNINGS = {
    "bad_bytes": "{count} characters could not be decoded and show as \ufffd.",
    "marks_inside": "{count} byte order marks inside the file were removed.",
    "null_characters": "{count} null characters were removed.",
    "repeated_headers": "{count} headers repeated inside the file were left out.",
    "short_rows": "{count} rows are shorter than the header; the missing cells count as blank.",
    "open_quotes": "{count} quotes were never closed; the rows after them were read line by line.",
    "unread_counts": "{count} counts could not be read as numbers; they stay in the mention's other columns.",
    "unread_labels": "{count} sentiment labels are not known words; they stay in the mention's other columns.",
    "damaged_ids": "{count} ids were rounded by a spreadsheet and do not identify their mention.",
    "day_only": "{count} mentions have a date without a time; they stay out of hourly figures.",
    "date_given": "{count} mentions have no date of their own; they are placed on the day that you gave.",
    "title_only": "The file has titles but no text: titles are analysed instead.",
    "shared_ids": "Several records share an id or an address: they count as comments under it.",
    "already_imported": "This file was imported before; nothing was added.",
}


def rejection(code: str) -> str:
    return _(REJECTED[code])


def warning(code: str, count: int) -> str:
    return _(WARNINGS[code], count=count)
