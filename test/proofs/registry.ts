import { carrier } from "./carrier.ts";
import { database } from "./database.ts";
import { flush } from "./flush.ts";
import { kill } from "./kill.ts";
import { migrate } from "./migrate/migrate.ts";
import { partition } from "./partition/partition.ts";
import type { Proof } from "./proof.ts";
import { failover } from "./recovery/failover.ts";
import { restore } from "./recovery/restore.ts";
import { rolling } from "./rolling/rolling.ts";
import { webhooks } from "./webhooks.ts";
import { webhooksOut } from "./webhooks-out/webhooks-out.ts";

/** In the order in which they are run. */
export const proofs: Proof[] = [
  kill,
  flush,
  database,
  restore,
  failover,
  carrier,
  webhooks,
  webhooksOut,
  rolling,
  migrate,
  partition,
];
