import type { Carrier } from "./carrier.ts";
import type { CarrierMessage, CarrierState } from "./state.ts";

/** A text as it stands on a shopper's phone. */
export interface PhoneText {
  sid: string;
  /** From the phone's point of view. */
  direction: "in" | "out";
  from: string;
  to: string;
  body: string;
  parts: number;
  /** The story's time, ISO 8601. */
  at: string;
}

export interface PhoneSummary {
  phone: string;
  texts: number;
  lastText: PhoneText;
}

const listLength = 200;

/** The phones with something on them, the latest first; `total` counts also those the list has no room for. */
export function listPhones(state: CarrierState, search: string): { phones: PhoneSummary[]; total: number } {
  const phones: PhoneSummary[] = [];
  for (const phone of state.byPhone.keys()) {
    if (search !== "" && !phone.includes(search)) continue;
    const texts = textsOnPhone(state, phone);
    const lastText = texts.at(-1);
    if (lastText) phones.push({ phone, texts: texts.length, lastText });
  }
  phones.sort((a, b) => (a.lastText.at < b.lastText.at ? 1 : -1));
  return { phones: phones.slice(0, listLength), total: phones.length };
}

/** What one phone shows, in the order in which it appeared there. A text that never arrived is not among it. */
export function textsOnPhone(state: CarrierState, phone: string): PhoneText[] {
  return (state.byPhone.get(phone) ?? [])
    .filter((message) => message.shownAt !== null && !message.isDeleted)
    .sort((a, b) => (a.shownAt ?? 0) - (b.shownAt ?? 0))
    .map(phoneText);
}

/**
 * The newest text from a store on this phone that contains `containing` and is not among the `skip` oldest such
 * texts; waits for it to arrive, and gives up with null.
 */
export async function waitForText(
  carrier: Carrier,
  phone: string,
  query: URLSearchParams,
  timeoutMs: number,
): Promise<PhoneText | null> {
  const containing = query.get("containing") ?? "";
  const skip = Number(query.get("skip") ?? 0);
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = textsOnPhone(carrier.state, phone).filter(
      (text) => text.direction === "in" && text.body.includes(containing),
    );
    const text = found.slice(skip).at(-1);
    if (text) return text;
    const left = deadline - Date.now();
    if (left <= 0) return null;
    await carrier.nextChange(left);
  }
}

function phoneText(message: CarrierMessage): PhoneText {
  return {
    sid: message.sid,
    direction: message.direction === "inbound" ? "out" : "in",
    from: message.from,
    to: message.to,
    body: message.body,
    parts: message.parts,
    at: new Date(message.shownAt ?? message.createdAt).toISOString(),
  };
}
