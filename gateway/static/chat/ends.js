// What was told, for checking; the end; and the pause.

import { button, make } from "./dom.js";
import { calls } from "./log.js";
import { oneOf } from "./choices.js";
import { say } from "./words.js";

function told(lines, change) {
  return make("dl", { class: "told" }, ...lines.map((line) => {
    const row = make("div", {}, make("dt", {}, line.asks), make("dd", {}, line.says));
    if (change && line.change) {
      row.append(button(say("change"), () => change(line.item), {
        class: "change", "aria-label": `${say("change")} ${line.asks}`,
      }));
    }
    return row;
  }));
}

export function summary(widget, answer, command) {
  const lines = widget.lines ?? widget.items ?? [];
  const buttons = widget.choices?.length
    ? oneOf(widget, answer)
    : button(say("all_right"), () => command("confirm", say("all_right")), { class: "primary wide" });
  return make("div", { class: "summary" }, make("h3", {}, say("summary_title")),
    told(lines, (item) => command(`change:${item}`, say("change"))), buttons);
}

export function endScreen(lines, phone, finished) {
  if (!finished) return make("div", { class: "end-card" }, make("h3", {}, say("ended_plain")));
  const bring = ["bring_1", "bring_2", "bring_3", "bring_4"];
  return make("div", { class: "end-card" },
    make("h3", {}, say("end_title")),
    make("h4", {}, say("bring_title")),
    make("ul", { class: "bring" }, ...bring.map((line) => make("li", {}, say(line)))),
    phone ? calls([{ number: phone, says: `${say("call_clinic")} ${phone}` }]) : null,
    lines?.length
      ? make("details", {}, make("summary", {}, say("summary_title")), told(lines, null))
      : null,
    make("p", { class: "field-help" }, say("end_more")));
}

export function pauseScreen(command) {
  return make("div", { class: "paused" }, make("h3", {}, say("paused_title")),
    make("p", {}, say("paused_text")),
    button(say("resume"), () => command("resume", say("resume")), { class: "primary wide" }));
}
