import { type PostOutcome, type PostPublicly, publicPost } from "#platform/http/outgoing/public-post";
import type { RequestOptions } from "#platform/http/outgoing/public-request";
import type { TokenCipher } from "#platform/token-cipher";
import type { DeskCall, HelpDeskDriver } from "./desk.ts";
import { DeskProblem, type DeskTrouble } from "./trouble.ts";

/** Of an answer: some fifty messages, each with its text twice and in HTML. */
const ANSWER_BYTES = 4 * 1024 * 1024;

/** How help desks are reached, and how their secrets are kept. */
export interface DeskAccess {
  post: PostPublicly;
  cipher: TokenCipher;
  /** Stands in for all help desks in demos and tests; null for the real ones. */
  simulatorUrl: string | null;
}

export interface DeskAccount {
  kind: string;
  subdomain: string;
  userName: string;
  token: string;
}

/** Access by way of public addresses alone, but for the simulator's. `trusted` as for webhooks. */
export function openDeskAccess(
  { cipher, simulatorUrl, trusted }: Omit<DeskAccess, "post"> & { trusted: readonly string[] },
  options: Omit<RequestOptions, "trusted" | "answerBytes"> = {},
): DeskAccess {
  const simulated = simulatorUrl ? [new URL(simulatorUrl).host] : [];
  const post = publicPost({ ...options, trusted: [...trusted, ...simulated], answerBytes: ANSWER_BYTES });
  return { post, cipher, simulatorUrl };
}

/** Where the help desk of a subdomain is: scheme and host, without a slash at the end. */
export function deskOrigin(
  { simulatorUrl }: Pick<DeskAccess, "simulatorUrl">,
  { domain }: Pick<HelpDeskDriver, "domain">,
  { kind, subdomain }: Pick<DeskAccount, "kind" | "subdomain">,
): string {
  return simulatorUrl ? `${simulatorUrl}/${kind}/${subdomain}` : `https://${subdomain}.${domain}`;
}

/** Requests to one account of a help desk: by the same post as for every address that a merchant chooses. */
export function callDesk(access: DeskAccess, driver: HelpDeskDriver, account: DeskAccount): DeskCall {
  const origin = deskOrigin(access, driver, account);
  return async ({ method, path, body, headers }) => {
    const outcome = await access.post({
      ...(method !== "POST" && { method }),
      url: `${origin}${path}`,
      body: body ? JSON.stringify(body) : "",
      headers: {
        Accept: "application/json",
        "Content-Type": "application/json",
        "User-Agent": "Cartbell-HelpDesks/1",
        Authorization: driver.authorize(account.userName, account.token),
        ...headers,
      },
    });
    return read(outcome);
  };
}

function read(outcome: PostOutcome): unknown {
  if (outcome.kind !== "answer") throw new DeskProblem("unreachable");
  const { status, body, isCut, retryAfter } = outcome;
  if (status < 200 || status >= 300) throw new DeskProblem(troubleOf(status), retryAfter);
  if (body.trim() === "") return null;
  // This one is too long, others need not be.
  if (isCut) throw new DeskProblem("refused");
  try {
    return JSON.parse(body);
  } catch {
    // A page in HTML with status 200 stands where a help desk was, or before its log-in.
    throw new DeskProblem("not-json");
  }
}

function troubleOf(status: number): DeskTrouble {
  if (status === 401) return "unauthorized";
  if (status === 403) return "forbidden";
  if (status === 404 || status === 410) return "gone";
  if (status === 429) return "too-many";
  if (status >= 300 && status < 400) return "moved";
  if (status >= 500 || [408, 409, 423, 425].includes(status)) return "server-error";
  return "refused";
}
