import { z } from "zod";
import type { StoreEvent, Translation } from "#domain/intake/store-event";
import { readBody } from "./read.ts";

/** A verified webhook delivery. */
export interface Webhook {
  topic: string;
  shopId: string;
  intakeId: string;
  /** X-Shopify-Triggered-At; when it arrived, if the header was missing. */
  triggeredAt: Date;
  body: Buffer;
  /** Why the body as a whole is refused; null when it is not. */
  refuse?: (json: unknown) => string | null;
}

/** Leaves a union a union where Omit would make it one shape. */
type Without<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;
/** An event without what every event of the delivery has in common. */
export type Told = Without<StoreEvent, "shopId" | "intakeId">;

export interface Translate {
  (webhook: Webhook): Translation;
  /** What is read of the payload; a test compares it with the published schema. */
  readonly reads: z.ZodType;
}

/** Makes the translator of a topic from the shape of its payload and what it tells. No events means: not our concern. */
export function translator<Schema extends z.ZodType>(
  schema: Schema,
  tell: (payload: z.output<Schema>, triggeredAt: Date) => Told[],
): Translate {
  const translate = ({ shopId, intakeId, triggeredAt, body, refuse }: Webhook): Translation => {
    const read = readBody(body, schema, refuse);
    if (read.kind === "refused") return read;
    const events = tell(read.payload, triggeredAt).map((told): StoreEvent => ({ ...told, shopId, intakeId }));
    return events.length > 0 ? { kind: "events", events } : { kind: "ignored" };
  };
  return Object.assign(translate, { reads: schema });
}

/** A topic that we must be able to receive and that changes nothing here. Even so it has to be a JSON object. */
export const ignore: Translate = translator(z.object({}), () => []);
