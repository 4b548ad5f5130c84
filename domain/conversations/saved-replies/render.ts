import type { Context } from "#domain/context";
import { checkTemplates } from "#domain/messages/content/check-template";
import { word } from "#domain/messages/content/word";
import { factsOf } from "#domain/senders/facts-of";
import { propertiesOf } from "#domain/subscribers/properties/read";
import { notFoundError } from "#domain/user-error";
import { isId } from "#platform/ids";
import { statement } from "#platform/sql/statement";

export type RenderedReply =
  /** For the composer, where someone may still change it. */
  { kind: "rendered"; body: string } | { kind: "failed"; sentence: string };

const readPerson = statement(
  "person-of-saved-reply",
  `SELECT c.subscriber_id AS id, s.first_name AS "firstName", s.last_name AS "lastName", r.body,
          coalesce(g.brand_name, h.name, split_part(h.domain, '.', 1)) AS brand
   FROM conversations c
   JOIN subscribers s ON s.shop_id = c.shop_id AND s.id = c.subscriber_id
   JOIN saved_replies r ON r.shop_id = c.shop_id AND r.id = $3
   JOIN shops h ON h.id = c.shop_id
   LEFT JOIN shop_settings g ON g.shop_id = c.shop_id
   WHERE c.shop_id = $1 AND c.id = $2`,
);

interface Facts {
  id: string;
  firstName: string | null;
  lastName: string | null;
  body: string;
  brand: string;
}

/**
 * The words of a saved reply for the person of a conversation, by the engine that makes every text. Throws a UserError when the
 * shop has no such saved reply or conversation. Changes nothing.
 */
export async function renderSavedReply(
  { db, providers, shortLinkUrl }: Pick<Context, "db" | "providers" | "shortLinkUrl">,
  { shopId, conversationId, savedReplyId }: { shopId: string; conversationId: string; savedReplyId: string },
): Promise<RenderedReply> {
  const isNamed = isId(conversationId) && isId(savedReplyId);
  const [facts] = isNamed ? await db.run<Facts>(readPerson, [shopId, conversationId, savedReplyId]) : [];
  if (!facts) throw notFoundError("saved reply");
  await checkTemplates([facts.body]);
  const properties = Object.fromEntries(
    ((await propertiesOf(db, shopId, [facts.id])).get(facts.id) ?? []).map(({ name, value }) => [name, value]),
  );
  const { longestText } = factsOf(providers, null).limits;
  const worded = word(
    { template: facts.body, variables: {}, linkUrl: null },
    "transactional",
    { firstName: facts.firstName, lastName: facts.lastName, properties },
    { brandName: facts.brand, shortLinkUrl, newCode: () => "", longestText },
  );
  if (worded.kind === "worded") return { kind: "rendered", body: worded.text };
  return { kind: "failed", sentence: `The text can’t be rendered: ${worded.detail}.` };
}
