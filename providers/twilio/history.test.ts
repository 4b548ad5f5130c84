import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import type { HistoricText } from "#domain/messages/delivery/provider";
import { openAccount } from "./account.ts";
import { readHistory } from "./history.ts";

const SINCE = new Date("2026-11-24T12:00:00Z");
const message = (sid: string, minutes: number, direction = "outbound-api") => ({
  ...{ sid, direction, from: "+16465550100", to: "+12125550100", body: sid, num_media: "0" },
  date_created: new Date(SINCE.getTime() + minutes * 60_000).toUTCString(),
});

/** Twilio, which answers with these pages in turn. */
async function read(pages: { status?: number; messages: object[]; hasNext?: boolean }[]) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const { status = 200, messages, hasNext } = pages[asked.length - 1] ?? { status: 404, messages: [] };
    const next = hasNext ? `/2010-04-01/Accounts/AC1/Messages.json?Page=${asked.length}&PageToken=PT` : null;
    response.writeHead(status, { "Content-Type": "application/json" });
    response.end(JSON.stringify({ messages, next_page_uri: next }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const account = openAccount({ accountSid: "AC1", authToken: "token", apiUrl: `http://127.0.0.1:${port}` });
  const texts: HistoricText[] = [];
  const isWhole = await readHistory(account, SINCE, async (page) => void texts.push(...page));
  await account.pool.close();
  server.close();
  return { isWhole, asked: asked.length, texts };
}

test("the list is read from the newest back to the moment, with two minutes for clocks that differ", async () => {
  const { isWhole, asked, texts } = await read([
    { messages: [message("SM1", 30), message("SM2", 20, "inbound")], hasNext: true },
    { messages: [message("SM3", -1), message("SM4", -3)], hasNext: true },
    { messages: [message("SM5", -9)] },
  ]);
  expect([isWhole, asked]).toEqual([true, 2]);
  expect(texts.map(({ kind, providerId }) => `${kind} ${providerId}`)).toEqual([
    "sent SM1",
    "received SM2",
    "sent SM3",
  ]);
});

test("a list that ends earlier is whole, and one that breaks off is not", async () => {
  expect(await read([{ messages: [message("SM1", 5)] }])).toMatchObject({ isWhole: true, asked: 1 });
  expect(await read([{ messages: [] }])).toMatchObject({ isWhole: true, texts: [] });
  const broken = await read([
    { messages: [message("SM1", 5)], hasNext: true },
    { status: 500, messages: [] },
  ]);
  expect(broken.isWhole).toBe(false);
  expect(broken.texts).toHaveLength(1);
});

test("a text that came in is handed on as its callback would be", async () => {
  const { texts } = await read([{ messages: [message("SM1", 5, "inbound")] }]);
  const [text] = texts;
  const told = new URLSearchParams(text?.kind === "received" ? text.callback.body.toString() : "");
  expect(Object.fromEntries(told)).toMatchObject({
    MessageSid: "SM1",
    From: "+16465550100",
    To: "+12125550100",
    Body: "SM1",
  });
});
