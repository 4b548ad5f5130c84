import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { addressOf, isAnswered } from "./address.ts";
import { AlreadyHeldError } from "./hold.ts";
import { postgresHome } from "./postgres-home.ts";
import { postgresUser } from "./postgres-user.ts";
import { readRecord } from "./record.ts";

/** Removes a folder of services and the data that root keeps elsewhere. Refuses with AlreadyHeldError while it is in use. */
export async function forgetServices(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  if (await isAnswered(addressOf(folder))) throw new AlreadyHeldError(`Another process runs on ${folder}.`);
  if (existsSync(join(folder, "services.json"))) {
    rmSync(postgresHome(folder, readRecord(folder).id, postgresUser()), { recursive: true, force: true });
  }
  rmSync(folder, { recursive: true, force: true });
}
