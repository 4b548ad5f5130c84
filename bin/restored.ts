import { parseArgs } from "node:util";
import { openProcess } from "#boot/open-process";
import { noticeRestore } from "#domain/restores/notice";
import { endRestore } from "#domain/restores/recover";
import { readConfig } from "#platform/config";

const USAGE = `After the database was restored from a backup. With the settings of the web process in the environment:

  node --experimental-strip-types bin/restored.ts status
  node --experimental-strip-types bin/restored.ts begin 2026-11-29T18:00:00Z
  node --experimental-strip-types bin/restored.ts end

begin holds every shop's texts and makes up for everything since that time: the last commit that the database still has.
Cartbell notices most restores by itself. end lets texts leave again although not everything is known.
`;

const { positionals } = parseArgs({ allowPositionals: true });
const [order, time = ""] = positionals;
const since = new Date(time);
if (!["status", "begin", "end"].includes(order ?? "") || (order === "begin" && Number.isNaN(since.getTime()))) {
  process.stderr.write(USAGE);
  process.exit(2);
}
const { ctx, close } = await openProcess({ ...readConfig(), LOG_LEVEL: "silent" }, "restored");
try {
  if (order === "begin") await ctx.db.transaction((tx) => noticeRestore(tx, ctx, { since, by: "operator" }));
  const open = await ctx.db.prisma.restore.findFirst({ where: { endedAt: null } });
  if (order === "end" && open) await endRestore(ctx, open.id, "operator");
  for (const it of await ctx.db.prisma.restore.findMany({ orderBy: { noticedAt: "desc" }, take: 3 }))
    process.stdout.write(
      `restored to ${it.since.toISOString()}, noticed ${it.noticedAt.toISOString()} by the ${it.noticedBy}: ` +
        `${it.texts} texts that had left, ${it.replies} replies; ${describeState(it)}\n`,
    );
} finally {
  await close();
}

function describeState(it: { readAt: Date | null; endedAt: Date | null; trouble: string | null }): string {
  if (it.endedAt) return `ended ${it.endedAt.toISOString()}`;
  if (it.trouble) return `held: ${it.trouble}`;
  return it.readAt ? "held: stores are being looked through" : "held: the providers' record is being read";
}
