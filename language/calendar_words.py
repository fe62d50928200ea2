"""Words of the calendar: seasons and feasts by month and day, and days by how long ago they were."""

from __future__ import annotations

SEASONS = {
    "春": (3, 5),
    "夏": (6, 8),
    "秋": (9, 11),
    "冬": (12, 2),
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
    "winter": (12, 2),
}

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

FEASTS = {
    "元旦": (1, 1, 1, 3), "春节": (1, 21, 2, 20), "过年": (1, 21, 2, 20), "元宵": (2, 5, 3, 5),
    "清明": (4, 3, 4, 6), "五一": (5, 1, 5, 5), "端午": (6, 1, 6, 25), "暑假": (7, 1, 8, 31),
    "国庆": (10, 1, 10, 7), "十一": (10, 1, 10, 7), "中秋": (9, 10, 10, 5), "寒假": (1, 10, 2, 25),
    "圣诞": (12, 24, 12, 26), "christmas": (12, 24, 12, 26),
}  # fmt: skip

DAYS_AGO = {
    "大前天": 3, "大前晚": 3, "前天": 2, "前晚": 2, "前儿": 2, "前日": 2, "前夜": 2, "前两天": 2, "昨天": 1,
    "昨晚": 1, "昨日": 1, "昨夜": 1, "昨儿": 1, "昨早": 1, "昨下午": 1, "今天": 0, "今早": 0, "今晨": 0,
    "今晚": 0, "今日": 0, "今儿": 0, "今上午": 0, "今下午": 0, "刚刚": 0, "刚才": 0, "刚发现": 0,
    "刚开始": 0, "刚买": 0, "刚有": 0, "刚停": 0, "尋日": 1, "the day before yesterday": 2, "yesterday": 1,
    "last night": 1, "this morning": 0, "today": 0, "tonight": 0, "just now": 0, "just started": 0,
}  # fmt: skip
