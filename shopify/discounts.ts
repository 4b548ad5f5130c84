import { z } from "zod";
import type { DiscountStore, NewDiscount } from "#domain/discounts/store";
import type { StoreAnswer } from "#domain/shops/store-answer";
import type { AdminClient } from "./admin-client.ts";
import type { Operation } from "./operation.ts";
import { storeAnswer } from "./store-answer.ts";

/** Codes are made ahead, so they go behind everything else that asks the store. */
const LEFT_TO_OTHERS = 0.5;

/** Discounts with single-use codes, made through the Admin API within its cost budget. */
export function discountStore(client: AdminClient): DiscountStore {
  async function askStore<Variables extends Record<string, unknown>, Data>(
    shopDomain: string,
    operation: Operation<Variables, Data>,
    variables: Variables,
  ): Promise<StoreAnswer<Data>> {
    return storeAnswer(await client.ask(shopDomain, operation, variables), LEFT_TO_OTHERS);
  }
  return {
    async create(shopDomain, discount) {
      const made = await askStore(shopDomain, createDiscount, { discount: inputFor(discount) });
      if (made.kind === "trouble" || !("isTaken" in made.answer)) return madeIn(made);
      // Made before, by a worker that died before it could say so.
      const found = await askStore(shopDomain, findByCode, { code: discount.code });
      if (found.kind === "answer" && found.answer !== null) return { ...found, answer: found.answer };
      return found.kind === "trouble" ? found : madeIn(made);
    },
    async addCodes(shopDomain, discountId, codes) {
      const variables = { discountId, codes: codes.map((code) => ({ code })) };
      const added = await askStore(shopDomain, addCodes, variables);
      if (added.kind === "trouble" || !("refusal" in added.answer)) return madeIn(added);
      // The merchant may have deleted the discount.
      const found = await askStore(shopDomain, findById, { id: discountId });
      if (found.kind === "trouble") return found;
      return found.answer === null ? { ...found, answer: null } : madeIn(added);
    },
    madeBy: (shopDomain, creationId) => askStore(shopDomain, readCreation, { id: creationId }),
  };
}

const userErrors = z.array(z.object({ code: z.string().nullable(), message: z.string() }));
type Refusal = { isTaken: true } | { refusal: string };

interface BasicInput {
  title: string;
  code: string;
  startsAt: string;
  usageLimit: number;
  context: { all: "ALL" };
  customerGets: {
    items: { all: true };
    value: { percentage: number } | { discountAmount: { amount: string; appliesOnEachItem: false } };
  };
  minimumRequirement?: { subtotal: { greaterThanOrEqualToSubtotal: string } };
}

/**
 * Ten points, and one for what comes back.
 * https://shopify.dev/docs/api/admin-graphql/latest/mutations/discountCodeBasicCreate
 */
const createDiscount: Operation<{ discount: BasicInput }, { id: string } | Refusal> = {
  document: `#graphql
    mutation MakeDiscount($discount: DiscountCodeBasicInput!) {
      discountCodeBasicCreate(basicCodeDiscount: $discount) {
        codeDiscountNode {
          id
        }
        userErrors {
          code
          message
        }
      }
    }`,
  data: z
    .object({
      discountCodeBasicCreate: z
        .object({ codeDiscountNode: z.object({ id: z.string() }).nullable(), userErrors })
        .nullable(),
    })
    .transform(({ discountCodeBasicCreate: done }) =>
      outcomeOf(done?.codeDiscountNode ?? null, done?.userErrors ?? []),
    ),
};

const findByCode: Operation<{ code: string }, string | null> = {
  document: `#graphql
    query DiscountOfCode($code: String!) {
      codeDiscountNodeByCode(code: $code) {
        id
      }
    }`,
  data: z
    .object({ codeDiscountNodeByCode: z.object({ id: z.string() }).nullable() })
    .transform(({ codeDiscountNodeByCode: found }) => found?.id ?? null),
};

const findById: Operation<{ id: string }, string | null> = {
  document: `#graphql
    query DiscountOfId($id: ID!) {
      node(id: $id) {
        id
      }
    }`,
  data: z.object({ node: z.object({ id: z.string() }).nullable() }).transform(({ node: found }) => found?.id ?? null),
};

/** https://shopify.dev/docs/api/admin-graphql/latest/mutations/discountRedeemCodeBulkAdd */
const addCodes: Operation<{ discountId: string; codes: { code: string }[] }, { id: string } | Refusal> = {
  document: `#graphql
    mutation AddCodes($discountId: ID!, $codes: [DiscountRedeemCodeInput!]!) {
      discountRedeemCodeBulkAdd(discountId: $discountId, codes: $codes) {
        bulkCreation {
          id
        }
        userErrors {
          code
          message
        }
      }
    }`,
  data: z
    .object({
      discountRedeemCodeBulkAdd: z
        .object({ bulkCreation: z.object({ id: z.string() }).nullable(), userErrors })
        .nullable(),
    })
    .transform(({ discountRedeemCodeBulkAdd: done }) => outcomeOf(done?.bulkCreation ?? null, done?.userErrors ?? [])),
};

/** Null while it is under way; no codes when the store has forgotten it. */
const readCreation: Operation<{ id: string }, string[] | null> = {
  document: `#graphql
    query CodesMade($id: ID!) {
      discountRedeemCodeBulkCreation(id: $id) {
        done
        codes(first: 250) {
          nodes {
            code
            discountRedeemCode {
              id
            }
          }
        }
      }
    }`,
  data: z
    .object({
      discountRedeemCodeBulkCreation: z
        .object({
          done: z.boolean(),
          codes: z.object({
            nodes: z.array(z.object({ code: z.string(), discountRedeemCode: z.object({ id: z.string() }).nullable() })),
          }),
        })
        .nullable(),
    })
    .transform(({ discountRedeemCodeBulkCreation: creation }) => {
      if (creation === null) return [];
      if (!creation.done) return null;
      return creation.codes.nodes.filter((it) => it.discountRedeemCode !== null).map(({ code }) => code);
    }),
};

function inputFor({ terms, title, code, startsAt }: NewDiscount): BasicInput {
  const { kind, value, minimumMicros } = terms;
  return {
    title,
    code,
    startsAt: startsAt.toISOString(),
    // Of each code, not of all together.
    usageLimit: 1,
    context: { all: "ALL" },
    customerGets: {
      items: { all: true },
      value:
        kind === "percentage"
          ? { percentage: value / 100 }
          : { discountAmount: { amount: formatDecimal(value), appliesOnEachItem: false } },
    },
    ...(minimumMicros > 0 && {
      minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: formatDecimal(minimumMicros) } },
    }),
  };
}

function formatDecimal(micros: number): string {
  return (micros / 1_000_000).toFixed(2);
}

function outcomeOf(made: { id: string } | null, errors: z.output<typeof userErrors>): { id: string } | Refusal {
  if (made && errors.length === 0) return { id: made.id };
  if (errors.some(({ code }) => code === "TAKEN")) return { isTaken: true };
  return { refusal: errors.map(({ message }) => message).join(" ") || "The store gave no answer." };
}

/** A refusal in the store's own words is trouble like any other. */
function madeIn(answer: StoreAnswer<{ id: string } | Refusal>): StoreAnswer<string> {
  if (answer.kind === "trouble") return answer;
  const { answer: made, restMs } = answer;
  if ("id" in made) return { kind: "answer", answer: made.id, restMs };
  const detail = "refusal" in made ? made.refusal : "The store has these codes already.";
  return { kind: "trouble", trouble: "refused", detail };
}
