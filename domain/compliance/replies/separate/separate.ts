import { isAutomatic } from "./automatic.ts";
import { isInstruction } from "./instruction.ts";
import { isReaction } from "./reaction.ts";
import { sentencesIn } from "./sentences.ts";

/** Who wrote a text, and what of it somebody says in words of their own. */
export interface Separated {
  author: "person" | "reaction" | "machine";
  /** Without what is quoted, what tells how to stop texts, and what a mail program adds. */
  own: string;
}

/** A line that begins so was written by somebody else before: a quotation, or what a mail gateway puts before the text. */
const QUOTED_LINE = /^\s*(?:>|＞)/;
const GATEWAY_LINE = /^\s*(?:FRM|FROM|SUBJ|SUBJECT|Re|RE|Fwd|FW|Aw|AW)\s*:.*$/;
const GATEWAY_START = /^\s*(?:MSG|Message|Text)\s*:\s*/;
/** Behind these there is only what a mail program or phone adds. */
const SIGNATURE_LINE =
  /^\s*(?:--+\s*$|__+\s*$|sent (?:from|via|with) |get outlook for |sent using |enviado (?:desde|do|de|a partir) |envoyé (?:de|depuis|à partir) |(?:von meinem|gesendet (?:von|mit)) |inviato (?:da|dal|con) |verstuurd (?:vanaf|via|met) |verzonden (?:vanaf|met) |wysłan[eoy] (?:z|ze|za) |отправлено (?:с|из) |изпратено (?:от|чрез) |أرسلت من|مرسل من|تم الإرسال من|iPhoneから送信|.{0,12}から送信)/iu;
const QUOTED_PART = /[“„«「]([^“”„«»「」]*)[”“»」]|"([^"]*)"/gu;

/** Tells apart what a person says, what a phone or a business says for them, and what they quote. Linear in the text. */
export function separateReply(body: string): Separated {
  if (isReaction(body)) return { author: "reaction", own: "" };
  const own = ownOf(body);
  if (isAutomatic(own)) return { author: "machine", own };
  return { author: "person", own };
}

function ownOf(body: string): string {
  const lines: string[] = [];
  for (const line of body.split(/\r\n|\r|\n/)) {
    if (SIGNATURE_LINE.test(line) && lines.some((it) => /[\p{L}\p{N}]/u.test(it))) break;
    if (QUOTED_LINE.test(line) || GATEWAY_LINE.test(line)) continue;
    lines.push(line.replace(GATEWAY_START, ""));
  }
  const text = lines
    .join("\n")
    .replace(QUOTED_PART, (all, one, other) =>
      isInstruction(one ?? other ?? "") || hasInstruction(one ?? other ?? "") ? " " : all,
    );
  const sentences = sentencesIn(text);
  const said = sentences.filter((sentence) => !isInstruction(sentence)).join("");
  // When nothing else is said it is their own: "Text STOP to end", typed as it stands in our texts.
  return /\p{L}|\p{N}|\p{Extended_Pictographic}/u.test(said) ? said : text.trim() === "" ? body : text;
}

function hasInstruction(text: string): boolean {
  return sentencesIn(text).some(isInstruction);
}
