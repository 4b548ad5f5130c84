import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll } from "vitest";
import type { Callback, HandOff, LookUp, OutgoingText } from "#domain/messages/delivery/provider";
import type { ProviderWorld, Trouble } from "../provider-world.ts";

/** What the tests of the contract share: one world, and texts to send into it. */
export interface ContractBench {
  /** Open from the first test to the last. */
  readonly world: ProviderWorld;
  aText(own?: Partial<OutgoingText>): OutgoingText;
  /** Hands the text over while the provider has this trouble. */
  sendInto(kind: Trouble, text: OutgoingText, deadline?: Date): Promise<HandOff>;
  ask(text: OutgoingText, twins?: number): Promise<LookUp>;
}

export const soon = () => new Date(Date.now() + 5000);

export function receiptOf(text: OutgoingText): (callback: Callback) => boolean {
  return (callback) => callback.url.includes(text.ref);
}

/** Opens the world before the tests of the file and closes it after them. Call it inside a `describe`. */
export function openBench(open: () => Promise<ProviderWorld>): ContractBench {
  let world: ProviderWorld;
  beforeAll(async () => {
    world = await open();
  });
  afterEach(() => world.trouble(null));
  afterAll(() => world.close());

  return {
    get world() {
      return world;
    },
    aText(own = {}) {
      const ref = randomUUID();
      return {
        ref,
        from: world.sender,
        to: `+1202555${String(Math.floor(Math.random() * 9000) + 1000)}`,
        body: `Your cart is waiting (${ref.slice(0, 8)})`,
        validitySeconds: 3600,
        receiptUrl: `${world.callbacks.url}/callbacks/receipts?ref=${ref}`,
        ...own,
      };
    },
    async sendInto(kind, text, deadline = soon()) {
      await world.trouble(kind);
      const handOff = await world.provider.send(text, deadline);
      await world.trouble(null);
      return handOff;
    },
    ask: (text, twins = 1) => world.provider.lookUp({ text, handedOverAt: new Date(), twins }),
  };
}
