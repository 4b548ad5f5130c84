import type { InboxHints } from "#domain/conversations/inbox/hints";
import type { Flags } from "#domain/flags/open-flags";
import type { DeskAccess } from "#domain/help-desks/call-desk";
import type { Providers } from "#domain/messages/delivery/provider-facts";
import type { Clock } from "#platform/clock";
import type { KeyedHash } from "#platform/keyed-hash";
import type { Log } from "#platform/log";
import type { Db } from "#platform/sql/db";
import type { Replica } from "#platform/sql/replica";
import type { SqlPool } from "#platform/sql/sql";
import type { Enqueue } from "./jobs.ts";

/** What verbs are given. Each takes only the part it needs: `Pick<Context, "db" | "clock">`. */
export interface Context {
  db: Db;
  /** A copy of the database that lags a little, for what reads much; absent when none is configured. */
  replica?: SqlPool & Partial<Pick<Replica, "isAway" | "setAside">>;
  clock: Clock;
  /** How far the database has counted at least (domain/restores/epoch.ts); absent where nothing is sent. */
  epoch?: { floor(): number };
  enqueue: Enqueue;
  /** Tells open pages of the inbox to look again; absent where no page is told. */
  hints?: InboxHints;
  /** Limits that operators may change; the usual ones hold where it is absent. */
  flags?: Flags;
  /** How help desks are reached; absent where none is. */
  helpDesks?: DeskAccess;
  /** What is known of each SMS provider. What calls one over the network is handed the provider itself. */
  providers: Providers;
  log: Log;
  /** The keyed hash of an E.164 number: `hashPhone(phone)`. Keys of a purpose are derived with it (domain/consent/forms/form-key.ts). */
  hashPhone: KeyedHash;
  /** Public address of the app; callbacks and unsubscribe pages begin with it. No slash at the end. */
  appUrl: string;
  /** How many numbers one shop may hold; NUMBERS_PER_SHOP of domain/senders/numbers.ts when absent. */
  numbersPerShop?: number;
  /** How long a final receipt is awaited before the provider is asked; an hour when absent (domain/messages/delivery/receipt-schedule.ts). */
  receiptPatienceMs?: number;
  /** Short links begin with it. No slash at the end. */
  shortLinkUrl: string;
}
