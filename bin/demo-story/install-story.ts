import type { Context } from "#domain/context";
import { publishFlow } from "#domain/flows/publishing/publish";
import type { Provider } from "#domain/messages/delivery/provider";
import { availableNumbers } from "#domain/senders/available";
import { connectSender } from "#domain/senders/connect";
import { step } from "../progress.ts";
import { readPage } from "./merchant.ts";
import { mustBe, observe } from "./observe.ts";
import type { World } from "./world.ts";

export interface CheckedShop {
  id: string;
  domain: string;
  senderPhone: string;
}

/** The number that lets most through, so that the campaign is over soon. */
const QUICKEST = ["short_code", "toll_free", "long_code"];

/** The merchant installs the app, connects a number and switches both flows on. */
export async function installStory(
  ctx: Context,
  world: World,
  providers: Record<string, Provider>,
  domain: string,
): Promise<CheckedShop> {
  await step("The clock shows a weekday afternoon when everybody in the country may be texted", () =>
    world.moveClockTo(nextTextingHour(ctx.clock.now())),
  );
  const id = await step("The merchant installs the app; its first page exchanges the session token", async () => {
    await world.install();
    await readPage(world);
    const shop = await ctx.db.prisma.shop.findUnique({ where: { domain } });
    mustBe(Boolean(shop?.installedAt), "The shop is not in the database.");
    return shop?.id ?? "";
  });
  await step("The shop's name, currency and time zone come over the Admin API, by the worker", () =>
    observe("The shop's details", async () => {
      const shop = await ctx.db.prisma.shop.findUnique({ where: { id } });
      return shop?.detailsAt && shop.timeZone && shop.currency;
    }),
  );
  const senderPhone = await step(
    "The merchant connects a number; the carrier sends its replies to us from now on",
    async () => {
      const [provider] = Object.values(providers);
      if (!provider) throw new Error("No SMS provider is configured.");
      const numbers = await availableNumbers(ctx, provider, id);
      const number = QUICKEST.flatMap((kind) => numbers.filter((it) => it.kind === kind))[0];
      if (!number) throw new Error("The account has no free number.");
      await connectSender(ctx, provider, id, number.phone);
      return number.phone;
    },
  );
  await step("The merchant publishes both flows", async () => {
    for (const flow of await ctx.db.prisma.flow.findMany({ where: { shopId: id } }))
      await publishFlow(ctx, id, flow.id);
    mustBe(
      (await ctx.db.prisma.flow.count({ where: { shopId: id, state: "live" } })) === 2,
      "Not both flows are live.",
    );
  });
  return { id, domain, senderPhone };
}

/** The next Tuesday to Thursday, 16:30 in New York and 11:30 in Honolulu: open even where we do not know the place. */
export function nextTextingHour(now: Date): Date {
  for (let days = 1; ; days += 1) {
    const day = new Date(now.getTime() + days * 86_400_000);
    if (day.getUTCDay() < 2 || day.getUTCDay() > 4) continue;
    return new Date(`${day.toISOString().slice(0, 10)}T21:00:00Z`);
  }
}
