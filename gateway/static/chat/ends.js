// The end; and the pause, whether the patient asked for it or staff have just let the talk go on.

import { button, make } from "./dom.js";
import { calls } from "./log.js";
import { told } from "./summary.js";
import { say } from "./words.js";

/** `change()` asks for the last look again. */
export function endScreen(lines, phone, finished, change) {
  if (!finished) return make("div", { class: "end-card" }, make("h3", {}, say("ended_plain")));
  const bring = ["bring_1", "bring_2", "bring_3", "bring_4"];
  return make("div", { class: "end-card" },
    make("h3", {}, say("end_title")),
    make("h4", {}, say("bring_title")),
    make("ul", { class: "bring" }, ...bring.map((line) => make("li", {}, say(line)))),
    phone ? calls([{ number: phone, says: `${say("call_clinic")} ${phone}` }]) : null,
    lines?.length
      ? make("details", { class: "look-back" }, make("summary", {}, say("summary_title")), told(lines, null))
      : null,
    button(say("change_after"), change, { class: "secondary wide" }),
    make("p", { class: "field-help" }, say("end_more")));
}

/** `offer` is the line with which staff let the talk go on, or null where the patient paused it. */
export function pauseScreen(offer, command) {
  const label = offer?.widget.choices[0].says ?? say("resume");
  return make("div", { class: "paused" }, make("h3", {}, say(offer ? "released_title" : "paused_title")),
    offer ? null : make("p", {}, say("paused_text")), // what staff said stands above as a bubble
    button(label, () => command("resume", label), { class: "primary wide" }));
}
