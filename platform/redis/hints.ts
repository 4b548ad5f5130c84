import type { Redis } from "./redis.ts";

/** Short messages that may be lost: who needs to be sure looks again by itself. */
export interface Hints {
  /** Sends a message to all who listen on the channel. Never throws, never waits; without Redis it is dropped. */
  tell(channel: string, message: string): void;
  /** Hears a channel's messages until the returned function is called. */
  listen(channel: string, hear: (message: string) => void): () => void;
  close(): void;
}

/**
 * Hints by Redis' publish and subscribe. The connection that listens is opened with the first listener; when Redis comes back
 * after it was away, ioredis subscribes again.
 */
export function openHints(redis: Redis, prefix: string): Hints {
  const listeners = new Map<string, Set<(message: string) => void>>();
  const nameOf = (channel: string) => `{${prefix}:hints}:${channel}`;
  let subscriber: Redis | null = null;

  function connect(): Redis {
    const fresh: Redis = redis.duplicate();
    fresh.on("error", () => {}); // it keeps trying, as every connection of ours
    fresh.on("message", (name: string, message: string) => {
      for (const hear of listeners.get(name) ?? []) hear(message);
    });
    return fresh;
  }

  return {
    tell(channel, message) {
      // A command would wait until Redis is back, and by then the page has looked.
      if (redis.status === "ready") redis.publish(nameOf(channel), message).catch(() => {});
    },
    listen(channel, hear) {
      const name = nameOf(channel);
      const own = listeners.get(name) ?? new Set();
      listeners.set(name, own);
      own.add(hear);
      subscriber ??= connect();
      if (own.size === 1) subscriber.subscribe(name).catch(() => {});
      return () => {
        if (!own.delete(hear) || own.size > 0 || listeners.get(name) !== own) return;
        listeners.delete(name);
        subscriber?.unsubscribe(name).catch(() => {});
      };
    },
    close() {
      listeners.clear();
      subscriber?.disconnect();
    },
  };
}
