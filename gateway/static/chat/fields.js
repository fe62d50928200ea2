// Numbers, durations and medicines: quick picks beside a field; typed words always work too.

import { bringUp, button, make } from "./dom.js";
import { language, say } from "./words.js";
import { oneOf } from "./choices.js";

export function numberField(widget, answer) {
  const field = make("input", {
    class: "number", type: "text", inputmode: "decimal", autocomplete: "off", maxlength: 7,
    "aria-label": widget.unit || say("number"), "aria-describedby": "number-help",
  });
  const help = make("p", { id: "number-help", class: "field-help", role: "status" });
  const form = make("form", { class: "field", novalidate: true },
    make("span", { class: "with-unit" }, field, make("span", { class: "unit" }, widget.unit ?? "")),
    make("button", { type: "submit", class: "primary" }, say("ok")), help);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = field.value.normalize("NFKC").trim();
    const number = Number(typed);
    const low = widget.low ?? -Infinity;
    const high = widget.high ?? Infinity;
    if (typed === "" || Number.isNaN(number) || number < low || number > high) {
      help.textContent = Number.isFinite(low) && Number.isFinite(high)
        ? say("number_range", { low, high }) : say("number_only");
      field.focus();
      bringUp(help, true);
      return;
    }
    answer(number, [typed, widget.unit].filter(Boolean).join(" "));
  });
  return form;
}

const UNITS = [["day", 1], ["week", 7], ["month", 30.4375], ["year", 365.25]];

export function duration(widget, answer, type) {
  const field = make("input", {
    class: "number", type: "text", inputmode: "decimal", autocomplete: "off", maxlength: 4,
    "aria-label": say("number"), placeholder: say("how_many"),
  });
  const units = UNITS.map(([name]) => button(say(name), () => {
    const number = field.value.normalize("NFKC").trim();
    if (!number || !(Number(number) > 0)) return void field.focus();
    // Sent as words: the same hearing as for typed text, so that one rule decides what "3 months" is.
    type(language() === "en" ? `${number} ${say(name)}` : `${number}${say(name)}`);
  }, { class: "choice unit-choice" }));
  const picks = widget.choices?.length ? oneOf({ choices: widget.choices }, answer) : null;
  return make("div", { class: "duration" }, picks,
    make("p", { class: "field-help" }, say("or_number")),
    make("div", { class: "field-row", role: "group", "aria-label": say("or_number") }, field, ...units));
}

export function drug(widget, answer) {
  const picks = oneOf(widget, answer);
  return make("div", { class: "drug" }, picks, make("p", { class: "field-help" }, say("other_drug")));
}
