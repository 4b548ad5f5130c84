import { escapeHtml, pageOf } from "#app/public/page";
import { agreementOf, disclosureOf } from "#domain/keywords/disclosure";
import type { Invitation } from "#domain/keywords/find-invitation";
import { type PhoneSystem, smsLink, smsQrContents } from "#domain/keywords/sms-link";
import { formatPhone } from "#domain/subscribers/format-phone";
import type { Answer } from "#platform/http/answer";
import { qrCode } from "#platform/qr-code";

const STYLE = `
  body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 26rem; padding: 2rem 1.25rem; color: #303030; background: #fff; }
  h1 { font-size: 1.375rem; margin: 0 0 1rem; }
  h2 { font-size: 1rem; margin: 1.5rem 0 0.5rem; }
  p { margin: 0.5rem 0; color: #4a4a4a; }
  small, .box span { font-size: 0.8125rem; color: #4a4a4a; }
  .button, button { display: block; box-sizing: border-box; width: 100%; font: inherit; font-weight: 600; text-align: center; text-decoration: none; margin: 1rem 0 0.5rem; padding: 0.75rem 1rem; border: 0; border-radius: 0.5rem; background: #303030; color: #fff; cursor: pointer; }
  a:focus-visible, button:focus-visible, input:focus-visible { outline: 3px solid #005bd3; outline-offset: 2px; }
  label { display: block; margin: 0.75rem 0; }
  input[type=tel] { display: block; box-sizing: border-box; width: 100%; font: inherit; margin-top: 0.25rem; padding: 0.625rem 0.75rem; border: 1px solid #8a8a8a; border-radius: 0.5rem; }
  .box { display: flex; gap: 0.625rem; align-items: flex-start; }
  .box input { flex: none; width: 1.25rem; height: 1.25rem; margin: 0; }
  .problem { color: #8e0b21; font-weight: 600; }
  .trap { position: absolute; left: -100rem; }
  svg { display: block; width: 11rem; height: 11rem; margin: 0.5rem auto; }
  @media (max-width: 40rem) { .code { display: none; } }
`;

const page = pageOf(STYLE);

export interface JoinPageOptions {
  system: PhoneSystem;
  /** The form again, with what was wrong and the number as it was typed. */
  again: { problem: string; phone: string } | null;
}

/**
 * Two ways to subscribe, each with its disclosure: text the keyword (a button on phones, a QR code on computers), or type
 * a number and agree. No script, and nothing is loaded.
 */
export function joinPage(invitation: Invitation, { system, again }: JoinPageOptions): Answer {
  const { brand } = invitation;
  const content = `${textIt(invitation, system)}${form(brand, again)}`;
  return page(again === null ? 200 : 422, `Texts from ${brand}`, content);
}

/** Without a number in service there is nothing to text. */
function textIt({ word, phone, brand }: Invitation, system: PhoneSystem): string {
  if (phone === null) return "";
  const number = formatPhone(phone);
  return `<p>Text <strong>${escapeHtml(word)}</strong> to <strong>${escapeHtml(number)}</strong>.</p>
<p><a class="button" href="${escapeHtml(smsLink(phone, word, system))}">Text ${escapeHtml(word)} now</a></p>
<div class="code">${codeFor(phone, word)}</div>
<p><small>${escapeHtml(disclosureOf({ word, brand, phone: number }))}</small></p>
<h2>Or enter your number</h2>
`;
}

/** The codes that were shown last: anyone may open the page as often as they like, and to draw one takes the thread a while. */
const codes = new Map<string, string>();
const MOST_CODES = 200;

function codeFor(phone: string, word: string): string {
  const contents = smsQrContents(phone, word);
  const kept = codes.get(contents);
  if (kept !== undefined) return kept;
  const label = `QR code that opens a text with ${escapeHtml(word)}`;
  const code = qrCode(contents).replace("<svg ", `<svg role="img" aria-label="${label}" `);
  const [oldest] = codes.keys();
  if (oldest !== undefined && codes.size >= MOST_CODES) codes.delete(oldest);
  codes.set(contents, code);
  return code;
}

function form(brand: string, again: JoinPageOptions["again"]): string {
  const problem =
    again === null ? "" : `<p class="problem" role="alert" id="problem">${escapeHtml(again.problem)}</p>\n`;
  const described = again === null ? "" : ' aria-describedby="problem" aria-invalid="true"';
  return `<form method="post">
${problem}<label>Mobile number
<input type="tel" name="phone" autocomplete="tel" required value="${escapeHtml(again?.phone ?? "")}"${described}></label>
<label class="box"><input type="checkbox" name="agree" value="yes" required><span>${escapeHtml(agreementOf(brand))}</span></label>
<label class="trap" aria-hidden="true">Leave this empty <input name="website" tabindex="-1" autocomplete="off"></label>
<button>Sign up</button>
</form>
`;
}
