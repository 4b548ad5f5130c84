import { readFileSync } from "node:fs";

/** The fields that a topic's deliveries are cut down to; null when they carry everything. */
export type SubscribedTopics = ReadonlyMap<string, readonly string[] | null>;

/** The topics that the app's configuration (its shopify.app.toml) subscribes to: the store tells it of no other. */
export function subscribedTopics(appConfig: URL): SubscribedTopics {
  const [, ...blocks] = readFileSync(appConfig, "utf8").split("[[webhooks.subscriptions]]");
  return new Map(
    blocks.flatMap((block) => {
      const [own = ""] = block.split(/^\[/m);
      const fields = listIn(own, "include_fields");
      const topics = [...listIn(own, "topics"), ...listIn(own, "compliance_topics")];
      return topics.map((topic) => [topic, fields.length > 0 ? fields : null] as const);
    }),
  );
}

function listIn(block: string, name: string): string[] {
  const list = new RegExp(`^${name}\\s*=\\s*\\[([^\\]]*)\\]`, "m").exec(block)?.[1] ?? "";
  return [...list.matchAll(/"([^"]+)"/g)].map(([, item]) => item ?? "");
}
