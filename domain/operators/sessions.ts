import { hash, randomBytes } from "node:crypto";
import type { Tx } from "#platform/sql/db";
import { type Role, roleNamed } from "./roles.ts";

const MINUTE = 60_000;
/** Without a request of the person; pages that refresh themselves don't count. */
const IDLE_MS = 30 * MINUTE;
/** From the login on, however busy. */
const WHOLE_MS = 12 * 60 * MINUTE;
/** `seen_at` is not written more often. */
const TOUCH_MS = MINUTE;

/** An operator who is logged in. */
export interface OpenSession {
  id: string;
  operatorId: string;
  name: string;
  role: Role;
  /** Someone else made the password: it is changed before anything else. */
  mustChangePassword: boolean;
}

export interface NewSession {
  operatorId: string;
  network: string;
  /** The User-Agent header. */
  browser: string;
  at: Date;
}

/** Opens a session and returns its token, which is stored nowhere: the row's id is the token's hash. */
export async function openSession({ prisma }: Pick<Tx, "prisma">, { at, ...whose }: NewSession): Promise<string> {
  await prisma.operatorSession.deleteMany({ where: { startedAt: { lt: new Date(at.getTime() - WHOLE_MS) } } });
  const token = randomBytes(32).toString("base64url");
  await prisma.operatorSession.create({ data: { id: idOf(token), ...whose, startedAt: at, seenAt: at } });
  return token;
}

/** The session of a token; null when it is unknown, ended, idle for half an hour, 12 hours old or of a disabled account. */
export async function readSession(
  { prisma }: Pick<Tx, "prisma">,
  token: string,
  { at, isRefresh }: { at: Date; isRefresh: boolean },
): Promise<OpenSession | null> {
  const row = await prisma.operatorSession.findUnique({ where: { id: idOf(token) }, include: { operator: true } });
  if (!row || row.operator.disabledAt) return null;
  const now = at.getTime();
  if (now - row.seenAt.getTime() > IDLE_MS || now - row.startedAt.getTime() > WHOLE_MS) return null;
  if (!isRefresh && now - row.seenAt.getTime() > TOUCH_MS)
    await prisma.operatorSession.updateMany({ where: { id: row.id }, data: { seenAt: at } });
  const { name, role, mustChangePassword } = row.operator;
  return { id: row.id, operatorId: row.operatorId, name, role: roleNamed(role), mustChangePassword };
}

export async function endSession({ prisma }: Pick<Tx, "prisma">, id: string): Promise<void> {
  await prisma.operatorSession.deleteMany({ where: { id } });
}

/** Ends all sessions of an operator, or all but one. Returns how many. */
export async function endSessionsOf(
  { prisma }: Pick<Tx, "prisma">,
  operatorId: string,
  exceptId = "",
): Promise<number> {
  const { count } = await prisma.operatorSession.deleteMany({ where: { operatorId, id: { not: exceptId } } });
  return count;
}

function idOf(token: string): string {
  return hash("sha256", token, "base64url");
}
