// The line to the sandbox: requests with their answers, events as they come, a new line when one breaks.

const PATIENCE_MS = 20000;
const AGAIN_MS = 500;
const NO_ANSWER = "The application did not respond";
const NOT_THERE = "The sandbox is not reachable.";

export class Connection {
  /** Connects at once. `greet()` gives the first message of every line, `onEvent(event)` takes what comes unasked. */
  constructor({ greet, onEvent, onState }) {
    Object.assign(this, { greet, onEvent, onState, waiting: new Map(), number: 0 });
    this.open();
  }

  open() {
    const socket = new WebSocket(new URL("socket", location.href.replace(/^http/, "ws")));
    this.socket = socket;
    socket.addEventListener("open", () => {
      this.send(this.greet());
      this.onState(true);
    });
    socket.addEventListener("message", (message) => this.take(JSON.parse(message.data)));
    socket.addEventListener("close", () => {
      this.onState(false);
      for (const { reject } of this.waiting.values()) reject(new Error(NOT_THERE));
      this.waiting.clear();
      setTimeout(() => this.open(), AGAIN_MS);
    });
  }

  take(event) {
    const waiting = this.waiting.get(event.ref);
    if (!waiting) {
      this.onEvent(event);
      return;
    }
    this.waiting.delete(event.ref);
    clearTimeout(waiting.timer);
    if (event.op === "failed") waiting.reject(new Error(event.unanswered ? NO_ANSWER : event.text));
    else waiting.resolve(event);
  }

  send(message) {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  /** Ask for something; resolves with the answer, rejects with an Error whose message is for the person. */
  request(op, data = {}) {
    this.number += 1;
    const ref = this.number;
    return new Promise((resolve, reject) => {
      if (this.socket.readyState !== WebSocket.OPEN) {
        reject(new Error(NOT_THERE));
        return;
      }
      const timer = setTimeout(() => this.take({ ref, op: "failed", text: "No answer came.", unanswered: true }), PATIENCE_MS);
      this.waiting.set(ref, { resolve, reject, timer });
      this.send({ op, ref, ...data });
    });
  }
}
