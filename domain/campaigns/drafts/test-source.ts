import type { MessageSource, SourceAnswer } from "#domain/messages/source";

const WANTED: SourceAnswer = { kind: "wanted", wording: { template: "", variables: {}, linkUrl: null } };

/** Test texts are always wanted; their words were settled when they were planned (send-test.ts). */
export const testSource: MessageSource = {
  kind: "test",
  purpose: "transactional",
  answersFor: async (_tx, _shopId, texts) => new Map(texts.map((text) => [text.id, WANTED])),
};
