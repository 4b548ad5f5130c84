import type { Job } from "#domain/jobs";
import { newId } from "#platform/ids";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";

/** A text that was just filed, with the provider's names for its files. */
interface TextWithFiles {
  shopId: string;
  textId: string;
  conversationId: string;
  subscriberId: string;
  provider: string;
  refs: string[];
}

const file = statementFile(import.meta.url, "./file-pictures.sql");
/** Of one person: ten texts with as many files as a text may have. */
const MOST_A_DAY = 100;

/**
 * Notes the files of texts, for a job of their own to fetch: what takes texts in waits for no file. At most 100 a person and day are
 * fetched. Returns the jobs to enqueue after the commit. Safe to repeat.
 */
export async function filePictures(tx: Sql, texts: TextWithFiles[], now: Date): Promise<Job[]> {
  const files = texts.flatMap(({ refs, ...text }) => refs.map((ref, place) => ({ ...text, ref, place })));
  if (files.length === 0) return [];
  const t = columnsOf(files, {
    shop_id: (it) => it.shopId,
    id: () => newId(),
    conversation_id: (it) => it.conversationId,
    subscriber_id: (it) => it.subscriberId,
    text_id: (it) => it.textId,
    place: (it) => it.place,
    provider: (it) => it.provider,
    provider_ref: (it) => it.ref,
  });
  const filed = await tx.run<{ shopId: string }>(...batch(file, { t }, [now, MOST_A_DAY]));
  return [...new Set(filed.map(({ shopId }) => shopId))].map((shopId) => ({ name: "pictures", payload: { shopId } }));
}
