import type { MessageSource, SourceAnswer } from "#domain/messages/source";
import { statement } from "#platform/sql/statement";

const isInstalled = statement(
  "shop-is-installed",
  `SELECT uninstalled_at IS NULL AND installed_at IS NOT NULL AS installed FROM shops WHERE id = $1 FOR SHARE`,
);

/** Replies to inbound texts. Their words are settled when they are planned; only an uninstall makes them unwanted. */
export const conversationSource: MessageSource = {
  kind: "conversation",
  purpose: "compliance",
  async answersFor(tx, shopId, texts) {
    const [shop] = await tx.run<{ installed: boolean }>(isInstalled, [shopId]);
    return new Map(texts.map(({ id, body }) => [id, answerFor(shop?.installed ?? false, body)]));
  },
};

function answerFor(installed: boolean, body: string | null): SourceAnswer {
  if (!installed) return { kind: "unwanted", because: "shop-uninstalled" };
  // Its words were taken from it by an erasure.
  if (body === null) return { kind: "unwanted", because: "redacted" };
  return { kind: "wanted", wording: { template: "", variables: {}, linkUrl: null } };
}
