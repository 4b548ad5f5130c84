import { createHmac } from "node:crypto";
import { redirectTo } from "../pages/answer.tsx";

const PARAMETER = "said";

/** To a page that begins by saying what a form did. The sentence travels in the address, with a mark that only we can make. */
export function redirectSaying(path: string, sentence: string, formToken: string): Response {
  return redirectTo(`${path}?${new URLSearchParams({ [PARAMETER]: `${markOf(sentence, formToken)}${sentence}` })}`);
}

/** What the page says; null without a sentence of ours for this session. */
export function saidIn(request: Request, formToken: string): string | null {
  const given = new URL(request.url).searchParams.get(PARAMETER) ?? "";
  const mark = given.slice(0, MARK_LENGTH);
  const sentence = given.slice(MARK_LENGTH);
  return sentence !== "" && mark === markOf(sentence, formToken) ? sentence : null;
}

const MARK_LENGTH = 43;

function markOf(sentence: string, formToken: string): string {
  return createHmac("sha256", formToken).update(`said:${sentence}`).digest("base64url");
}
