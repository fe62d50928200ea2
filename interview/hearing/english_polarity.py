"""Yes or no in English replies: the leading word decides, then a denial, then whether it is about the question."""

from __future__ import annotations

import re
from typing import Literal

from interview.hearing.asked import Asked

_FILLER = re.compile(
    r"^(?:(?:uh+|um+|er+|erm|mm+|hm+|ah|oh|well|so|ok(?:ay)?|right|i mean|you know|like|actually|honestly|"
    r"look|let me see|let me think|sorry|doctor|and|but|[,. !\-]+)(?![a-z]))+\s*|^[\s,.!…-]+"
)
_YES = re.compile(
    r"^(?:yes|yeah|yea|yep|yup|yah|yeh|aye|sure|correct|right|true|definitely|absolutely|of course|"
    r"certainly|indeed|exactly|uh-huh|mm-hmm|mhm|affirmative|always|sometimes|occasionally|often|"
    r"a (?:little|bit|few|lot)|kind of|sort of|somewhat|(?:i (?:do|did|have|am|was|can|had)|it (?:does|is|"
    r"did|has|was)|they (?:do|did|are|have)|he (?:does|is|did)|she (?:does|is|did)|we (?:do|did|"
    r"have))(?=[,.! ]*$|[,.!])|that's (?:right|correct|true)|pretty much|i think so|i guess so|"
    r"i suppose so|i believe so|probably|maybe a|you could say|quite|very|totally|unfortunately|every|"
    r"most)(?![a-z'])"
)
_NO = re.compile(
    r"^(?:no+|nope|nah|none|never|nothing|not|neither|nobody|negative|hardly|i (?:really )?doubt|i don'?t|"
    r"i do n't|i haven'?t|i have n't|i didn'?t|i'm not|i am not|i wasn'?t|it doesn'?t|it isn'?t|it's not|"
    r"it didn'?t|they (?:don'?t|didn'?t|haven'?t)|that's not|don'?t think so|i wouldn'?t|i can'?t say i|"
    r"absolutely not|of course not|definitely not|not really|i've never|i have never|never had|without|"
    r"zero|doesn't|he doesn't|she doesn't|haven't)(?![a-z])"
)
_UNSURE = re.compile(
    r"(?:don'?t|do not|didn'?t|cannot|can'?t|couldn'?t|wouldn'?t|not) (?:really |quite |exactly |actually |"
    r"honestly )?(?:know(?! of| anything| any|n)|remember(?! (?:having|any|ever|being))|"
    r"recall(?! (?:having|any|ever|being))|tell(?: you)?(?:$|[,. ])|say(?: for sure)?(?:$|[,.]))|"
    r"no (?:real )?(?:idea|clue)|not (?:really |too |so |entirely |quite |very |completely |100% )?(?:sure|"
    r"certain)|unsure|dunno|hard to (?:say|tell)|i forg[eo]t|who knows|haven'?t (?:really )?(?:noticed|"
    r"paid)|didn'?t notice|your guess|(?<![a-z])idk|couldn'?t tell|beats me|no way of knowing|"
    r"never (?:really )?(?:noticed|paid attention|thought about)"
)
_DECLINED = re.compile(
    r"(?:rather|prefer) not|(?:don'?t|do not) want to (?:say|answer|talk|discuss)|not comfortable|"
    r"none of your|no comment|^(?:skip|pass)|next question|that'?s (?:private|personal)|not going to answer"
)
_DENIAL = re.compile(
    r"(?<![a-z])(?:not|no|never|none|nothing|n't|without|don'?t|doesn'?t|didn'?t|haven'?t|hasn'?t|isn'?t|"
    r"aren'?t|wasn'?t|weren'?t|can'?t|cannot)(?![a-z])|n't(?![a-z])"
)
_EXCEPT = re.compile(r"(?:apart from|except|other than|besides|only|just|but)(?! (?:i (?:did|held|live|used)|that))")
_SOCIAL = re.compile(
    r"^(?:thanks?(?: you)?(?: so much| very much| a lot)?|ok(?:ay)?|alright|all right|great|fine|good|cool|"
    r"got it|i see|understood|hi|hello|hey|bye|goodbye|wait|hold on|one moment|just a (?:second|minute|"
    r"moment)|perfect|sounds good|will do)(?:[ ,.!]|doctor|thanks?|you|so|much|very|then)*$"
)
_BACK = re.compile(
    r"\?\s*$|^(?:what|why|how|when|where|which|who|can|could|should|do you|does (?:it|this|that)|is (?:it|"
    r"this|that)|are you|will|would you|do i)\b"
)

Polarity = Literal["affirm", "deny", "unsure", "declined"]


def hear_english(text: str, question: Asked) -> Polarity | None:
    """What a reply in English says of the fact asked about; None when it is no answer to it."""
    body = _bare(text.replace("’", "'"))
    if not body or _DECLINED.search(body):
        return "declined" if body else None
    unsure = _UNSURE.search(body)
    yes, no = _YES.match(body), _NO.match(body)
    if unsure and (
        unsure.start() < 40
        and not (yes and unsure.start() > 12)
        and not (no and re.match(r"no+[,. ]", body) and unsure.start() > 3)
        and (yes or unsure.start() <= 15 or not question.shares(body[: unsure.start()]))
    ):
        return "unsure"
    if _SOCIAL.match(body) and not question.permission:
        return None
    if question.permission and (
        _SOCIAL.match(body) or re.match(r"(?:ok|okay|fine|go ahead|ready|happy|agree|continue)", body)
    ):
        return "affirm"
    if yes and (rest := _bare(body[yes.end() :])) is not None:
        return _after_yes(rest, question)
    if no:
        return _after_no(_bare(body[no.end() :]), question)
    if _BACK.search(body):
        return None
    return _statement(body, question)


def _bare(text: str) -> str:
    last = None
    while last != text:
        last, text = text, _FILLER.sub("", text.strip())
    return text


def _after_yes(rest: str, question: Asked) -> Polarity:
    """ "Yeah, no" denies, "Yeah, no. Yes." does not; "yeah, nothing else" to "anything else?" denies."""
    denies = _NO.match(rest) and not re.search(r"\b(?:yes|yeah|yep)\b", rest)
    if denies and (re.match(r"(?:no|nope|nothing|none|not really|never)(?![a-z])", rest) or question.negated):
        return "deny"
    return "deny" if question.negated and not rest else "affirm"


def _after_no(rest: str, question: Asked) -> Polarity | None:
    first = re.split(r"[.;]", rest)[0]
    if re.match(r"(?:idea|clue)", first):
        return "unsure"
    if re.match(r"(?:problem|worries|doubt)", first):
        return "affirm"
    if re.match(r"[, ]*(?:apart from|except|other than|besides|just (?:maybe )?(?:my|the|a|some))", first):
        return None
    return "deny"


def _statement(body: str, question: Asked) -> Polarity | None:
    sentences = [part for part in re.split(r"[.;!]|\bbut\b|\bthough\b", body) if part.strip()]
    for sentence in sentences:
        if question.shares(sentence):
            return "deny" if _DENIAL.search(sentence) else "affirm"
    if sentences and (denial := _DENIAL.search(sentences[0])) and denial.start() < 25:
        return "deny"
    return "affirm" if question.text else None
