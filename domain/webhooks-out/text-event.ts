import type { NewEvent } from "./publish-events.ts";

interface ToldText {
  shopId: string;
  id: string;
  subscriberId: string;
  class: string;
  sourceKind: string;
  sourceId: string;
}

/** An event about a text, told once for each text and type. `cause` is of a failed one. */
export function textEvent(
  type: "message.sent" | "message.delivered" | "message.failed",
  { shopId, id, subscriberId, class: of, sourceKind, sourceId }: ToldText,
  at: Date,
  cause: string | null = null,
): NewEvent {
  const base = { shopId, subscriberId, key: id, at };
  const message = { id, class: of, source: { kind: sourceKind, id: sourceId } };
  return type === "message.failed"
    ? { ...base, type, data: { message: { ...message, cause } } }
    : { ...base, type, data: { message } };
}
