import { sign } from "@cartbell/sim/carrier/sign";
import { type ReceiptLine, receiptLineTo } from "./receipt-line.ts";

export interface ReceiptSettings {
  /** With these Twilio would sign and name itself. */
  authToken: string;
  accountSid: string;
  connections: number;
}

export interface ReceiptCounts {
  /** Answered with a 2xx. */
  posted: number;
  /** Answered 5xx, or cut off, and tried again. */
  retried: number;
  /** Given up: another answer, or too many attempts. */
  failed: number;
  /** Not yet done with. */
  waiting: number;
}

export interface Receipts {
  /** Begins a text's two receipts, one after the other. `url` may end in Twilio's fragment, which stays here. */
  begin(sid: string, to: string, from: string, url: string): void;
  counts(): ReceiptCounts;
  close(): void;
}

interface Text {
  sid: string;
  to: string;
  from: string;
  url: string;
  status: "sent" | "delivered";
  attempts: number;
}

/** Twilio's own limit when `rc=5` asks for as many. */
const mostAttempts = 6;
const firstRetryMs = 200;

/** Posts signed receipts over a bounded number of connections, each with one request under way. */
export function receiptsBy(settings: ReceiptSettings): Receipts {
  const line: Text[] = [];
  let gone = 0;
  const counts = { posted: 0, retried: 0, failed: 0 };
  const open = new Set<ReceiptLine>();
  /** By where they lead: texts may name several servers. */
  const idle = new Map<string, ReceiptLine[]>();
  let underWay = 0;
  let resting = 0;

  function next(): Text | undefined {
    const text = line[gone];
    if (text) gone += 1;
    if (gone > 4096 && gone * 2 > line.length) {
      line.splice(0, gone);
      gone = 0;
    }
    return text;
  }

  function newLine(url: URL): ReceiptLine {
    const connection = receiptLineTo(url);
    open.add(connection);
    return connection;
  }

  function idleAt(host: string): ReceiptLine[] {
    const lines = idle.get(host) ?? [];
    idle.set(host, lines);
    return lines;
  }

  function post(): void {
    while (underWay < settings.connections) {
      const text = next();
      if (!text) return;
      underWay += 1;
      const url = new URL(text.url);
      const rested = idleAt(url.host);
      const connection = rested.pop() ?? newLine(url);
      connection.post(requestOf(text, settings), (status) => {
        underWay -= 1;
        if (status === null) open.delete(connection);
        else rested.push(connection);
        settle(text, status);
        post();
      });
    }
  }

  function settle(text: Text, status: number | null): void {
    if (status !== null && status < 300) {
      counts.posted += 1;
      if (text.status === "sent") line.push({ ...text, status: "delivered", attempts: 0 });
      return;
    }
    if ((status !== null && status < 500) || text.attempts + 1 >= mostAttempts) {
      counts.failed += 1;
      return;
    }
    counts.retried += 1;
    resting += 1;
    setTimeout(
      () => {
        resting -= 1;
        line.push({ ...text, attempts: text.attempts + 1 });
        post();
      },
      firstRetryMs * 2 ** text.attempts,
    );
  }

  return {
    begin(sid, to, from, url) {
      line.push({ sid, to, from, url: url.split("#")[0] ?? url, status: "sent", attempts: 0 });
      post();
    },
    counts: () => ({ ...counts, waiting: line.length - gone + underWay + resting }),
    close() {
      for (const connection of open) connection.close();
    },
  };
}

function requestOf(text: Text, { authToken, accountSid }: ReceiptSettings): string {
  const fields = {
    SmsSid: text.sid,
    SmsStatus: text.status,
    MessageStatus: text.status,
    To: text.to,
    MessageSid: text.sid,
    AccountSid: accountSid,
    From: text.from,
    ApiVersion: "2010-04-01",
  };
  const body = new URLSearchParams(fields).toString();
  const { host, pathname, search } = new URL(text.url);
  return (
    `POST ${pathname}${search} HTTP/1.1\r\nhost: ${host}\r\nuser-agent: TwilioProxy/1.1\r\n` +
    `content-type: application/x-www-form-urlencoded; charset=UTF-8\r\ncontent-length: ${body.length}\r\n` +
    `x-twilio-signature: ${sign(authToken, text.url, fields)}\r\n\r\n${body}`
  );
}
