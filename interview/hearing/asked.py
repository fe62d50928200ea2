"""What a question asks, read from its words: negated, open, for leave, about something good, and its content."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from language.normal import normal

_SENTENCE = re.compile(r"[^.!?;。！？；]+[.!?;。！？；]*")
_ASKS = re.compile(r"吗|么|嘛|没有?$|不$|吧|呢|[?？]|有没有|是不是|有无|是否|多少|什么|几|哪|怎")
_FUNCTION = re.compile(
    r"有没有|是不是|是否|有无|会不会|能不能|可不可以|要不要|好不好|对不对|请问|您好|你好|您的|你的|宝宝|"
    r"宝贝|孩子|小孩|这个|那个|这种|那种|这些|那些|什么|怎么|情况|现在|目前|最近|这段时间|平时|时候|以前|"
    r"之前|曾经|还有|其他|别的|除了|"
    r"一下|一直|经常|是吗|对吗|好吗|行吗|可以吗|没有|已经|自己|觉得|感觉|感到|出现|或者|以及|医生|当时|"
    r"一般|非常|特别|比较|"
    r"[吗么嘛呢吧啊呀哦嗯了的地得着过您你我他她它们这那有没不是在和与跟或也都还就会能要给到去来上下里面很太个些啦]"
)
_NEGATED = re.compile(
    r"(?:(?:没有?|不|未|从来没)[^,，吗]{0,12}(?:吧|是吗|对吗|对吧|是吧|是不是)|(?:没有?|不|未|"
    r"从来没)[^,，有不]{1,10}(?:过|了)?吗|都没有?吗|没有吗)[?？。]*$"
)
_NOT_NEGATED = re.compile(
    r"有没有|是不是|能不能|会不会|不舒服|不适|不正常|不良|好不好|没有没|干不干|对不对|不对劲|不一样"
)
_PERMISSION = re.compile(
    r"(?:好吗|行吗|可以吗|好吧|可以吧|行不行|好不好|可不可以|同意吗|愿意吗|是否同意|方便吗|ok\?|okay\?|"
    r"ready|happy to|shall we|may we|may i|can we)[?？。]*$"
)
_WH = re.compile(
    r"多少|几[天次个岁年月度片]|什么时候|什么颜色|什么药|什么原因|为什么|怎么样|多久|多长时间|多大|哪里|"
    r"哪些|哪个|哪儿|how many|how much|how long|how often|when did|where |what |which "
)
_OTHERS = re.compile(
    r"(?:其他|其它|别的|什么|哪些)(?:[^,吗?]{0,4})(?:症状|不舒服|不适|情况|问题|地方)|(?:其他|其它|别的)[^,吗?]{0,8}药|"
    r"any(?:thing)? (?:else|other)|other (?:symptoms|medical|health|problems)"
)
_GOOD = re.compile(
    r"(?:好|正常|可以|响亮|有用|有效果?|见好|好转|缓解|满意|规律|平稳|舒服|不错|足月|well|better|fit|good|"
    r"fine|normal|help(?:ing|ed)?)(?:吗|么|嘛|不|没|吧|呢|了吗|了么|过吗|[?？]|$)"
)
_ENGLISH_NEGATED = re.compile(r"(?:\b(?:don't|doesn't|didn't|haven't|hasn't|isn't|aren't|wasn't|never|not|no)\b)")
_ENGLISH_FUNCTION = frozenset(
    [
        "a",
        "an",
        "the",
        "do",
        "does",
        "did",
        "have",
        "has",
        "had",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "you",
        "your",
        "yours",
        "i",
        "me",
        "my",
        "we",
        "our",
        "it",
        "its",
        "this",
        "that",
        "these",
        "those",
        "there",
        "any",
        "some",
        "at",
        "all",
        "and",
        "or",
        "of",
        "to",
        "in",
        "on",
        "with",
        "for",
        "from",
        "by",
        "as",
        "so",
        "ok",
        "okay",
        "um",
        "uh",
        "er",
        "right",
        "yes",
        "no",
        "not",
        "now",
        "then",
        "just",
        "ever",
        "currently",
        "still",
        "also",
        "if",
        "can",
        "could",
        "would",
        "will",
        "shall",
        "should",
        "may",
        "might",
        "tell",
        "like",
        "what",
        "how",
        "when",
        "where",
        "which",
        "who",
        "why",
        "about",
        "else",
        "other",
        "anything",
        "something",
        "think",
        "feel",
        "get",
        "got",
        "take",
        "taking",
        "make",
        "more",
        "much",
        "many",
        "most",
        "very",
        "really",
        "well",
        "good",
    ]
)


@dataclass(frozen=True)
class Asked:
    """A question's words, as the hearing of a yes or no needs them.

    ``negated``  the question itself denies ("没查过吧？"); ``permission`` asks leave; ``open`` asks what, how many …;
    ``others``   asks for anything else; ``good`` asks after something good ("正常吗"), so that "还好" is a yes.
    ``ending``   the last content characters before the question particle, of each sentence that asks.
    ``pairs``    pairs of neighbouring content characters; ``words`` single content characters (zh) or words (en).
    """

    text: str = ""
    negated: bool = False
    permission: bool = False
    open: bool = False
    others: bool = False
    good: bool = False
    english: bool = False
    ending: str = ""
    pairs: frozenset[str] = field(default_factory=frozenset)
    words: frozenset[str] = field(default_factory=frozenset)

    def shares(self, reply: str) -> bool:
        """Whether a reply's words are about what was asked."""
        content = content_of(reply)
        if self.english:
            return bool(_english_words(reply) & self.words)
        if any(content[at : at + 2] in self.pairs for at in range(len(content) - 1)):
            return True
        return any(char in self.words and char in _STRONG for char in content)

    def shares_any(self, words: str) -> bool:
        """Whether a short phrase has any content character, or one that sounds or means alike, of the question."""
        return any(char in self.words or _ALIKE.get(char, "") in self.words for char in content_of(words))

    def asks_after(self, reply: str) -> bool:
        """Whether a reply takes up what the question ends on ("…有痰吗" – "有痰"): an echo, not a passing mention."""
        content = content_of(reply)
        if any(content[at : at + 2] in self.ending for at in range(len(content) - 1)):
            return True
        return any(char in self.ending and (char in _STRONG or len(content) <= 3) for char in content)


