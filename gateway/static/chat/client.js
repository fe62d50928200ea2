// Talks to the chat API: opens the conversation, sends messages in order until each is stored, listens for lines.

const RETRY_FIRST = 1000;
const RETRY_LONGEST = 10000;
const POLL = 2000;

export class Client {
  /** `on` has lines(lines), state(state), outbox(messages), stored(id, text), safety(part, stored), trouble(name | null), refused(message, says), gone(says). */
  constructor(token, on) {
    this.base = `/api/chat/${encodeURIComponent(token)}`;
    this.key = `preop.unsent.${token}`;
    this.on = on;
    this.last = 0;
    this.failures = 0;
    this.sending = false;
    this.early = [];
    this.outbox = this.#restore();
    addEventListener("online", () => this.#soon(0));
    addEventListener("offline", () => on.trouble("offline"));
    addEventListener("visibilitychange", () => { if (!document.hidden) this.fetchNews(); });
  }

  async open() {
    let found = null;
    while (!found && !this.over) {
      found = await this.#ask("/open", { method: "POST" });
      if (!found) await new Promise((resume) => { setTimeout(resume, this.#pause()); });
    }
    if (this.over) return;
    this.failures = 0;
    this.#take(found);
    this.#listen();
    setInterval(() => { if (this.stream?.readyState !== EventSource.OPEN) this.fetchNews(); }, POLL);
    this.on.outbox(this.outbox);
    this.#soon(0);
  }

  /** Queue a message; it is sent with the same id until the server has it. */
  send(kind, { text, choice, item } = {}) {
    const message = { id: newId(), kind };
    if (text !== undefined) message.text = text;
    if (choice !== undefined) message.choice = choice;
    if (item) message.item = item;
    this.outbox.push(message);
    this.#keep();
    this.#soon(0);
  }

  async fetchNews() {
    if (this.over) return;
    const found = await this.#ask(`/messages?after=${this.last}`);
    if (found) this.#take(found);
  }

  #soon(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#drain(), delay);
  }

  async #drain() {
    if (this.sending || !this.outbox.length) return;
    this.sending = true;
    const message = this.outbox[0];
    const done = await this.#post(message);
    this.sending = false;
    if (done) {
      this.failures = 0;
      this.outbox.shift();
      this.#keep();
    }
    const early = this.early.splice(0);
    if (early.length) this.on.lines(early);
    if (done && this.stream?.readyState !== EventSource.OPEN) this.fetchNews();
    if (this.outbox.length) this.#soon(done ? 0 : this.#pause());
  }

  /** True once the message needs no more sending: stored, or refused for good. */
  async #post(message) {
    let answer;
    try {
      answer = await fetch(`${this.base}/messages`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(message),
        signal: AbortSignal.timeout?.(15000),
      });
    } catch {
      this.on.trouble("offline");
      return false;
    }
    const body = await answer.json().catch(() => ({}));
    if (body.safety) this.on.safety(body.safety, answer.ok);
    if (answer.ok) {
      this.on.trouble(null);
      this.on.stored(body.message_id, message.text);
      return true;
    }
    if (answer.status === 429) { this.on.trouble("too_fast"); return false; }
    if (answer.status >= 500) { this.on.trouble("away"); return false; }
    if (answer.status === 404 || answer.status === 410) this.#end(body.says);
    this.on.refused(message, body.says);
    return true;
  }

  async #ask(path, options) {
    try {
      const answer = await fetch(this.base + path, options);
      const body = await answer.json();
      if (answer.ok) return body;
      if (answer.status === 404 || answer.status === 410) this.#end(body.says);
      else this.on.trouble(answer.status === 429 ? "too_fast" : "away");
    } catch {
      this.on.trouble(navigator.onLine ? "away" : "offline");
    }
    return null;
  }

  #listen() {
    this.stream = new EventSource(`${this.base}/events?after=${this.last}`);
    this.stream.addEventListener("line", (event) => this.#lines([JSON.parse(event.data)]));
    this.stream.addEventListener("state", (event) => this.on.state(JSON.parse(event.data)));
    this.stream.onopen = () => { if (!this.outbox.length) this.on.trouble(null); };
    this.stream.onerror = () => {
      if (this.over || this.stream.readyState !== EventSource.CLOSED) return;
      setTimeout(() => this.#listen(), RETRY_FIRST * 3);
    };
  }

  #take(found) {
    if (!this.outbox.length) this.on.trouble(null);
    this.#lines(found.lines);
    this.on.state(found.state);
  }

  // While a message is on its way its own line may arrive first by the stream: it waits, so that it is not shown twice.
  #lines(lines) {
    const fresh = lines.filter((line) => line.seq > this.last);
    if (!fresh.length) return;
    this.last = fresh.at(-1).seq;
    if (this.sending) this.early.push(...fresh);
    else this.on.lines(fresh);
  }

  #end(says) {
    if (!this.over) this.on.gone(says);
    this.over = true;
    this.stream?.close();
  }

  #pause() {
    return Math.min(RETRY_LONGEST, RETRY_FIRST * 2 ** this.failures++);
  }

  #keep() {
    try { sessionStorage.setItem(this.key, JSON.stringify(this.outbox)); } catch { /* private mode: memory only */ }
    this.on.outbox(this.outbox);
  }

  #restore() {
    try { return JSON.parse(sessionStorage.getItem(this.key) ?? "[]"); } catch { return []; }
  }
}

// crypto.randomUUID is missing where a clinic serves plain HTTP on its own network.
function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
