// One card for one medicine: the name first, then its fields one open at a time. What stays empty is asked later.

import { bringUp, button, make } from "./dom.js";
import { columns } from "./choices.js";
import { amount, lasted } from "./fields.js";
import { say } from "./words.js";

export function card(widget, answer) {
  const fields = widget.fields;
  const filled = new Map(); // item → { value, says, told }: for the server, on the card, in the sentence
  const whole = make("div", { class: "card" });
  const send = button("", () => answer(
    Object.fromEntries([...filled].map(([item, { value }]) => [item, value])),
    fields.flatMap(({ item }) => filled.get(item)?.told ?? []).join(say("card_comma")),
  ), { class: "primary wide" });
  let open = fields[0];

  function fill(field, value, says, told = says) {
    filled.set(field.item, { value, says, told });
    open = fields.find(({ item }) => !filled.has(item)) ?? null;
    draw();
    (open ? whole.querySelector(".card-open h3") : send).focus({ preventScroll: true });
    bringUp(open ? whole.querySelector(".card-open") : send, true);
  }

  function row(field) {
    const done = filled.get(field.item);
    return button("", () => { open = field; draw(); bringUp(whole.querySelector(".card-open"), true); }, {
      class: done ? "card-row" : "card-row empty", disabled: !filled.size,
      "aria-label": `${field.label}${say("colon")}${done?.says ?? say("card_empty")}`,
    });
  }

  function draw() {
    const parts = fields.map((field) => {
      if (field === open) {
        return make("div", { class: "card-open" }, make("h3", { tabindex: "-1" }, field.label),
          inside(field, widget, (...found) => fill(field, ...found)));
      }
      const element = row(field);
      element.append(make("span", { class: "card-label" }, field.label),
        make("span", { class: "card-value" }, filled.get(field.item)?.says ?? say("card_empty")));
      return element;
    });
    const left = fields.filter(({ item }) => !filled.has(item)).length;
    send.textContent = left ? say("card_send_early") : say("card_send");
    send.className = left ? "secondary wide" : "primary wide";
    send.hidden = !filled.has(fields[0].item);
    // The name comes alone: what can be said about a medicine follows once there is one.
    whole.replaceChildren(...(filled.size ? parts : parts.slice(0, 1)), send);
  }

  draw();
  return whole;
}

/** The way to fill one field; `take(value, says, told)`. */
function inside(field, widget, take) {
  const unsure = button(say("card_unsure"),
    () => take("unsure", say("card_unsure"), say("card_told", { label: field.label, says: say("card_unsure") })),
    { class: "choice wide" });
  switch (field.kind) {
    case "drug": return make("div", { class: "card-field" },
      picks(widget.choices, (choice) => take(choice.value, choice.says)), named(take));
    case "number": return make("div", { class: "card-field" },
      amount(field, (number, says) => take(number, says, say("card_a_day", { says }))),
      make("p", { class: "field-help" }, say("card_dose_help")), unsure);
    case "duration": {
      const told = (says) => say("card_for", { says });
      return make("div", { class: "card-field" },
        picks(field.choices, (choice) => take(choice.value, choice.says, told(choice.says))),
        lasted((days, says) => take(days, says, told(says))), unsure);
    }
    default: return make("div", { class: "card-field" }, picks(field.choices, (choice) => {
      const bare = typeof choice.value === "boolean" && field === widget.fields.at(-1);
      take(choice.value, choice.says, bare ? say("card_told", { label: field.label, says: choice.says }) : choice.says);
    }), field === widget.fields.at(-1) ? null : unsure);
  }
}

function picks(choices, take) {
  return make("div", { class: `choices ${columns(choices.map((choice) => choice.says))}`, role: "group" },
    ...choices.map((choice) => button(choice.says, () => take(choice), { class: "choice" })));
}

/** A medicine's name in the patient's own spelling. */
function named(take) {
  const field = make("input", { class: "text", type: "text", autocomplete: "off", maxlength: 60, "aria-label": say("other_drug"),
    placeholder: say("other_drug") });
  const form = make("form", { class: "field", novalidate: true }, field,
    make("button", { type: "submit", class: "primary" }, say("ok")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = field.value.trim();
    if (name) take(name, name);
    else field.focus();
  });
  return form;
}
