/** A delivery as the simulated store remembers it. */
export interface StoreDelivery {
  id: string;
  eventId: string;
  topic: string;
  status: "pending" | "delivered" | "failed" | "dropped";
  triggeredAt: string;
  /** `at` is business time. */
  attempts: { at: string; status: number | null }[];
  body: Record<string, unknown>;
}

/** The simulated store's control API about one shop, as stories use it. */
export interface StoreControl {
  domain: string;
  get<Answer>(path: string): Promise<Answer>;
  post<Answer>(path: string, body?: object): Promise<Answer>;
  deliveries(query?: Record<string, string>): Promise<StoreDelivery[]>;
  /** Resolves when every webhook that is due has been told to the app. */
  settle(): Promise<void>;
  /** The app's address as the admin opens it now, with a session token of this minute. */
  launchUrl(): Promise<string>;
  sessionToken(): Promise<string>;
}

export function storeControl(storeUrl: string, domain: string): StoreControl {
  async function ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const response = await fetch(`${storeUrl}/control/${domain}/${path}`, {
      method,
      headers: { "Content-Type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`The store answered ${response.status} to ${path}: ${await response.text()}`);
    return (await response.json()) as Answer;
  }
  const session = () => ask<{ launchUrl: string; sessionToken: string }>("GET", "session-token");

  return {
    domain,
    get: (path) => ask("GET", path),
    post: (path, body = {}) => ask("POST", path, body),
    deliveries: (query = {}) => ask("GET", `deliveries?body&${new URLSearchParams(query)}`),
    settle: async () => void (await ask("POST", "settle")),
    launchUrl: async () => (await session()).launchUrl,
    sessionToken: async () => (await session()).sessionToken,
  };
}
