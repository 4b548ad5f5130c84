import { smsText } from "../words.ts";
import { type AlertPath, post, toEach } from "./path.ts";

export interface SmsAccount {
  apiUrl: string;
  accountSid: string;
  authToken: string;
  from: string;
  to: string[];
}

/**
 * Texts to the people on call, by an account that the merchants' texts don't use: what holds those up must not hold up the
 * alert about it.
 */
export function smsPath({ apiUrl, accountSid, authToken, from, to }: SmsAccount): AlertPath {
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
  const headers = { Authorization: authorization, "Content-Type": "application/x-www-form-urlencoded" };
  return {
    name: "sms",
    send: (notification) =>
      toEach(to, (phone) => {
        const form = new URLSearchParams({ To: phone, From: from, Body: smsText(notification) });
        return post("The SMS account", `${apiUrl}/2010-04-01/Accounts/${accountSid}/Messages.json`, headers, `${form}`);
      }),
  };
}
