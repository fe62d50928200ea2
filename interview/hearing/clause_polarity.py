"""One clause of a Chinese reply, heard against a yes/no question: affirmed, denied, not known, or nothing of it."""

from __future__ import annotations

import re
from typing import Literal

from interview.hearing.asked import Asked, content_of
from language.clauses import without_idioms

Said = Literal["affirm", "deny", "unsure", "declined", "back", "social"]

_PARTICLES = "啊呀呢哦的吧了哈嘛呐哎喔哒滴耶咧噢诶唉阿勒嘞啦"
_END = rf"[{_PARTICLES}\s]*$"
_UNSURE = re.compile(
    r"不(?:太|大|怎么|是很|是太|是特别)?(?:知道|晓得|清楚|确定|了解|记得|明白|敢确定|能确定)|没(?:有|太|"
    r"怎么|大)*(?:注意|留意|在意|观察|关注|印象|概念|看清|听清)|记不[清得住起太]|想不起|忘了|忘记|忘啦|"
    r"说不[好准清]|说不上来|不好说|不好讲|看不[出太]|分不[清出]|搞不[清懂]|弄不[清懂]|拿不准|吃不准|判断不|"
    r"不会判断|没法判断|难说|不一定|听不出|谁知道|无法确定|没法确定|唔知|不造$|知不道|认不得|记不到|"
    r"没听说过?这"
)
_DECLINED = re.compile(
    r"不(?:太)?(?:想|愿意?|方便|便)(?:说|回答|答|讲|谈|提|透露)|跳过|拒绝回答|保密|隐私|别问|无可奉告|"
    r"下一题|换个问题|略过"
)
_BACK = re.compile(
    r"吗|[?？]|什么[^也都]*[呢啊]?$|怎么(?!样都|也|都)|咋|为什么|为啥|多少钱|是不是|会不会|能不能|可不可以|"
    r"要不要|有没有(?!用)|如何|哪些|哪里|哪个|请问|呢$|几天能|多久能|需不需要|是否"
)
_SOCIAL = re.compile(
    rf"^(?:好|好的|好吧|好滴|ok|okay|谢谢|多谢|感谢|知道了|明白了?|了解了?|收到|哦|喔|噢|哦哦|哦哦哦|"
    rf"嗯好的|恩好的|嗯嗯好的|嗯好|嗯哦|好好|好好好|你好|您好|医生|大夫|辛苦|麻烦|等下|稍等|等一下|等会|在|"
    rf"在的|再见|拜拜|晚安)+{_END}|^(?:好的?|嗯)?(?:非常)?(?:谢谢|感谢|多谢)"
)
_NO = (
    r"(?:并|还|也|都|就|就是|那|那倒|倒|暂时|目前|现在|今天|之前|以前|从来|从|一直|基本上?|基本都|好像|应该|"
    r"可能|大概|估计|感觉|貌似|似乎|据我所知|我|他|她|它|我们|这个|这些|其他|其它|别的|真的|真|绝对|肯定|根本|"
    r"一点都|一点也|丝毫|确实|嗯|恩|额|呃|哦|啊|对|是的|是|的|嗯嗯|那些|宝宝|孩子|完全|压根|几乎|绝不|毫)*"
)
_BARE_NO = re.compile(
    rf"^{_NO}(?:没有?过?|没得|木有|木|冇|莫得|莫|米有|么有|么得|无|否|没了|没有了|未曾?|不是|不对|不会|"
    rf"不是的|不|没事|没啥|没什么|没什么事|毛有|没油|么|不存在|才没有|哪有|没有没有|没没|不不|都不|唔系|"
    rf"唔係|从不|从没|从未|不能|不行|不用|不好|不怎么会|不太会|不大会|不咋会){_END}"
)
_NO_WITH = re.compile(
    rf"^{_NO}(?P<no>没有?|木有|冇|莫得|无|未|不是|不会|不太|不怎么|不是很|不是太|不是特别|不算|不大|不|"
    rf"毫无)(?P<rest>.+)$"
)
_NO_INSIDE = re.compile(
    r"(?P<no>没有?|木有|冇|无|未|不是|不会|不太|不怎么|不是很|不是太|不算|不大|不)(?P<rest>[^没不]{0,8})$"
)
_THANKS = re.compile(r"(?:非常)?(?:谢谢|感谢|多谢)(?:医生|大夫|您|你|老师|主任|了)*$")
_NOT_GOOD = re.compile(
    rf"^{_NO}(?:不|没)(?:太|大|怎么|是很|是太|算|咋|见|有)*(?:好|正常|行|可以|规律|平稳|舒服|响亮|顺利|理想|管用|灵|见效|缓解)"
)
_EITHER = re.compile(r"(?!动不动|时不时)([一-鿿]{1,2})不\1")
_NO_THEN = re.compile(rf"^{_NO}没有?(?:[啊呢哦吧了呀阿哈](?=.)|(?=就|因为|只|从|一直|近|连续|才))")
_ONLY = re.compile(r"只(?:是|有)?|仅|单纯|纯")
_ALSO = re.compile(r"^(?:还有|还|另外|以外|除了)")
_OPPOSITE = (
    ("足月", "早产"),
    ("母乳", "奶粉|混合"),
    ("一直", "一阵|偶尔|有时|断断续续"),
    ("一边", "两边|双侧"),
    ("单侧", "两边|双侧"),
    ("左", "右"),
    ("右", "左"),
    ("白天", "晚上"),
    ("晚上", "白天"),
    ("加重", "减轻|好转"),
    ("好", "差|坏"),
)
_SAME_ACT = ("吃用服喝开买", "看查做检验拍测化", "打输", "贴抹")
_GENERIC = re.compile(
    rf"^(?:任何|什么|啥|过|了|特别|明显|说|再|有|出现|发现|感觉|觉得|其他|其它|别的|异常|变化|问题|不适|"
    rf"不舒服|现象|情况|症状|这种|这样|这个|那种|这些|太多|发生|特殊)*{_END}"
)
_YES = (
    r"(?:嗯+|恩+|en|额|呃|哦|啊|那|就|也|都|现在|目前|今天|之前|以前|一直|应该|好像|可能|大概|估计|感觉|我|他|"
    r"她|它|宝宝|孩子|一般|确实|的确|肯定|当然|早就|都是|还|还是|其实|真|好的|哎|诶)*"
)
_BARE_YES = re.compile(
    rf"^{_YES}(?:有过?|是|对|嗯+|恩+|会|系|係|中|是的|对的|对对+|是是+|有的|没错|确实|的确|当然|必须|肯定|"
    rf"可以|能|行|得|要|需要|就是|正是|en+|yes|嗯呢|嗯哪|昂|可不|可不是|是滴|对滴|有滴|是呀|对呀|有点|"
    rf"有一点|一点点?|有一?点点|有些|稍微|略微|有时候?|偶尔|经常|老是|总是|常常|轻微|些许|一些|一丢丢|"
    rf"有几次|有过几次)+{_END}"
)
_YES_HEAD = re.compile(r"^(?:嗯+|恩+|对+|是的|对的|有的|是呀|对呀|没错|是啊|对啊|确实|当然|en)(?=[^没不])")
_HAVE = re.compile(rf"^{_YES}有(?!点|时|些|一[点些]|[\d一二两三四五六七八九十几])")
_BE = re.compile(rf"^{_YES}是(?!不|下|昨|今|前|在|去|从)")
_WEAK = re.compile(
    rf"^{_YES}(?:有点|有一点|有一些|有些|一点点?|有时候?|偶尔|稍微|略微|轻微|时不时|经常|老是|总是|常常|会有)"
)
_FINE = re.compile(
    rf"^{_YES}(?:挺|蛮|很|非常|比较|都|一直|还|基本|基本上|算|倒|也)*(?:还好|还可以|还行|还不错|挺好|蛮好|"
    rf"很好|可以|不错|正常|好着呢|好的很|都好|良好|好|没问题|没事|一般|一般般|凑合|马马虎虎|还成){_END}"
)
_WORRY = re.compile(r"担心|害怕|着急|怕|放心|难受死|急死|吓")
_STILL = re.compile(r"^(?:还|一直|天天|都|正)?([一-鿿])着?呢$")
_DONE = re.compile(rf"^{_YES}[吃喝用做查看去打拍验量测输贴住开买试来玩学接种]+(?:过|了|着|呢|那个|的)")


