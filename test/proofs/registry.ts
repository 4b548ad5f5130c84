import { carrier } from "./carrier.ts";
import { database } from "./database.ts";
import { failover } from "./failover.ts";
import { flush } from "./flush.ts";
import { kill } from "./kill.ts";
import type { Proof } from "./proof.ts";
import { restore } from "./restore.ts";
import { webhooks } from "./webhooks.ts";

/** In the order in which they are run. */
export const proofs: Proof[] = [kill, flush, database, restore, failover, carrier, webhooks];
