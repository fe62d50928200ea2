// The page: lines come in, the last question gets its widget, what the patient does goes out.

import { Client } from "./client.js";
import { button, make } from "./dom.js";
import { endScreen, pauseScreen } from "./ends.js";
import { showCalls, showLine, showNote, showUnsent } from "./log.js";
import { setUpMenu } from "./menu.js";
import { hideSafety, showSafety } from "./safety.js";
import { drawWidget } from "./widgets.js";
import { dress, language, say, setLanguage } from "./words.js";

const at = (id) => document.getElementById(id);
const [log, scroller, widget, typing, notice, composer, field] =
  ["log", "scroller", "widget", "typing", "notice", "composer", "words-field"].map(at);
const ASKING = ["invited", "consenting", "running"];
const ENDED = ["finished", "declined", "withdrawn"];

let status = "invited";
let question = null; // the last line that asked something
let told = []; // the last summary, for the end screen
let offer = null; // the line with which staff let a held talk go on
let asked = 0; // the seq of the patient's last line
let answered = 0; // and of the last one that has a reply
const places = new Map(); // seq by message id
const typed = new Map(); // this visit's own words by message id
let safety = null; // { part, since, stored }
let trouble = null;
let unsent = [];
let drawn = ""; // which widget stands, so that it is not drawn anew under the finger
let first = true;
let byKeyboard = false;
let spoken = language();

const token = decodeURIComponent(location.pathname.split("/").filter(Boolean).at(-1));
const client = new Client(token, {
  lines: takeLines,
  state(state) {
    status = state.status;
    if (state.language !== spoken) { // the talk itself changed its language
      spoken = state.language;
      setLanguage(spoken);
      redraw();
    }
    if (safety?.stored && status !== "safety") safety = null;
    refresh();
  },
  stored(id, text) { typed.set(id, text); },
  outbox(messages) { unsent = messages; refresh(); scrollToEnd(); },
  safety(part, stored) {
    if (part.role === "safety") safety = { part, since: [], stored };
    else if (!stored) showCalls(part.text, part.widget?.calls ?? []);
    refresh();
  },
  trouble(name) { trouble = name; refresh(); },
  refused(message, says) {
    showNote(says?.[language()] ?? say("refused"));
    if (message.kind === "text" && !field.value) field.value = message.text;
    grow();
    refresh();
    scrollToEnd();
  },
  gone(says) { showNote(says?.[language()] ?? say("unknown_text")); },
});

function takeLines(lines) {
  let newest = null;
  for (const line of lines) {
    if (line.direction === "in") {
      places.set(line.message_id, line.seq);
      asked = line.seq;
      // Before consent the server keeps no words; this page still knows what was tapped on it.
      showLine({ ...line, text: line.text ?? typed.get(line.message_id) ?? null });
      continue;
    }
    const element = showLine(line);
    if (line.role === "safety") safety = { part: line, since: [], stored: true };
    else if (safety && line.kind !== "staff" && line.role === "say" && line.text) safety.since.push(line.text);
    if (line.kind === "reply") answered = Math.max(answered, places.get(line.reply_to) ?? 0);
    if (line.kind === "staff") answered = line.seq; // what was said while the talk was held gets no reply of its own
    if (line.widget?.choices?.some(({ value }) => value === "resume")) offer = line;
    if (line.role === "question") {
      offer = null;
      question = line;
      newest = element;
    }
    if (line.widget?.kind === "summary") told = line.widget.lines ?? told;
  }
  refresh();
  scrollToEnd(newest);
}

function refresh() {
  showUnsent(unsent, trouble);
  notice.hidden = !trouble;
  notice.textContent = trouble ? say(trouble) : "";
  const busy = asked > answered || unsent.length > 0;
  const held = log.querySelector(".bubble:last-of-type")?.classList.contains("hold");
  typing.hidden = !busy || Boolean(trouble) || held || first || ENDED.includes(status);
  showProgress();
  // The state may run ahead of the message's own answer, which says what to show: for that moment nothing changes.
  const inSafety = (status === "safety" && (safety !== null || !unsent.length)) || (safety !== null && !safety.stored);
  if (inSafety) showSafety(safety?.part ?? { text: say("safety_title") }, safety?.since ?? [], fromSafety);
  else hideSafety();
  showWidget(busy);
  at("quiet").hidden = !ASKING.includes(status) || !question;
}