def hear_clause(clause: str, question: Asked, *, first: bool) -> Said | None:
    """What one clause says of the fact asked about, as typed (a negated question is turned by the caller)."""
    if question.good and _NOT_GOOD.match(clause):
        return "deny"
    text = without_idioms(clause.strip())
    if not text.strip("□ "):
        return None
    if _DECLINED.search(clause):
        return "declined"
    text = _THANKS.sub("", text) or text
    if _BARE_NO.match(text):
        return "deny"
    if (unsure := _UNSURE.search(clause)) and not _NO_WITH.match(clause[: unsure.start()] or " "):
        if (
            re.match("不(?:太|大|怎么|是很)?(?:了解|知道|清楚|记得|认识|明白)", unsure[0])
            and unsure[0][-2:] in question.text
        ):
            return "deny"
        return "back" if re.search("意思|你说|您说", clause) else "unsure"
    if (still := _STILL.match(text)) and question.shares_any(still[1]):
        return "affirm"  # "吃着呢", "疼呢": no question back
    if _EITHER.search(clause) or (_BACK.search(clause) and not _BARE_YES.match(text)):
        return "back"
    if _SOCIAL.match(clause) and not question.permission:
        return "social"
    if question.permission and re.match(r"^(?:好|行|可以|ok|同意|愿意|没问题|嗯)", clause):
        return "affirm"
    if _BARE_YES.match(text):
        return "affirm"
    if _FINE.match(clause) and not _WORRY.search(clause):
        return "affirm" if question.good or question.shares(clause) else "deny" if not question.open else None
    if said := _with_content(text, clause, question, first=first):
        return said
    return None


