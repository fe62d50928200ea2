// Numbers and durations: quick picks beside a field; typed words always work too.

import { bringUp, button, make } from "./dom.js";
import { language, say } from "./words.js";
import { oneOf } from "./choices.js";

let made = 0;

/** A number with its unit; `take(number, says)`. */
export function amount(widget, take) {
  const helpId = `number-help-${made += 1}`;
  const field = make("input", {
    class: "number", type: "text", inputmode: "decimal", autocomplete: "off", maxlength: 7,
    "aria-label": widget.unit || say("number"), "aria-describedby": helpId,
  });
  const help = make("p", { id: helpId, class: "field-help", role: "status" });
  const form = make("form", { class: "field", novalidate: true },
    make("span", { class: "with-unit" }, field, make("span", { class: "unit" }, widget.unit ?? "")),
    make("button", { type: "submit", class: "primary" }, say("ok")), help);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = field.value.normalize("NFKC").trim();
    const number = Number(typed);
    const low = widget.low ?? 0;
    const high = widget.high ?? Infinity;
    if (typed === "" || Number.isNaN(number) || number < low || number > high) {
      help.textContent = Number.isFinite(high) ? say("number_range", { low, high }) : say("number_only");
      field.focus();
      bringUp(help, true);
      return;
    }
    take(number, [typed, widget.unit].filter(Boolean).join(language() === "en" ? " " : ""));
  });
  return form;
}

const DAYS = { day: 1, week: 7, month: 30.4375, year: 365.25 };

/** A number and its unit of time; `take(days, says)`. */
export function lasted(take) {
  const field = make("input", {
    class: "number", type: "text", inputmode: "decimal", autocomplete: "off", maxlength: 4,
    "aria-label": say("number"), placeholder: say("how_many"),
  });
  const units = Object.entries(DAYS).map(([name, days]) => button(say(name), () => {
    const number = field.value.normalize("NFKC").trim();
    if (!number || !(Number(number) > 0)) return void field.focus();
    take(Number(number) * days, language() === "en" ? `${number} ${say(name)}` : `${number}${say(name)}`);
  }, { class: "choice unit-choice" }));
  return make("div", {}, make("p", { class: "field-help" }, say("or_number")),
    make("div", { class: "field-row", role: "group", "aria-label": say("or_number") }, field, ...units));
}

export function duration(widget, answer, type) {
  const picks = widget.choices?.length ? oneOf({ choices: widget.choices }, answer) : null;
  // Sent as words: the same hearing as for typed text, so that one rule decides what "3 months" is.
  return make("div", { class: "duration" }, picks, lasted((days, says) => type(says)));
}
