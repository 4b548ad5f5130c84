import { beforeEach } from "vitest";
import { dueCodes, mintCodes } from "#domain/discounts/mint";
import { reserveCodes } from "#domain/discounts/reserve";
import type { ServedCode } from "#domain/discounts/serve-waiting";
import type { DiscountStore } from "#domain/discounts/store";
import type { DiscountTerms } from "#domain/discounts/terms";
import type { StoreAnswer, StoreTrouble } from "#domain/shops/store-answer";
import { newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";
import { emptyDatabase } from "../../setup/per-worker.ts";
import type { TestContext } from "../context.ts";
import { aShop } from "../shop.ts";

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const TEN: DiscountTerms = { kind: "percentage", value: 10, minimumMicros: 0, prefix: "SAVE" };

/** A store's own discounts. `made` false: its creations are under way. */
export function aDiscountStore() {
  const asked: string[][] = [];
  const firstCodes: string[] = [];
  const state = {
    trouble: null as StoreTrouble | null,
    made: true as boolean,
    restMs: 0,
    created: 0,
    deleted: "",
    refused: new Set<string>(),
    onAdd: async () => {},
  };
  const answer = <Answer>(value: Answer): StoreAnswer<Answer> =>
    state.trouble
      ? { kind: "trouble", trouble: state.trouble, detail: "It said so." }
      : { kind: "answer", answer: value, restMs: state.restMs };
  const store: DiscountStore = {
    async create(_, { code }) {
      if (!state.trouble) state.created += 1;
      firstCodes.push(code);
      return answer(`gid://shopify/DiscountCodeNode/${state.created}`);
    },
    async addCodes(_, id, codes) {
      await state.onAdd();
      if (id === state.deleted) return answer(null);
      if (!state.trouble) asked.push(codes);
      return answer(`creation-${asked.length - 1}`);
    },
    async madeBy(_, id) {
      const codes = (asked[Number(id.slice(9))] ?? []).filter((code) => !state.refused.has(code));
      return answer(state.made ? codes : null);
    },
  };
  return { store, asked, firstCodes, state };
}

type Store = ReturnType<typeof aDiscountStore>;

/** A shop that gives codes, in an empty database, a new one for each test. Call it at the top of a file. */
export function aShopWithCodes(ctx: TestContext) {
  const { db, clock } = ctx;
  const { everyShop: prisma } = db;
  /** `served`: the codes that were given to people who waited, oldest first. */
  const shop = { id: "", served: [] as ServedCode[] };

  beforeEach(async () => {
    await emptyDatabase();
    shop.id = (await aShop(db)).id;
    shop.served = [];
  });

  const mint = ({ store }: Store) =>
    mintCodes(
      {
        ...ctx,
        store,
        onGiven: async (_, __, codes) => {
          shop.served.push(...codes);
          return [];
        },
      },
      shop.id,
    );

  /** Looks until nothing is due, as the sweep does. */
  async function mintAll(store: Store): Promise<void> {
    for (let look = 0; look < 20 && (await isDue()); look += 1) {
      await mint(store);
      clock.advance(2 * SECOND);
    }
  }

  const isDue = async () => (await db.run(statement("", dueCodes.shops), [clock.now()])).length > 0;

  const claim = (enrollmentIds: string[], terms = TEN, of = shop.id) =>
    db.transaction((tx) =>
      reserveCodes(
        tx,
        ctx,
        enrollmentIds.map((enrollmentId) => ({
          ...{ shopId: of, enrollmentId, stepId: "code", terms },
          until: new Date(clock.now().getTime() + 60 * MINUTE),
        })),
      ),
    );

  /** Someone at the step "code" of a flow. */
  async function aWalker(): Promise<string> {
    const id = newId();
    await prisma.enrollment.create({
      data: {
        ...{ shopId: shop.id, id, flowId: newId(), versionId: newId(), subscriberId: newId(), subject: id },
        ...{ state: "waiting", stepId: "code", startedAt: clock.now() },
      },
    });
    return id;
  }

  const free = () => prisma.discountCode.count({ where: { state: "free" } });

  return { shop, mint, mintAll, isDue, claim, aWalker, free };
}
