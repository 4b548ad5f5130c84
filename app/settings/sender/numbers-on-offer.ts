import type { Merchant } from "#app/authenticate";
import { type AvailableNumber, availableNumbers } from "#domain/senders/available";

export type NumbersOnOffer = { kind: "numbers"; numbers: AvailableNumber[] } | { kind: "unreachable" };

/** The numbers of every provider's account that this shop may connect. Never throws: an unreachable provider is an answer. */
export async function numbersOnOffer({ ctx, providers, shopId }: Merchant): Promise<NumbersOnOffer> {
  try {
    const lists = await Promise.all(
      Object.values(providers).map((provider) => availableNumbers(ctx, provider, shopId)),
    );
    return { kind: "numbers", numbers: lists.flat() };
  } catch (error) {
    ctx.log.warn({ err: error }, "a provider's numbers could not be listed");
    return { kind: "unreachable" };
  }
}
