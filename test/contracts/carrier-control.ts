/** One POST that the carrier took, and what has become of its text since. */
export interface CarrierHandOff {
  at: string;
  ref: string | null;
  sid: string;
  to: string;
  body: string;
  /** Twilio's words: queued, sending, sent, delivered, undelivered, failed. */
  status: string;
  errorCode: number | null;
}

/** The simulated carrier's control API, as tests use it. */
export interface CarrierControl {
  /** Replaces all faults; none named means a good day. */
  setFaults(faults: Record<string, unknown>): Promise<void>;
  handOffs(query: Record<string, string>): Promise<CarrierHandOff[]>;
  summary(): Promise<{ accepted: number; distinctRefs: number; duplicatedRefs: string[] }>;
  textsOn(phone: string): Promise<{ direction: "in" | "out"; body: string }[]>;
  /** A shopper texts us; resolves when the app has answered. */
  textIn(
    from: string,
    to: string,
    body: string,
    more?: { media?: number | { contentType: string; base64: string }[]; optOutType?: "STOP" | "START" | "HELP" },
  ): Promise<{ sid: string; webhookStatus: number | null }>;
  /** A machine: this phone answers every text with these words from now on; null ends it. */
  setAnswering(phone: string, words: string | null): Promise<void>;
  /** Rotates the account's token: the primary one signs callbacks, both are accepted. */
  setTokens(tokens: { primary: string; secondary?: string }): Promise<void>;
  /** Resolves when nothing is under way any more. */
  idle(): Promise<void>;
}

export function carrierControl(carrierUrl: string): CarrierControl {
  async function ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${carrierUrl}/control${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`The carrier answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as Answer;
  }

  return {
    setFaults: async (faults) => void (await ask("PUT", "/faults", faults)),
    handOffs: async (query) =>
      (await ask<{ handoffs: CarrierHandOff[] }>("GET", `/handoffs?${new URLSearchParams(query)}`)).handoffs,
    summary: () => ask("GET", "/handoffs/summary"),
    textsOn: async (phone) =>
      (await ask<{ messages: { direction: "in" | "out"; body: string }[] }>("GET", `/phones/${phone}/messages`))
        .messages,
    textIn: (from, to, body, more) => ask("POST", "/inbound", { from, to, body, ...more }),
    setAnswering: async (phone, words) => void (await ask("PUT", "/answering", { phone, words })),
    setTokens: async (tokens) => void (await ask("PUT", "/tokens", tokens)),
    async idle() {
      const { isIdle } = await ask<{ isIdle: boolean }>("GET", "/idle");
      if (!isIdle) throw new Error("The carrier did not come to rest.");
    },
  };
}
