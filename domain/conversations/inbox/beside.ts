import type { Context } from "#domain/context";
import { gateFacts } from "#domain/messages/claim/decide";
import { readRecipients } from "#domain/messages/claim/recipients";
import { readSliceSetting } from "#domain/messages/claim/slice-setting";
import { type SubscriberProfile, subscriberProfile } from "#domain/subscribers/profile";
import { findConversation } from "./find.ts";
import { judgeAnswer, type OpenComposer, type Refusal } from "./judge-answer.ts";
import { type LastOrder, type OpenCart, purchasesBeside } from "./purchases-beside.ts";

/** What stands beside a thread and above its composer. */
export interface Beside {
  person: SubscriberProfile;
  cart: OpenCart | null;
  /** The newest five. */
  orders: LastOrder[];
  /** Whether an answer may leave; else why not, in place of a composer. */
  composer: OpenComposer | Refusal;
  /**
   * Whether marketing texts may leave now where the person may be, and until when that holds. An answer leaves at any hour: the
   * page shows the hours to the person who writes it. Null without a number to send from.
   */
  hours: { isOpen: boolean; until: Date; timeZone: string | null } | null;
}

/** Null for an id that is no conversation of the shop's. */
export async function readBeside(
  ctx: Pick<Context, "db" | "clock" | "providers">,
  shopId: string,
  conversationId: string,
): Promise<Beside | null> {
  const { db, clock } = ctx;
  const conversation = await findConversation(db, shopId, conversationId);
  const person = conversation && (await subscriberProfile(db, shopId, conversation.subscriberId));
  if (!person) return null;
  const about = { shopId, conversationId, subscriberId: person.id };
  const composer = await judgeAnswer(db, ctx, about);
  const purchases = await purchasesBeside(db, about, clock.now());
  const senderId = composer.kind === "open" ? composer.senderId : null;
  return { person, composer, ...purchases, hours: await hoursOf(ctx, { shopId, person, senderId }) };
}

async function hoursOf(
  { db, clock, providers }: Pick<Context, "db" | "clock" | "providers">,
  { shopId, person, senderId }: { shopId: string; person: SubscriberProfile; senderId: string | null },
): Promise<Beside["hours"]> {
  if (senderId === null) return null;
  const now = clock.now();
  const shop = await readSliceSetting(db, providers, shopId, senderId, now);
  const [recipient] = await readRecipients(db, shopId, [person.id]);
  if (!shop || !recipient) return null;
  const { isOpen, opensAt, closesAt } = gateFacts(
    shop,
    { purpose: "marketing", expiresAt: now },
    recipient,
    now,
  ).window;
  const zones = person.ruleSignature.split("@")[1]?.split(",") ?? [];
  return { isOpen, until: isOpen ? closesAt : opensAt, timeZone: zones.length === 1 ? (zones[0] ?? null) : null };
}
