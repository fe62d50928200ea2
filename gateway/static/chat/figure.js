// A figure, front and back, to tap. Left and right are the patient's own: the front view is seen as in a mirror's reverse.
// The list beside it says the same in words, so the figure is hidden from screen readers and the Tab key.

import { draw, make } from "./dom.js";
import { say } from "./words.js";

const ARM = ["deltoid", "arm_inner_up", "axilla", "arm_all"];
const ELBOW = ["elbow_lat", "elbow_med"];
const FOREARM = ["forearm_rad", "forearm_uln"];
const FINGERS = ["thumb", "index", "middle_f", "ring_f", "little_f", "hand_all"];

// [codes, path of the half on the viewer's left, in a field 120 wide and 282 high]
const LIMBS = [
  [ARM, "M32 58 44 62 41 88 39 96 28 94 28 72Q28 62 32 58Z"],
  [ELBOW, "M28 94 39 96 37 109 26 107Z"],
  [FOREARM, "M26 107 37 109 31 140 21 138Z"],
];
const FRONT = [
  [["face"], "M60 5Q46 5 46 22 46 39 60 39Z"],
  [["neck_front"], "M60 39 53 37 53 48 60 48Z"],
  [["shoulder_top", "supraclav"], "M60 48 53 48Q38 51 32 58L44 62 60 59Z"],
  [["chest_up"], "M60 59 44 62 43 75 60 75Z"],
  [["nipple"], "M60 75 43 75 43 87 60 87Z"],
  [["chest_low", "rib_margin"], "M60 87 43 87 44 101 60 101Z"],
  [["upper_abd"], "M60 101 44 101 45 113 60 113Z"],
  [["navel", "waist_belt"], "M60 113 45 113 45 126 60 126Z"],
  [["lower_abd"], "M60 126 45 126 42 140 60 140Z"],
  [["groin"], "M60 140 42 140 41 149 54 158 54 146 60 146Z"],
  ...LIMBS,
  [["palm", ...FINGERS], "M21 138 31 140 33 152Q31 166 24 166 16 165 17 152Z"],
  [["thigh_front", "thigh_lat", "thigh_inner", "leg_all"], "M41 149 54 158 59 158 58 172 56 202 43 202 39 172Z"],
  [["knee"], "M43 202 56 202 56 217 44 217Z"],
  [["shin_inner", "shin_lat"], "M44 217 56 217 54 252 47 252Z"],
  [["ankle_med", "ankle_lat"], "M47 252 54 252 54 262 46 262Z"],
  [["foot_dorsum", "big_toe", "little_toe", "ankle_med", "ankle_lat"], "M46 262 54 262 56 272Q55 279 46 279 36 279 40 271Z"],
];
const BACK = [
  [["occiput"], "M60 5Q46 5 46 22 46 39 60 39Z"],
  [["neck_back"], "M60 39 53 37 53 48 60 48Z"],
  [["shoulder_top"], "M60 48 53 48Q38 51 32 58L44 62 60 59Z"],
  [["back_up"], "M60 59 44 62 43 81 60 81Z"],
  [["back_mid"], "M60 81 43 81 44 104 60 104Z"],
  [["low_back", "waist_belt"], "M60 104 44 104 45 124 42 134 60 134Z"],
  [["buttock", "sit_bone"], "M60 134 42 134 40 154 50 160 60 154Z"],
  ...LIMBS,
  [["dorsum_hand", ...FINGERS], "M21 138 31 140 33 152Q31 166 24 166 16 165 17 152Z"],
  [["thigh_back", "leg_all"], "M40 154 50 160 59 156 58 172 56 202 43 202 39 172Z"],
  [["popliteal"], "M43 202 56 202 56 217 44 217Z"],
  [["calf"], "M44 217 56 217 54 252 47 252Z"],
  [["ankle_med", "ankle_lat"], "M47 252 54 252 54 262 46 262Z"],
  [["sole", "heel", "big_toe", "little_toe"], "M46 262 54 262 56 272Q55 279 46 279 36 279 40 271Z"],
];
const MIDDLE = { front: [["genital"], "M54 146 66 146 66 156 60 162 54 156Z"], rear: [["perineum"], "M60 152 67 157 60 166 53 157Z"] };

/** `pick(places, side)` gets the regions under the finger. `mark(chosen)` fills the zones that are chosen. */
export function figure(regions, pick) {
  const known = new Map(regions.map((place) => [place.code, place]));
  const zones = [];

  function zone(codes, path, side, mirrored) {
    const places = codes.map((code) => known.get(code)).filter(Boolean);
    if (!places.length) return [];
    const shape = draw("path", {
      d: path, class: "zone", transform: mirrored ? "translate(120 0) scale(-1 1)" : null,
      onclick: () => pick(places, side),
    });
    zones.push({ shape, codes, side });
    return [shape];
  }

  function view(name, parts, viewerLeft, viewerRight) {
    const shapes = parts.flatMap(([codes, path]) =>
      [...zone(codes, path, viewerLeft, false), ...zone(codes, path, viewerRight, true)]);
    const [codes, path] = MIDDLE[name];
    const label = (x, side) => draw("text", { x, y: 24, class: "side-label" }, say(side === "L" ? "left" : "right"));
    return make("figure", {}, make("figcaption", {}, say(name)),
      draw("svg", { viewBox: "8 0 104 282", focusable: "false" },
        ...shapes, ...zone(codes, path, null, false), label(22, viewerLeft), label(98, viewerRight)));
  }

  const element = make("div", { class: "figure", "aria-hidden": "true" },
    view("front", FRONT, "R", "L"), view("rear", BACK, "L", "R"));
  return {
    element,
    mark(chosen) {
      const places = [...chosen.values()];
      for (const { shape, codes, side } of zones) {
        const on = places.some((place) => codes.includes(place.code)
          && (!side || !place.side || place.side === side || place.side === "both"));
        shape.classList.toggle("on", on);
      }
    },
  };
}
