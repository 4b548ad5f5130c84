import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

interface SentMessage {
  chat_id: string;
  text: string;
  parse_mode?: string;
}

export interface TelegramBot {
  url: string;
  messages: SentMessage[];
  /** What the next calls are answered with; null: as usual. */
  setFault(fault: { status: number; description: string } | null): void;
  close(): void;
}

const TAGS = new Set(["b", "/b", "i", "/i", "a", "/a", "code", "/code", "pre", "/pre"]);

/**
 * Telegram's Bot API as its documentation has it (core.telegram.org/bots/api#sendmessage): a wrong token, an unknown chat,
 * a text that is too long or whose HTML can't be parsed are refused with its words.
 */
export async function startTelegramBot({ token, chats }: { token: string; chats: string[] }): Promise<TelegramBot> {
  const messages: SentMessage[] = [];
  let fault: { status: number; description: string } | null = null;

  function problemOf(path: string, message: SentMessage): { status: number; description: string } | null {
    if (fault) return fault;
    if (path !== `/bot${token}/sendMessage`) return { status: 401, description: "Unauthorized" };
    if (!chats.includes(message.chat_id)) return { status: 400, description: "Bad Request: chat not found" };
    if (message.text === "") return { status: 400, description: "Bad Request: message text is empty" };
    if (message.text.replace(/<[^>]*>/g, "").length > 4_096)
      return { status: 400, description: "Bad Request: message is too long" };
    if (message.parse_mode === "HTML" && !isTelegramHtml(message.text))
      return { status: 400, description: "Bad Request: can't parse entities" };
    return null;
  }

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const message = JSON.parse(Buffer.concat(chunks).toString("utf8")) as SentMessage;
    const problem = problemOf(request.url ?? "", message);
    if (!problem) messages.push(message);
    const body = problem
      ? { ok: false, error_code: problem.status, description: problem.description }
      : { ok: true, result: { message_id: messages.length, chat: { id: message.chat_id }, text: message.text } };
    response.writeHead(problem?.status ?? 200, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return {
    url: `http://127.0.0.1:${port}`,
    messages,
    setFault: (next) => {
      fault = next;
    },
    close: () => server.close(),
  };
}

/** Every "<" begins one of Telegram's tags, and every "&" one of its four entities. */
function isTelegramHtml(text: string): boolean {
  const tags = text.match(/<[^>]*>?/g) ?? [];
  const names = tags.map((tag) => /^<(\/?\w+)(?: href="[^"<>]*")?>$/.exec(tag)?.[1] ?? "");
  return names.every((name) => TAGS.has(name)) && !/&(?!(?:lt|gt|amp|quot);)/.test(text);
}
