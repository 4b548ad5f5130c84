import { randomBytes } from "node:crypto";
import type { Socket } from "node:net";

const sidPrefix = `SM${randomBytes(10).toString("hex")}`;
let lastSid = 0;

/** A sid like Twilio's that was not given before: two letters and 32 hexadecimal digits. */
export function nextSid(): string {
  lastSid += 1;
  return sidPrefix + lastSid.toString(16).padStart(12, "0");
}

/** Says that the text is taken, in the fields of Twilio's answer that a client looks at. */
export function accepted(sid: string): string {
  const body = `{"sid":"${sid}","status":"queued","num_segments":"1","direction":"outbound-api","error_code":null,"error_message":null}`;
  return `HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
}

/** Any other answer; the body must be ASCII or be escaped to it. */
export function answer(status: string, value: unknown, headers = ""): string {
  const body = asciiJson(value);
  return `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\n${headers}content-length: ${body.length}\r\n\r\n${body}`;
}

export const tooMany = answer("429 Too Many Requests", { code: 20429, message: "Too Many Requests", status: 429 });
export const notFound = answer("404 Not Found", { code: 20404, message: "This is not here.", status: 404 });

function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, (letter) => {
    return `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** Writes answers after a while: one timer for all of them, since those that came first leave first. */
export function delayedWriter(): (socket: Socket, text: string, delayMs: number) => void {
  let line: { at: number; socket: Socket; text: string }[] = [];
  let timer: NodeJS.Timeout | null = null;

  function writeDue(): void {
    const now = performance.now();
    let due = 0;
    for (const next of line) {
      if (next.at > now) break;
      if (next.socket.writable) next.socket.write(next.text, "latin1");
      due += 1;
    }
    line = line.slice(due);
    timer = null;
    wait();
  }

  function wait(): void {
    const [first] = line;
    if (first && !timer) timer = setTimeout(writeDue, Math.max(first.at - performance.now(), 1));
  }

  return (socket, text, delayMs) => {
    line.push({ at: performance.now() + delayMs, socket, text });
    wait();
  };
}
