import type { Sender } from "@prisma/client";
import type { Db } from "#platform/sql/db";

/** The shop's numbers that were not released, the first connected first. */
export function connectedSenders({ prisma }: Pick<Db, "prisma">, shopId: string): Promise<Sender[]> {
  return prisma.sender.findMany({ where: { shopId, releasedAt: null }, orderBy: { createdAt: "asc" } });
}

/** Those in service, the first connected first. */
export function activeSenders({ prisma }: Pick<Db, "prisma">, shopId: string): Promise<Sender[]> {
  return prisma.sender.findMany({ where: { shopId, state: "active" }, orderBy: { createdAt: "asc" } });
}

/** Any number that the shop has or had; null when it never had one. */
export async function anySenderId({ prisma }: Pick<Db, "prisma">, shopId: string): Promise<string | null> {
  return (await prisma.sender.findFirst({ where: { shopId } }))?.id ?? null;
}

/** Whether the number is the shop's and was not released. */
export async function isConnected({ prisma }: Pick<Db, "prisma">, shopId: string, senderId: string): Promise<boolean> {
  return (await prisma.sender.count({ where: { shopId, id: senderId, releasedAt: null } })) > 0;
}
