// The safety message fills the screen calmly. Only its button lets the questions go on.

import { announce, button, make } from "./dom.js";
import { calls } from "./log.js";
import { say } from "./words.js";

const panel = document.getElementById("safety");
const page = document.getElementById("page");
let shown = null;

/** Show this safety part, with what was written since beneath it; `send(kind, {…})` takes the patient's answer. */
export function showSafety(part, since, send) {
  const key = JSON.stringify([part.text, since]);
  if (shown === key) return;
  const first = shown === null;
  const typed = panel.querySelector("textarea")?.value ?? "";
  shown = key;
  const widget = part.widget ?? {};
  const numbers = widget.calls ?? ["120", "12356"].map((number) => ({ number, says: say(`call_${number}`) }));
  const choices = widget.choices ?? ["need_help", "safe_continue"].map((value) => ({ value, says: say(value) }));
  panel.replaceChildren(make("div", { class: "safety-inner" },
    make("p", { id: "safety-text", class: "safety-text", tabindex: "-1" }, part.text),
    calls(numbers),
    make("div", { class: "safety-choices" }, ...choices.map((choice) =>
      button(choice.says, () => send("command", { choice: choice.value, text: choice.says }),
        { class: choice.value === "need_help" ? "primary wide" : "secondary wide" }))),
    since.length ? make("ul", { class: "safety-since", role: "log" }, ...since.map((text) => make("li", {}, text))) : null,
    writing(send, typed)));
  panel.hidden = false;
  page.inert = true;
  if (first) panel.querySelector(".safety-text").focus();
  else announce([part.text, ...since].at(-1));
}

export function hideSafety() {
  if (shown === null) return;
  shown = null;
  panel.hidden = true;
  panel.replaceChildren();
  page.inert = false;
  document.getElementById("scroller").focus();
}

function writing(send, typed) {
  const field = make("textarea", { rows: 3, maxlength: 4000, "aria-label": say("safety_write") });
  field.value = typed;
  const form = make("form", { class: "safety-write" }, field,
    make("button", { type: "submit", class: "secondary wide" }, say("send")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!field.value.trim()) return void field.focus();
    send("text", { text: field.value });
    field.value = "";
  });
  const open = make("details", {}, make("summary", {}, say("safety_write")), form);
  open.open = typed !== "";
  return open;
}
