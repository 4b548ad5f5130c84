import { asksForReader } from "#domain/conversations/inbox/open-conversations";
import type { DeskLine } from "#domain/help-desks/tell-desk";
import { hasEnded } from "#domain/keywords/keyword";
import type { Filed } from "./file-texts.ts";

/** What agents of a help desk have to read of it. Reactions and what is answered by itself stay here. */
export function deskLineOf(now: Date) {
  return (it: Filed): DeskLine[] => {
    const { shopId, body, pictures = 0 } = it.text;
    const { id, conversationId, subscriberId, meaning, topic } = it;
    const line = { shopId, conversationId, subscriberId, key: `text:${id}` };
    if (meaning === "opt-out") return [{ ...line, kind: "note", body: `This person opted out of texts: ${body}` }];
    if (!asksForReader(textToRead(now)(it))) return [];
    const seen = pictures > 0 ? `[${pictures === 1 ? "1 picture" : `${pictures} pictures`}]` : "";
    return [{ ...line, kind: "text", body: [body, seen].join(" ").trim() || "(empty)", handsOver: { topic } }];
  };
}

/** A keyword that still runs has had its answer. */
export function textToRead(now: Date) {
  return ({ text: { shopId }, conversationId, subscriberId, meaning, topic, said }: Filed) => {
    const isKeyword = said !== null && !hasEnded(said.keyword, now);
    return { shopId, conversationId, subscriberId, meaning, topic, isKeyword };
  };
}
