import type { MessageClass } from "#domain/jobs";
import type { Providers } from "#domain/messages/delivery/provider-facts";
import { factsOf } from "#domain/senders/facts-of";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import type { ShopRules } from "./decide.ts";

/** What a slice knows of its shop and its sender. */
export interface SliceSetting extends ShopRules {
  /** E.164. */
  senderPhone: string;
  provider: string;
  /** The kill switch is thrown, an operator has paused the class or the provider, or the database was restored and what left since is not known yet. */
  isStopped: boolean;
  /** An operator has stopped all marketing. */
  isMarketingStopped: boolean;
  /** How far the database's count is; null before the first beat. See domain/restores/epoch.ts. */
  epoch: number | null;
  /** Texts left of which a restored database knew nothing: one of them may be a text that is due. */
  hasLeftTexts: boolean;
  /** A spend cap or a carrier's day budget may apply. */
  hasLimits: boolean;
  /** One of them has refused a text, and its day is not over. */
  isExhausted: boolean;
  /** The provider takes no texts at present; then one text may try it again. */
  heldUntil: Date | null;
}

const setting = statementFile(import.meta.url, "./slice-setting.sql");

/** What claims and explanations go by; null when the shop has no such sender. `of`: the class of the texts; absent: whichever. */
export async function readSliceSetting(
  sql: Sql,
  providers: Providers,
  shopId: string,
  senderId: string,
  now: Date,
  of: MessageClass | null = null,
): Promise<SliceSetting | null> {
  const [found] = await sql.run<Omit<SliceSetting, "facts">>(setting, [shopId, senderId, now, of]);
  return found ? { ...found, facts: factsOf(providers, found.provider) } : null;
}
