import { type Carrier, newSid } from "./carrier.ts";
import type { CarrierFile } from "./state.ts";

/** What a test or a person has a shopper send: its type as the phone says it, and its bytes. */
export interface SentFile {
  contentType: string;
  bytes: Buffer;
}

/** A green square of 120 by 80 pixels. */
const PHOTO: SentFile = {
  contentType: "image/png",
  bytes: Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAHgAAABQCAIAAABd+SbeAAAAg0lEQVR42u3QQQ0AAAgEoMtpCOOY1xbOBxsJSE1zIApEi0a0aNEWRItGtGjRFkSLRrRo0YgWjWjRohEtGtGiRSNaNKJFi0a0aESLFo1o0YgWLRrRohEtWjSiRSNatGhEi0a0aNGIFo1o0aIRLRrRokUjWjSiRYtGtGhEixaNaNGI/mMBB21H/qO8d4sAAAAASUVORK5CYII=",
    "base64",
  ),
};

/** The files of the control API: so many photos, or files as they are given. Null for anything else. */
export function filesFrom(media: unknown): SentFile[] | null {
  if (typeof media === "number") return Array.from({ length: media }, () => PHOTO);
  if (!Array.isArray(media)) return null;
  const files = media.map((it: Record<string, unknown> | null) =>
    typeof it?.contentType === "string" && typeof it.base64 === "string"
      ? { contentType: it.contentType, bytes: Buffer.from(it.base64, "base64") }
      : null,
  );
  return files.every((it) => it !== null) ? files : null;
}

/** Keeps the files of a text until they are deleted. */
export function keepFiles(carrier: Carrier, messageSid: string, sent: SentFile[]): CarrierFile[] {
  const files = sent.map((file) => ({ ...file, sid: newSid("ME"), messageSid }));
  for (const file of files) carrier.state.files.set(file.sid, file);
  return files;
}

/** How a webhook names them: each file's type and where it lies (twilio.com/docs/messaging/guides/webhook-request). */
export function mediaFields(carrier: Carrier, messageSid: string, files: CarrierFile[]): Record<string, string> {
  const base = `https://api.twilio.com/2010-04-01/Accounts/${carrier.options.accountSid}/Messages/${messageSid}/Media`;
  const fields = files.flatMap(({ sid, contentType }, i) => [
    [`MediaContentType${i}`, contentType],
    [`MediaUrl${i}`, `${base}/${sid}`],
  ]);
  return Object.fromEntries(fields);
}
