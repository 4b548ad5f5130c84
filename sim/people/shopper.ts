import { cookieJar } from "./cookies.ts";

/** A text on a shopper's phone. */
export interface ReceivedText {
  sid: string;
  from: string;
  to: string;
  body: string;
  /** The story's time, ISO 8601. */
  at: string;
}

/** One step of a tapped link: an address and what it answered. */
export interface Hop {
  url: string;
  status: number;
  /** Where it sent the shopper next. */
  location: string | null;
}

/** What a shopper's telephone says it is, unless told otherwise. */
const phoneBrowser =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

const mostHops = 10;

/**
 * Waits until a text that contains `containing` is on the phone and returns it, at once when it is there already;
 * of several, the newest. Throws after `timeoutMs`. `skip` leaves out the oldest ones, to wait for one more.
 */
export async function waitForText(options: {
  carrierUrl: string;
  phone: string;
  containing: string;
  timeoutMs: number;
  skip?: number;
}): Promise<ReceivedText> {
  const { carrierUrl, phone, containing, timeoutMs, skip = 0 } = options;
  const deadline = Date.now() + timeoutMs;
  for (let left = timeoutMs; left > 0; left = deadline - Date.now()) {
    // The carrier holds the question open until the text arrives.
    const query = new URLSearchParams({ containing, skip: String(skip), timeoutMs: String(Math.min(left, 20_000)) });
    const response = await fetch(`${carrierUrl}/control/phones/${encodeURIComponent(phone)}/wait?${query}`);
    const { message } = (await response.json()) as { message: ReceivedText | null };
    if (message) return message;
  }
  throw new Error(`No text containing "${containing}" reached ${phone} within ${timeoutMs} ms.`);
}

/** Taps a link and follows it to its end, keeping the cookies it is given. Returns every hop; the last one redirects no further. */
export async function tapLink(url: string, { userAgent = phoneBrowser }: { userAgent?: string } = {}): Promise<Hop[]> {
  const hops: Hop[] = [];
  const cookies = cookieJar();
  for (let next: string | null = url; next !== null; ) {
    if (hops.length === mostHops) throw new Error(`${url} redirects more than ${mostHops} times.`);
    const headers = { "user-agent": userAgent, accept: "text/html", ...cookies.headersFor(next) };
    const response: Response = await fetch(next, { redirect: "manual", headers });
    await response.arrayBuffer();
    cookies.keep(next, response);
    const target = response.headers.get("location");
    const location: string | null =
      response.status >= 300 && response.status < 400 && target ? new URL(target, next).href : null;
    hops.push({ url: next, status: response.status, location });
    next = location;
  }
  return hops;
}

/** Texts one of the store's numbers. Resolves when the app has taken the text; throws when it has not. */
export async function reply({
  carrierUrl,
  phone,
  to,
  body,
}: {
  carrierUrl: string;
  phone: string;
  to: string;
  body: string;
}): Promise<void> {
  const response = await fetch(`${carrierUrl}/control/inbound`, {
    method: "POST",
    body: JSON.stringify({ from: phone, to, body }),
  });
  const answer = (await response.json()) as { webhookStatus?: number | null; error?: string };
  if (!response.ok) throw new Error(answer.error ?? `The carrier answered ${response.status}.`);
  if (typeof answer.webhookStatus !== "number" || answer.webhookStatus >= 300) {
    throw new Error(`The app did not take the text (${answer.webhookStatus ?? "nobody answered"}).`);
  }
}
