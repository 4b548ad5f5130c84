import { newId } from "#platform/ids";
import type { Db } from "#platform/sql/db";

/** A file that was checked, with a line that was refused. Returns its id. */
export async function fillImport(
  { prisma }: Pick<Db, "prisma">,
  shopId: string,
  word: string,
  now: Date,
): Promise<string> {
  const importId = newId();
  await prisma.import.create({
    data: {
      ...{ shopId, id: importId, kind: "subscribers", state: "examined", fileName: `${word}-list.csv` },
      ...{ columns: [`${word}-phone`], sample: [[`${word}-number`]], mapping: { phone: 0 }, separator: "," },
      ...{ consentSource: `${word} fair`, consentWords: `${word} words`, consentedAt: now, attestedAt: now },
      options: { defaultCountry: "US", tags: [`${word}-list`], replaces: false },
      ...{ toldAt: now, createdAt: now, updatedAt: now },
    },
  });
  await prisma.importRefusal.create({
    data: { shopId, importId, line: 2, reason: "not-a-phone", cells: [`${word}-number`] },
  });
  return importId;
}
