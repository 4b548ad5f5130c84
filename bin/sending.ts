import { parseArgs } from "node:util";
import { openProcess } from "#boot/open-process";
import { startSending } from "#domain/kill-switch/start";
import { stopSending } from "#domain/kill-switch/stop";
import { UserError } from "#domain/user-error";
import { readConfig } from "#platform/config";

const USAGE = `The kill switch in the operator's hand. With the settings of the web process in the environment:

  node --experimental-strip-types bin/sending.ts stop <name>.myshopify.com "why, for the merchant to read"
  node --experimental-strip-types bin/sending.ts start <name>.myshopify.com

Stopping takes effect within two seconds. What the operator stopped the merchant cannot start.
`;

const { positionals } = parseArgs({ allowPositionals: true });
const [order, domain, ...words] = positionals;
if ((order !== "stop" && order !== "start") || domain === undefined) {
  process.stderr.write(USAGE);
  process.exit(2);
}
const { ctx, close } = await openProcess({ ...readConfig(), LOG_LEVEL: "silent" }, "sending");
try {
  const shop = await ctx.db.prisma.shop.findUnique({ where: { domain } });
  if (!shop) throw new UserError("shop-unknown", `No shop ${domain} has ever installed the app.`);
  const asked = { shopId: shop.id, by: "operator" as const };
  const hasChanged =
    order === "stop" ? await stopSending(ctx, { ...asked, because: words.join(" ") }) : await startSending(ctx, asked);
  process.stdout.write(
    hasChanged
      ? `${domain}: sending is ${order === "stop" ? "stopped" : "started"}.\n`
      : `${domain}: it was so already.\n`,
  );
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  await close();
}