def _with_content(text: str, clause: str, question: Asked, *, first: bool) -> Said | None:
    about_it = question.shares(clause)
    if _WEAK.match(clause) and (about_it or (first and not _WORRY.search(clause))):
        return "affirm"
    if _NO_THEN.match(text):
        return "deny"
    if denial := _NO_WITH.match(text):
        rest = denial["rest"]
        if _GENERIC.match(rest) or question.shares(rest) or about_it or (len(rest) <= 4 and question.shares_any(rest)):
            return "deny"
        return None
    if (denial := _NO_INSIDE.search(text)) and about_it and not re.search(r"[多少厉害]", denial["rest"]):
        return "deny"
    if (denial := _NO_INSIDE.search(text)) and len(text) <= 8 and question.shares_any(denial["rest"]):
        return "deny"
    if (worry := _WORRY.search(clause)) and worry[0] not in question.text:
        return None
    if _YES_HEAD.match(clause):
        return "affirm"
    if _HAVE.match(clause) and (about_it or "有" in question.text):
        return "affirm"
    if _BE.match(clause) and (about_it or "是" in question.text):
        return "affirm"
    if _ONLY.search(question.text) and _ALSO.match(clause):
        return "deny"
    if (
        any(
            asked_for in question.text and re.search(said, clause) and asked_for not in clause
            for asked_for, said in _OPPOSITE
        )
        and len(clause) <= 10
    ):
        return "deny"
    if question.others and re.match(
        r"就(?:是)?(?:只)?(?:有)?(?:吃|用|这).{0,6}(?:一种|一个|这种|这个|这些|两种)", clause
    ):
        return "deny"
    if question.others and content_of(clause) and not re.match(r"这是|那是|因为|所以|怎么|医生|大夫", clause):
        return "affirm"
    if re.search(r"没有?|不|无", text):
        return None
    return "affirm" if _echoes(clause, question) else None


def _echoes(clause: str, question: Asked) -> bool:
    """Whether a clause without any yes takes up the question: "疼", "看了", "吃过头孢" to "用过抗生素吗"."""
    if question.asks_after(clause):
        return True
    if len(content_of(clause)) <= 4 and question.shares(clause):
        return True
    if (done := _DONE.match(clause)) is None:
        return False
    acts = done[0]
    return any(any(act in acts for act in group) and any(act in question.text for act in group) for group in _SAME_ACT)
