import type { HistoricText } from "#domain/messages/delivery/provider";
import type { TwilioAccount } from "./account.ts";
import { getResource } from "./call.ts";
import { objectIn, objectsIn } from "./json.ts";

/** The most that Twilio gives (https://www.twilio.com/docs/messaging/api/message-resource#read-multiple-message-resources). */
const pageSize = 1_000;
const patienceMs = 30_000;
/** Their clock and the database's may disagree. */
const marginMs = 2 * 60_000;

/**
 * Reads the account's list of texts from the newest back to `since`. It is not filtered by DateSent: that is null while a
 * text waits in Twilio's queue. A page's token keeps its place while new texts are added in front.
 */
export async function readHistory(
  account: TwilioAccount,
  since: Date,
  take: (texts: HistoricText[]) => Promise<void>,
): Promise<boolean> {
  const from = since.getTime() - marginMs;
  let target = `Messages?${new URLSearchParams({ PageSize: String(pageSize) })}`;
  for (;;) {
    const outcome = await getResource(account, target, new Date(Date.now() + patienceMs));
    const list = outcome.kind === "answered" && outcome.status === 200 ? objectIn(outcome.body) : null;
    if (!list || !Array.isArray(list.messages)) return false;
    const texts = objectsIn(list.messages).map((message) => ({
      message,
      at: Date.parse(String(message.date_created)),
    }));
    await take(texts.filter(({ at }) => at >= from).map(({ message, at }) => historicText(message, new Date(at))));
    if (typeof list.next_page_uri !== "string" || texts.some(({ at }) => at < from)) return true;
    target = list.next_page_uri;
  }
}

function historicText(message: Record<string, unknown>, createdAt: Date): HistoricText {
  const [providerId, from, to, body] = [message.sid, message.from, message.to, message.body].map((it) =>
    String(it ?? ""),
  );
  const common = { providerId: providerId ?? "", createdAt };
  if (message.direction !== "inbound")
    return { kind: "sent", ...common, from: from ?? "", to: to ?? "", body: body ?? "" };
  const form = new URLSearchParams({
    ...{ MessageSid: common.providerId, From: from ?? "", To: to ?? "", Body: body ?? "" },
    NumMedia: String(message.num_media ?? "0"),
  });
  return { kind: "received", ...common, callback: { url: "", body: Buffer.from(form.toString()) } };
}
