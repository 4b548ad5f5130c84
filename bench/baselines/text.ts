const SHOP = "01900000-0000-7000-8000-000000000000";

/** What differs from text to text. */
export interface BaselineText {
  to: string;
  firstName: string;
  /** Of its short link. */
  code: string;
  /** Our name for it, as in formatRef. */
  ref: string;
  /** Where receipts go. */
  appUrl?: string;
}

/** The words of one text, as long as a campaign's. */
export function bodyOf({ firstName, code }: Pick<BaselineText, "firstName" | "code">): string {
  return `Harbor Candles: 20% off everything today, ${firstName}: http://127.0.0.1:9/l/${code}\nReply STOP to opt out`;
}

/** The form of one text, of the same fields and lengths as a campaign's. */
export function formOf(text: BaselineText): Record<string, string> {
  const { to, ref, appUrl = "http://127.0.0.1:9" } = text;
  return {
    To: to,
    From: "+16462000001",
    Body: bodyOf(text),
    StatusCallback: `${appUrl}/callbacks/twilio/receipts?ref=${ref}#rc=5&rp=all`,
    ValidityPeriod: "36000",
  };
}

/** The same for no one in particular. `number` tells it from the others. */
export function fieldsOf(number: number): Record<string, string> {
  return formOf({
    to: `+1646${2_000_000 + number}`,
    firstName: `Ada${number}`,
    code: number.toString(36).padStart(10, "A"),
    ref: `${SHOP}.2026-11-01.01900000-0000-7000-8000-${number.toString(16).padStart(12, "0")}`,
  });
}

/** The request line's path and the headers with which every side posts its forms. */
export const MESSAGES_PATH = "/2010-04-01/Accounts/account/Messages.json";
export const FORM_HEADERS = {
  authorization: `Basic ${Buffer.from("account:token").toString("base64")}`,
  "content-type": "application/x-www-form-urlencoded",
};