function showProgress() {
  const progress = question?.progress;
  const ended = status === "finished";
  at("progress").hidden = !progress || (ENDED.includes(status) && !ended);
  if (!progress) return;
  const done = ended ? progress.of : progress.n - 1;
  const step = say("step", progress);
  const where = [make("span", {}, step), make("i", {}, " · "), make("span", {}, say("minutes", { m: progress.minutes }))];
  at("where").replaceChildren(...(ENDED.includes(status) ? [] : where));
  if (ENDED.includes(status)) at("heading").textContent = say("title");
  at("progress").setAttribute("aria-valuemax", progress.of);
  at("progress").setAttribute("aria-valuenow", done);
  at("progress").setAttribute("aria-label", step);
  at("progress").firstElementChild.style.width = `${Math.round((100 * done) / Math.max(1, progress.of))}%`;
}

function showWidget(busy) {
  let key = "none";
  if (ENDED.includes(status)) key = `end ${status}`;
  else if (status === "paused" && !busy) key = offer ? `paused ${offer.seq}` : "paused";
  else if (question && !busy && ASKING.includes(status)) key = `question ${question.seq}`;
  key += language();
  if (key === drawn) return;
  drawn = key;
  const send = {
    answer: (choice, text) => sendNow("choice", { choice, text, item: question?.item }),
    type: (text) => sendNow("text", { text, item: question?.item }),
    command,
  };
  let element = null;
  if (key.startsWith("end")) element = endScreen(told, document.documentElement.dataset.phone, status === "finished", reopen);
  else if (key.startsWith("paused")) element = pauseScreen(offer, command);
  else if (key.startsWith("question")) element = drawWidget(question.widget, send);
  const focused = document.activeElement;
  byKeyboard ||= widget.contains(focused) && focused.matches(":focus-visible");
  widget.dataset.item = key.startsWith("question") ? question.item : "";
  widget.replaceChildren(...(element ? [element] : []));
  widget.hidden = !element;
  if (element && byKeyboard) { // whoever answers by keyboard goes on at the next answer, not at the top of the page
    byKeyboard = false;
    element.querySelector("button:not(:disabled), input, summary")?.focus({ preventScroll: true });
  }
  field.placeholder = say(element && !key.startsWith("end") ? "type_here" : "type_words");
}

function command(choice, text) {
  sendNow("command", { choice, text, item: question?.item });
}

function reopen() {
  sendNow("choice", { choice: "change_after", text: say("change_after") });
}

function sendNow(kind, message) {
  client.send(kind, message);
}

function fromSafety(kind, message) {
  if (message.choice === "safe_continue" && status !== "safety") safety = null;
  client.send(kind, { ...message, item: question?.item });
}

/** The newest question at the top of the view where it does not fit whole; else the end of the talk. */
function scrollToEnd(newest = null) {
  const behavior = first ? "instant" : "smooth";
  requestAnimationFrame(() => {
    const end = scroller.scrollHeight - scroller.clientHeight;
    const top = newest ? newest.offsetTop - 16 : end;
    scroller.scrollTo({ top: Math.min(top, end), behavior });
  });
}

function grow() {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight + 2, 160)}px`;
}

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!field.value.trim()) return void field.focus();
  sendNow("text", { text: field.value, item: question?.item });
  field.value = "";
  grow();
});
field.addEventListener("input", grow);
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    composer.requestSubmit();
  }
});

function drawQuiet() {
  at("quiet").replaceChildren(...["why", "unsure", "declined", "back"].map((name) =>
    button(say(name), () => command(name, say(name)), { class: "quiet-button" })));
}

function redraw() {
  drawQuiet();
  drawn = "";
  refresh();
}

dress(document);
setUpMenu({
  wish: command,
  asked: () => [question?.text ?? "", ...(question?.widget?.choices ?? []).map(({ says }) => says)].join("\n"),
  running: () => ASKING.includes(status) && Boolean(question),
  redraw,
});
drawQuiet();
await client.open();
refresh();
scrollToEnd(question && ASKING.includes(status) ? log.querySelector(`[data-seq="${question.seq}"]`) : null);
first = false;
log.setAttribute("aria-live", "polite");
