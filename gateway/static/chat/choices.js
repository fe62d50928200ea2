// Buttons: one of several, several of several, and nought to ten.

import { button, make } from "./dom.js";
import { say } from "./words.js";

/** Two a row where the words fit, one a row where they do not. */
export function columns(labels, room = 17) {
  const wide = (label) => [...label].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 255 ? 2 : 1), 0);
  const longest = Math.max(...labels.map(wide));
  if (longest <= 5 && labels.length >= 3) return "three";
  return longest <= room ? "two" : "one";
}

export function oneOf(widget, answer) {
  const labels = widget.choices.map((choice) => choice.says);
  return make("div", { class: `choices ${columns(labels)}`, role: "group" },
    ...widget.choices.map((choice) => button(choice.says, () => answer(choice.value, choice.says), { class: "choice" })));
}

export function manyOf(widget, answer) {
  const chosen = new Map();
  const labels = widget.choices.map((choice) => choice.says);
  const done = button("", () => answer([...chosen.keys()], [...chosen.values()].join(say("comma"))), { class: "primary" });
  const count = () => {
    done.textContent = chosen.size ? say("done_with", { n: chosen.size }) : say("done");
    done.disabled = !chosen.size;
    if (none) none.hidden = chosen.size > 0; // a slip of the thumb must not wipe out what was chosen
  };
  const toggle = (choice) => (event) => {
    const on = !chosen.has(choice.value);
    if (on) chosen.set(choice.value, choice.says);
    else chosen.delete(choice.value);
    event.currentTarget.setAttribute("aria-pressed", String(on));
    count();
  };
  const none = widget.none
    ? button(widget.none, () => answer([], widget.none), { class: "choice none" })
    : null;
  count();
  return make("div", { class: "many" },
    make("div", { class: `choices ${columns(labels, 12).replace("three", "two")}`, role: "group" },
      ...widget.choices.map((choice) =>
        button(choice.says, toggle(choice), { class: "choice tick", "aria-pressed": "false" }))),
    make("div", { class: "choices two" }, none, done));
}

export function zeroToTen(widget, answer) {
  const low = widget.low ?? 0;
  const high = widget.high ?? 10;
  const [least, most] = widget.ends ?? [say("no_pain"), say("worst_pain")];
  const cells = [];
  for (let score = low; score <= high; score += 1) {
    const end = score === low ? least : score === high ? most : null;
    const label = end ? `${score}, ${end}` : String(score);
    cells.push(button(String(score), () => answer(score, say("score", { n: score })), { class: "cell", "aria-label": label }));
  }
  return make("div", { class: "nrs" },
    make("div", { class: "ends", "aria-hidden": "true" },
      make("span", {}, `${low} = ${least}`), make("span", {}, `${high} = ${most}`)),
    make("div", { class: "cells", role: "group" }, ...cells));
}