_ALIKE = {
    "涨": "胀",
    "账": "胀",
    "帐": "胀",
    "冷": "凉",
    "凉": "冷",
    "烧": "热",
    "热": "烧",
    "痛": "疼",
    "疼": "痛",
    "欧": "吐",
    "查": "检",
    "看": "诊",
    "木": "麻",
}
_STRONG = frozenset(
    "疼痛咳烧吐拉吃喝玩哭闹喘麻木胀酸晕泻尿血痰查看做拍打抽验住贴稀干硬冷凉热累烟像痒刺电辣扎割裂跳冻酒药睡涨响亮多少大重轻快慢红肿黄绿奶"
)


@cache
def asked(question: str) -> Asked:
    """What this question asks; an empty one asks nothing."""
    text = normal(question).strip()
    if not text:
        return Asked()
    sentences = [sentence for sentence in _SENTENCE.findall(text) if sentence.strip()]
    asking = [sentence for sentence in sentences if _ASKS.search(sentence.rstrip(".!?;"))] or sentences[-1:]
    last = asking[-1] if asking else text
    tail = last[-40:] if len(last) > 40 else last
    content = " ".join(content_of(sentence) for sentence in asking)
    english = not re.search("[一-鿿]", text)
    return Asked(
        text=text,
        negated=_english_negated(last) if english else bool(_NEGATED.search(_NOT_NEGATED.sub("□", tail.strip()))),
        permission=bool(_PERMISSION.search(tail.strip())),
        open=bool(_WH.search(last)) and not re.search("吗|么|有没有|是不是", last),
        others=bool(_OTHERS.search(last)),
        good=bool(_GOOD.search(tail)),
        english=english,
        ending=" ".join(
            content_of(re.sub(r"(?:是吗|对吗|好吗|的?吗|么|不|没有?|没)[?.!]*$", "", part.strip()))[-4:]
            for part in asking
        ),
        pairs=frozenset(content[at : at + 2] for at in range(len(content) - 1) if " " not in content[at : at + 2]),
        words=_english_words(" ".join(asking)) if english else frozenset(content) - {" "},
    )


def content_of(text: str) -> str:
    """The text without function words, particles and punctuation."""
    return re.sub(r"[\s,.!?;:~、。，？！；：\"']+", " ", _FUNCTION.sub(" ", text)).strip()


def _english_words(text: str) -> frozenset[str]:
    return frozenset(word[:5] for word in re.findall("[a-z]{3,}", text) if word not in _ENGLISH_FUNCTION)


def _english_negated(sentence: str) -> bool:
    return bool(_ENGLISH_NEGATED.search(sentence)) and not re.match(
        r"\W*(?:do|does|did|have|has|is|are|was|were|any|can|could)\b(?!n't)", sentence
    )
