import type { ShopRules } from "#domain/messages/decide";
import type { Sql } from "#platform/db";
import { statementFile } from "#platform/statement";

/** What a slice knows of its shop and its sender, for those who only ask what would be. */
export interface SliceSetting extends ShopRules {
  /** E.164. */
  senderPhone: string;
  provider: string;
  /** The kill switch is thrown. */
  isStopped: boolean;
  hasLimits: boolean;
  /** A day's cap or budget has refused a text, and that day is not over. */
  isUsedUp: boolean;
}

const setting = statementFile(import.meta.url, "./slice-setting.sql");

/** The claim's own question about a shop and one of its senders; null when the shop has no such sender. */
export async function readSliceSetting(
  sql: Sql,
  shopId: string,
  senderId: string,
  now: Date,
): Promise<SliceSetting | null> {
  const [found] = await sql.run<SliceSetting>(setting, [shopId, senderId, now]);
  return found ?? null;
}
