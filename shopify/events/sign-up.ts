import { z } from "zod";
import { maybeText, text } from "./read.ts";
import { translator } from "./translator.ts";

/** What the sign-up endpoint writes down of a form (app/public/sign-up.ts). */
const form = z.object({
  phone: text,
  customerId: maybeText,
  words: maybeText,
  formVersion: maybeText,
  page: maybeText,
  ip: maybeText,
  from: z.object({ country: z.string(), region: z.string().nullable() }).nullable(),
  ask: z.object({ kind: z.enum(["restock", "price"]), variantId: text, productId: text }).nullish(),
  asksFirst: z.boolean().optional(),
  keywordId: z.uuid().optional(),
});

/** A form on the store's pages in which someone agreed to texts. The store's own record knows nothing of it. */
export const translateSignUp = translator(form, (payload, triggeredAt) => {
  const {
    phone,
    customerId,
    words,
    formVersion,
    page,
    ip,
    from: seenFrom,
    ask = null,
    asksFirst = false,
    keywordId = null,
  } = payload;
  const nobody = { email: null, firstName: null, lastName: null, shipping: null, billing: null };
  const shown = { text: words, formVersion, ip, page };
  return [
    {
      kind: "sign-up",
      eventAt: triggeredAt,
      person: { customerId, phone, ...nobody },
      consent: {
        ...{ phone, state: "subscribed", source: "sign-up-form", optInLevel: null, decidedAt: triggeredAt, shown },
        asksFirst,
      },
      seenFrom,
      ask,
      keywordId,
    },
  ];
});
