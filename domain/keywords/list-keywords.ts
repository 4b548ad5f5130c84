import { plainWord } from "#domain/compliance/reply-words";
import type { Db } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { type Keyword, mainWord } from "./keyword.ts";
import { keywordOf } from "./stored.ts";

/** A flow that a keyword starts. */
export interface StartedFlow {
  id: string;
  name: string;
  isLive: boolean;
}

const DAYS = 30;
const DAY_MS = 86_400_000;

const uses = statement(
  "uses-of-keywords",
  `SELECT keyword_id AS id, count(*)::int AS texts FROM inbound_texts
   WHERE shop_id = $1 AND keyword_id IS NOT NULL AND received_at > $2 GROUP BY keyword_id`,
);
const flows = statement(
  "flows-of-keywords",
  `SELECT f.id, f.name, f.state = 'live' AS "isLive", coalesce(v.document, f.draft) #> '{trigger,settings,words}' AS words
   FROM flows f LEFT JOIN flow_versions v ON v.shop_id = f.shop_id AND v.id = f.live_version_id
   WHERE f.shop_id = $1 AND f.deleted_at IS NULL
     AND coalesce(v.document, f.draft) #>> '{trigger,kind}' = 'keyword-received'
   ORDER BY f.name, f.id`,
);

/** A shop's keywords by their word, and how many texts said each in the last 30 days. */
export async function listKeywords(
  db: Pick<Db, "prisma" | "run">,
  shopId: string,
  now: Date,
): Promise<(Keyword & { texts: number })[]> {
  const [rows, counts] = await Promise.all([
    db.prisma.keyword.findMany({ where: { shopId } }),
    db.run<{ id: string; texts: number }>(uses, [shopId, new Date(now.getTime() - DAYS * DAY_MS)]),
  ]);
  const textsOf = new Map(counts.map(({ id, texts }) => [id, texts]));
  return rows
    .map((row) => ({ ...keywordOf(row), texts: textsOf.get(row.id) ?? 0 }))
    .sort((a, b) => mainWord(a).localeCompare(mainWord(b)));
}

/** A keyword of the shop; null when there is none of that id. */
export async function findKeyword({ prisma }: Pick<Db, "prisma">, shopId: string, id: string): Promise<Keyword | null> {
  const row = await prisma.keyword.findFirst({ where: { shopId, id } });
  return row === null ? null : keywordOf(row);
}

/** The flows whose trigger names one of the words: their own setting says so, and nothing else does. */
export async function flowsStartedBy(db: Pick<Db, "run">, shopId: string, words: string[]): Promise<StartedFlow[]> {
  const plain = new Set(words.map(plainWord));
  const rows = await db.run<StartedFlow & { words: string[] | null }>(flows, [shopId]);
  return rows
    .filter((flow) => flow.words?.some((word) => plain.has(plainWord(word))))
    .map(({ id, name, isLive }) => ({ id, name, isLive }));
}
