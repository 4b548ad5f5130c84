import { isId } from "#platform/ids";
import type { Db } from "#platform/sql/db";
import type { PictureType } from "./picture.ts";

/** A picture of the shop's with its bytes; null when the shop holds none with that id. */
export async function readPicture(
  { prisma }: Pick<Db, "prisma">,
  shopId: string,
  id: string,
): Promise<{ contentType: PictureType; bytes: Uint8Array<ArrayBuffer> } | null> {
  if (!isId(id)) return null;
  const found = await prisma.conversationPicture.findUnique({
    where: { shopId_id: { shopId, id } },
    select: { contentType: true, bytes: true },
  });
  if (!found?.bytes || found.contentType === null) return null;
  return { contentType: found.contentType as PictureType, bytes: found.bytes }; // only those are written there
}
