import { expect, test } from "vitest";
import type { PublicPost } from "#platform/http/outgoing/public-post";
import { aDeskAtWork, KINDS } from "./desk-at-work.ts";

const desk = aDeskAtWork();
const { ctx } = desk.at;

/** A worker that has sent its line's text and then stands still, until `goOn`. */
function aStalledWorker(isMessage: (url: string) => boolean) {
  const [sent, mayGoOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const helpDesks = desk.helpDesks();
  const post = async (request: PublicPost) => {
    const answer = await helpDesks.post(request);
    if (request.method !== "GET" && isMessage(request.url)) {
      sent.resolve();
      await mayGoOn.promise;
    }
    return answer;
  };
  const work = desk.deliver({ helpDesks: { ...helpDesks, post } });
  return {
    sent: sent.promise,
    async goOn() {
      mayGoOn.resolve();
      await work;
    },
  };
}

test.each(KINDS)("%s: a worker whose line another one has done decides nothing about the next line", async (kind) => {
  const isMessage = (url: string) => url.includes(kind === "gorgias" ? "/messages" : "/tickets/");
  await desk.connect(kind);
  const { writes } = await desk.aShopper();
  await writes("Where is my order?");
  await desk.deliverAll();
  await writes("Hello?");
  const first = aStalledWorker(isMessage);
  await first.sent;
  ctx.clock.advance(2 * 60_000);
  await desk.deliverAll();
  await writes("It is number 1001.");
  const second = aStalledWorker(isMessage);
  await second.sent;
  await first.goOn();
  // Still the second worker's: no one else may take it.
  await desk.deliverAll();
  await second.goOn();
  await desk.deliverAll();
  expect(desk.said()).toEqual(["shopper: Where is my order?", "shopper: Hello?", "shopper: It is number 1001."]);
});
