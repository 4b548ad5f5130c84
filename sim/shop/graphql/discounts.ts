import type { CodeCreation, CodeDiscount, Shop } from "../shops/shop.ts";
import { timestamp } from "../store.ts";
import type { AdminContext } from "./context.ts";
import { gid, idOf } from "./gid.ts";

interface BasicInput {
  title?: string | null;
  code?: string | null;
  startsAt?: string | null;
  usageLimit?: number | null;
  customerGets?: { value?: { percentage?: number | null; discountAmount?: { amount: string } | null } | null } | null;
}

/** The store adds codes in the background, so soon. */
const CREATION_MS = 1_000;
/** https://shopify.dev/docs/api/admin-graphql/latest/mutations/discountRedeemCodeBulkAdd */
const MOST_CODES = 250;

/** Discounts with codes, as far as an app makes them. The checkout knows percentages; a code for an amount takes nothing off. */
export const discountMutations = {
  discountCodeBasicCreate: (_: unknown, args: { basicCodeDiscount: BasicInput }, { shop, store }: AdminContext) => {
    const { title, code, usageLimit, startsAt, customerGets } = args.basicCodeDiscount;
    const about = (code: string, field: string, message: string) => ({
      codeDiscountNode: null,
      userErrors: [{ code, field: ["basicCodeDiscount", field], message, extraInfo: null }],
    });
    if (!title) return about("BLANK", "title", "Title can't be blank");
    if (!code) return about("BLANK", "code", "Code can't be blank");
    if (!startsAt) return about("BLANK", "startsAt", "Starts at can't be blank");
    if (isTaken(shop, code)) return about("TAKEN", "code", "Code must be unique. Please try a different code.");
    const discount: CodeDiscount = {
      id: store.nextId(),
      title,
      percentage: customerGets?.value?.percentage ?? 0,
      usageLimit: usageLimit ?? null,
      codes: [],
    };
    shop.codeDiscounts.push(discount);
    addCode(shop, discount, code);
    store.changed();
    return { codeDiscountNode: nodeOf(discount), userErrors: [] };
  },

  discountRedeemCodeBulkAdd: (
    _: unknown,
    { discountId, codes }: { discountId: string; codes: { code: string }[] },
    { shop, store }: AdminContext,
  ) => {
    const discount = shop.codeDiscounts.find(({ id }) => id === idOf("DiscountCodeNode", discountId));
    const refused = (code: string, field: string, message: string) => ({
      bulkCreation: null,
      userErrors: [{ code, field: [field], message, extraInfo: null }],
    });
    if (!discount) return refused("INVALID", "discountId", "Code discount does not exist.");
    if (codes.length > MOST_CODES)
      return refused("TOO_MANY_ARGUMENTS", "codes", `Cannot add more than ${MOST_CODES} codes`);
    const creation: CodeCreation = {
      id: store.nextId(),
      discountId: discount.id,
      doneAt: new Date(store.clock.now().getTime() + CREATION_MS).toISOString(),
      codes: codes.map(({ code }) => {
        if (isTaken(shop, code)) return { code, problem: "Code must be unique. Please try a different code." };
        addCode(shop, discount, code);
        return { code, problem: null };
      }),
    };
    shop.codeCreations.push(creation);
    store.changed();
    return { bulkCreation: creationView(creation, timestamp(store)), userErrors: [] };
  },
};

export const discountQueries = {
  codeDiscountNodeByCode: (_: unknown, { code }: { code: string }, { shop }: AdminContext) => {
    const found = shop.codeDiscounts.find(({ codes }) => codes.includes(code.toUpperCase()));
    return found ? nodeOf(found) : null;
  },
  discountRedeemCodeBulkCreation: (_: unknown, { id }: { id: string }, { shop, store }: AdminContext) => {
    const found = shop.codeCreations.find((one) => one.id === idOf("DiscountRedeemCodeBulkCreation", id));
    return found ? creationView(found, timestamp(store)) : null;
  },
};

function isTaken(shop: Shop, code: string): boolean {
  const wanted = code.toUpperCase();
  return wanted in shop.discounts || shop.codeDiscounts.some(({ codes }) => codes.includes(wanted));
}

function addCode(shop: Shop, discount: CodeDiscount, code: string): void {
  discount.codes.push(code.toUpperCase());
  shop.discounts[code.toUpperCase()] = discount.percentage * 100;
}

export function nodeOf({ id }: CodeDiscount) {
  return { __typename: "DiscountCodeNode", id: gid("DiscountCodeNode", id) };
}

function creationView({ id, doneAt, codes }: CodeCreation, now: string) {
  const isDone = doneAt <= now;
  const failed = codes.filter(({ problem }) => problem !== null).length;
  const views = codes.map(({ code, problem }, at) => ({
    code,
    discountRedeemCode: isDone && problem === null ? { id: gid("DiscountRedeemCode", id + at), code } : null,
    errors: problem === null ? [] : [{ code: "TAKEN", field: ["code"], message: problem, extraInfo: null }],
  }));
  return {
    id: gid("DiscountRedeemCodeBulkCreation", id),
    done: isDone,
    codesCount: codes.length,
    importedCount: isDone ? codes.length - failed : 0,
    failedCount: isDone ? failed : 0,
    codes: { nodes: views, edges: views.map((node) => ({ node, cursor: node.code })) },
  };
}
