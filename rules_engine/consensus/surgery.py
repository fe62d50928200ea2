"""Surgical notes (consensus §3, §6, §8.2, Rec 9, 11, 12): a checklist for the operating team, never for patients."""

from __future__ import annotations

from rules_engine import facts
from rules_engine.derived import listed
from rules_engine.rule import Clause, Rule, clause

_TICKED = "a step the operating team ticks; no fact of the assessment stands for it"


def _step(id: str, cites: Clause, zh: str, en: str) -> Rule:
    return Rule(id=id, cites=cites, phase="surgery", not_computed=_TICKED, says={"zh": zh, "en": en})


RULES = (
    Rule(
        id="R9",
        cites=clause("推荐意见9", "§6", "1A 推荐意见9"),
        phase="surgery",
        when=facts.pain_segments.known(),
        says={
            "zh": "术前务必确定毁损节段；先找后外侧沟，护动脉，沿沟分离，达后角时毁损",
            "en": "fix the target segments before surgery; find the sulcus, spare its artery, reach the horn, lesion",
        },
    ),
    _step(
        "INTRAOP-1",
        clause("手术操作范围", "§6.2"),
        "破坏伤害性传入，消除后角异常放电，保留抑制性结构",
        "destroy nociceptive input and hyperactive neurons of the dorsal horn, spare inhibitory structures",
    ),
    _step(
        "INTRAOP-2",
        clause("手术操作范围", "§6.2"),
        "毁损：背根分支周围细纤维、后外侧束内侧部、后角Rexed Ⅰ~Ⅴ层",
        "target: fine fibres around the rootlets, medial part of the tract, Rexed laminae I–V",
    ),
    _step(
        "INTRAOP-3",
        clause("手术操作范围", "§6.2"),
        "保留：粗纤维、后外侧束外侧部（抑制性）",
        "spare: coarse fibres, lateral (inhibitory) part of the tract",
    ),
    _step(
        "INTRAOP-4",
        clause("手术操作步骤", "§6.3"),
        "全麻插管，俯卧，显微镜下；以Sindou术作指导",
        "general anaesthesia, intubated, prone, microscope; Sindou's technique as guide",
    ),
    Rule(
        id="INTRAOP-5",
        cites=clause("手术操作步骤", "§6.3"),
        phase="surgery",
        when=listed("bpa_avulsion"),
        says={
            "zh": "臂丛撕脱：头架固定，颈部稍屈曲",
            "en": "brachial plexus avulsion: head frame, neck slightly flexed",
        },
    ),
    _step(
        "INTRAOP-6",
        clause("手术操作步骤", "§6.3"),
        "相应节段切开椎板，悬吊并纵行剪开硬膜，暴露相应节段及上下脊神经后外侧",
        "laminectomy at the segments, tack and open the dura lengthwise to show them and the roots above and below",
    ),
    _step(
        "INTRAOP-7",
        clause("手术操作步骤", "§6.3"),
        "剪开入沟口腹外侧软膜，沿DREZ钝性分离（参照30°~45°，依节段与病损）",
        "open the pia ventrolateral to the entry, dissect bluntly (reference 30–45°, by segment and lesion)",
    ),
    _step(
        "INTRAOP-8", clause("手术操作步骤", "§6.3"), "组织变为棕灰色即达后角", "brown-grey tissue is the dorsal horn"
    ),
    _step(
        "INTRAOP-9",
        clause("手术操作步骤", "§6.3"),
        "毁损：低功率热凝数次（参考1.5~2 W）",
        "lesion: low-power coagulation, several times (reference 1.5–2 W)",
    ),
    _step(
        "INTRAOP-10",
        clause("手术操作步骤", "§6.3", "1A §6.3（句末，是否涵盖全部步骤不明）"),
        "游离并保护后外侧动脉（直径0.1~0.5 mm）",
        "free and protect the posterolateral artery (0.1–0.5 mm)",
    ),
    _step(
        "INTRAOP-11",
        clause("手术操作步骤", "§6.3"),
        "保护上下关节突与椎体稳定性",
        "protect the facet joints and stability",
    ),
    _step(
        "INTRAOP-12",
        clause("DREZ手术的临床应用", "§3"),
        "激光与超声因定位与器械所限未普及",
        "laser and ultrasound are not widespread (targeting, instruments)",
    ),
    _step(
        "R11",
        clause("推荐意见11", "§8.2", "1B 推荐意见11"),
        "尖端理想、绝缘完好的双极低功率热凝，不过度",
        "good-tipped, well-insulated bipolar at low power; no over-coagulation",
    ),
    _step(
        "R12",
        clause("推荐意见12", "§8.2", "2B 推荐意见12", "未分级 推荐意见12（无菌与创面管理）"),
        "切开椎板多者可放硬膜外引流；务必无菌与创面管理",
        "many laminae opened: an epidural drain may be placed; asepsis and wound care",
    ),
)
