import type { Callback, InboundText } from "#domain/messages/delivery/provider";

/** Twilio takes ten files a text. */
const MOST_PICTURES = 10;
/** https://www.twilio.com/docs/messaging/api/media-resource */
const MEDIA_URL = /\/Messages\/([SM]M[0-9a-f]{32}\/Media\/ME[0-9a-f]{32})$/i;
/** OptOutType: what Twilio's own opt-out handling understood (twilio.com/docs/messaging/tutorials/advanced-opt-out). */
const handled: Record<string, InboundText["handledAs"]> = { STOP: "stop", START: "start", HELP: "help" };

/** Reads a text that came in. Its body may be empty (a picture alone). Throws when the callback is not a text. */
export function parseInbound({ body }: Pick<Callback, "url" | "body">): InboundText {
  const fields = new URLSearchParams(body.toString("utf8"));
  const providerId = fields.get("MessageSid") ?? fields.get("SmsSid");
  const from = fields.get("From");
  const to = fields.get("To");
  if (!providerId || !from || !to) throw new Error("An inbound text needs MessageSid, From and To.");
  const handledAs = handled[(fields.get("OptOutType") ?? "").toUpperCase()];
  const pictures = Math.min(Number.parseInt(fields.get("NumMedia") ?? "0", 10) || 0, MOST_PICTURES);
  return {
    ...{ kind: "inbound", providerId, from, to, body: fields.get("Body") ?? "" },
    ...(handledAs === undefined ? {} : { handledAs }),
    ...(pictures > 0 ? { pictures, pictureRefs: pictureRefsIn(fields, pictures) } : {}),
  };
}

/**
 * What is left of the files' addresses: the names of the message and of the file. The rest is ours to know, so that no callback can
 * send us, and our token, anywhere else. An address that isn't Twilio's is skipped: the files beside it are still shown, and
 * deleted at Twilio.
 */
function pictureRefsIn(fields: URLSearchParams, pictures: number): string[] {
  const refs: string[] = [];
  for (let i = 0; i < pictures; i += 1) {
    const [, ref] = MEDIA_URL.exec(fields.get(`MediaUrl${i}`) ?? "") ?? [];
    if (ref !== undefined) refs.push(ref);
  }
  return refs;
}
