import type { FetchedFile } from "#domain/messages/delivery/provider";
import { requestPublicly } from "#platform/http/outgoing/public-request";
import type { TwilioAccount } from "./account.ts";
import { callFile } from "./call.ts";

/** Message and file, as `parseInbound` names them. Checked again: it came through the database. */
const REF = /^[SM]M[0-9a-f]{32}\/Media\/ME[0-9a-f]{32}$/i;
/**
 * Where Twilio's redirects to a file lead: https://support.twilio.com/hc/en-us/articles/223183748 names the domain with
 * authentication and the one without.
 */
const HOSTS = ["mms.twiliocdn.com", "media.twiliocdn.com", "s3-external-1.amazonaws.com"];

/**
 * Reads a file of a text (https://www.twilio.com/docs/messaging/api/media-resource). Twilio answers with a redirect to an address
 * that holds for a few hours; it is followed once, without our token, to Twilio's own hosts and never into a private network.
 */
export async function fetchFile(
  account: TwilioAccount,
  ref: string,
  { mostBytes, deadline }: { mostBytes: number; deadline: Date },
): Promise<FetchedFile> {
  if (!REF.test(ref)) return { kind: "gone" };
  const outcome = await callFile(account, "GET", `Messages/${ref}`, deadline);
  if (outcome.kind !== "answered") return { kind: "trouble", detail: outcome.detail };
  const { status, headers, body } = outcome;
  if (status === 200) return sized(Buffer.from(body, "latin1"), mostBytes);
  const { location = "" } = headers;
  if (status >= 300 && status < 400) return follow(account, location, { mostBytes, deadline });
  return missing(status);
}

/** Deletes it; one that is not there is deleted. */
export async function deleteFile(account: TwilioAccount, ref: string, deadline: Date): Promise<boolean> {
  if (!REF.test(ref)) return true;
  const outcome = await callFile(account, "DELETE", `Messages/${ref}.json`, deadline);
  return outcome.kind === "answered" && (outcome.status === 204 || outcome.status === 404);
}

async function follow(
  account: TwilioAccount,
  location: string,
  { mostBytes, deadline }: { mostBytes: number; deadline: Date },
): Promise<FetchedFile> {
  const url = URL.canParse(location) ? new URL(location) : null;
  // A simulated carrier keeps its files itself.
  const isOwn = url?.origin === account.apiOrigin;
  if (!url || !(isOwn || HOSTS.includes(url.host)))
    return { kind: "trouble", detail: `A file is at ${url?.host ?? "no address"}, which is not Twilio’s.` };
  const outcome = await requestPublicly(
    { method: "GET", url: url.href, headers: {}, body: "" },
    {
      timeoutMs: Math.max(1, deadline.getTime() - Date.now()),
      answerBytes: mostBytes + 1,
      trusted: isOwn ? [`${url.hostname}:${url.port}`] : [],
    },
  );
  if (outcome.kind === "forbidden") return { kind: "trouble", detail: outcome.because };
  if (outcome.kind === "failed") return { kind: "trouble", detail: outcome.detail };
  return outcome.status === 200 ? sized(outcome.body, mostBytes) : missing(outcome.status);
}

function sized(bytes: Buffer, most: number): FetchedFile {
  return bytes.length > most ? { kind: "too-large" } : { kind: "fetched", bytes };
}

function missing(status: number): FetchedFile {
  return status === 404 || status === 410
    ? { kind: "gone" }
    : { kind: "trouble", detail: `Twilio answered ${status}.` };
}
