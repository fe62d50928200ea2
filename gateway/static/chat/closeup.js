// A hand or a foot drawn large, as its owner sees it: fingers and toes are too small to hit on the figure.

import { draw, make } from "./dom.js";
import { say } from "./words.js";

const finger = (x, top) => `M${x} 104V${top + 9}a10 10 0 0 1 20 0V104Z`;

// [code, path, where its name stands] in a field of 160 × 200, thumb or big toe on the left.
const FINGERS = [
  ["thumb", "M34 142 10 104a10.500 10.500 0 0 1 17-12L52 116V148Z", [15, 84]],
  ["index", finger(52, 36), [62, 30]],
  ["middle_f", finger(75, 20), [85, 14]],
  ["ring_f", finger(98, 32), [110, 26]],
  ["little_f", finger(121, 58), [136, 52]],
];
const PALM = "M52 107H141V150Q139 176 124 190H72Q58 178 52 160Z";
const BIG_TOE = "M36 58V34a16 16 0 0 1 32 0V58Z";
const LITTLE_TOE = "M114 76V62a9 9 0 0 1 18 0V80Z";
const BETWEEN_TOES = "M70 60V34a7 7 0 0 1 14 0V64ZM86 65V42a6.500 6.500 0 0 1 13 0V69ZM101 70V53a5.500 5.500 0 0 1 11 0V74Z";
const DRAWINGS = {
  palm: [...FINGERS, ["palm", PALM, [97, 152]]],
  dorsum_hand: [...FINGERS, ["dorsum_hand", PALM, [97, 152]]],
  foot_dorsum: [
    ["big_toe", BIG_TOE, [50, 12]],
    ["little_toe", LITTLE_TOE, [130, 46]],
    ["foot_dorsum", "M36 61 68 61 92 68 132 83Q134 120 116 152H54Q40 110 36 61Z", [84, 112]],
    ["ankle_med", "M52 155H84V194H58Q48 180 52 155Z", [32, 184]],
    ["ankle_lat", "M86 155H116Q122 180 112 194H86Z", [138, 184]],
  ],
  sole: [
    ["big_toe", BIG_TOE, [50, 12]],
    ["little_toe", LITTLE_TOE, [130, 46]],
    ["sole", "M36 61 68 61 92 68 132 83Q134 120 116 152H54Q40 110 36 61Z", [84, 112]],
    ["heel", "M54 155H116Q120 194 86 195 50 194 54 155Z", [86, 180]],
  ],
};
const UNNAMED = { foot_dorsum: BETWEEN_TOES, sole: BETWEEN_TOES };

/** The drawing for these regions on this side, or null; `pick(place)`; `mark(isChosen)` fills what is chosen. */
export function closeUp(places, side, pick) {
  const known = new Map(places.map((place) => [place.code, place]));
  const name = Object.keys(DRAWINGS).find((code) => known.has(code));
  if (!name) return null;
  // One's own right palm has its thumb on the right, the back of the hand on the left; soles and feet likewise.
  const mirrored = (side === "R") === (name === "palm" || name === "sole");
  const shapes = new Map();
  const labels = [];
  const flip = mirrored ? "translate(160 0) scale(-1 1)" : null;
  for (const [code, path, [x, y]] of DRAWINGS[name]) {
    const place = known.get(code);
    if (!place) continue;
    const shape = draw("path", { d: path, class: "zone", transform: flip, onclick: () => pick(place) });
    shapes.set(code, shape);
    labels.push(draw("text", { x: mirrored ? 160 - x : x, y, class: "part-label" }, place.says));
  }
  const still = UNNAMED[name] ? [draw("path", { d: UNNAMED[name], class: "still", transform: flip })] : [];
  const element = make("figure", { class: "figure close-up", "aria-hidden": "true" },
    make("figcaption", {}, say("own_view", { side: say(side === "R" ? "right" : "left"), part: known.get(name).says })),
    draw("svg", { viewBox: "-12 0 184 200", focusable: "false" }, ...still, ...shapes.values(), ...labels));
  return {
    element,
    mark(isChosen) {
      for (const [code, shape] of shapes) shape.classList.toggle("on", isChosen(known.get(code)));
    },
  };
}
