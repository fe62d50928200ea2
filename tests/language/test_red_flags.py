from __future__ import annotations

import pytest

from language.red_flags import listen


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("昨天开始小便解不出来", "RF-CES"),
        ("屁股这两天发麻，大便憋不住", "RF-CES"),
        ("suddenly I can't pee", "RF-CES"),
        ("两条腿突然没力气了", "RF-WEAK"),
        ("今天走路不稳，站不住", "RF-WEAK"),
        ("my legs are suddenly weak", "RF-WEAK"),
        ("发烧39度，腰疼得厉害", "RF-FEVER"),
        ("fever and my back pain is worse", "RF-FEVER"),
        ("术后伤口往外流清水", "RF-CSF"),
        ("手术完一坐起来就头疼", "RF-CSF"),
        ("刀口红肿流脓", "RF-WOUND"),
        ("my wound is oozing pus", "RF-WOUND"),
        ("我爸叫不醒，嘴唇发紫", "RF-OD"),
        ("吗啡吃多了", "RF-OD"),
        ("she took too many oxycodone", "RF-OD"),
        ("胸口像压了石头，喘不过气", "RF-ACS"),
        ("嘴歪了，说话不清", "RF-ACS"),
        ("chest pain and short of breath", "RF-ACS"),
        ("右腿肿了一圈", "RF-VTE"),
        ("咳出血来了", "RF-VTE"),
        ("my left calf is swollen", "RF-VTE"),
        ("截瘫，突然头疼得厉害，还出大汗", "RF-AD"),
        ("paraplegic, pounding headache and sweating", "RF-AD"),
        ("吃了卡马西平起红疹", "RF-RASH"),
        ("rash after starting lamotrigine", "RF-RASH"),
        ("曲马多和度洛西汀一起吃，发烧手抖", "RF-SEROT"),
        ("老伴突然说胡话，认不得人", "RF-CONF"),
    ],
)
def test_a_red_flag_is_heard(text: str, code: str) -> None:
    assert code in listen(text)


@pytest.mark.parametrize(
    "text",
    [
        "大小便失禁好几年了",
        "没有大小便失禁",
        "腿没力好多年了",
        "腰疼，没有发烧",
        "会不会瘫痪",
        "怕以后大小便失禁",
        "右手小指麻",
        "胸口像火烧一样疼",
        "两条腿疼",
        "伤口疼",
        "疼得睡不着",
        "no fever, no rash",
        "我怕站不起来",
        "吃卡马西平没有起疹子",
        "手术以后还是疼",
        "出汗多",
        "一直尿失禁，受伤以后就这样",
    ],
)
def test_what_is_old_denied_or_only_feared_raises_none(text: str) -> None:
    assert listen(text) == ()
