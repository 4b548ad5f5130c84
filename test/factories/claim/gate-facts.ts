import type { GateFacts } from "#domain/messages/gates/gate";

/** The facts of a marketing text that every gate lets pass at `now`. Its deadline is a day and a half later. */
export function gateFactsAt(now: Date, given: Partial<GateFacts> = {}): GateFacts {
  const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
  return {
    purpose: "marketing",
    expiresAt: later(33),
    isShopLive: true,
    isSenderLive: true,
    regionHeldUntil: null,
    hasNumber: true,
    isTextable: true,
    marketing: "subscribed",
    isInvalid: false,
    suppressedBecause: null,
    window: {
      isOpen: true,
      opensAt: now,
      closesAt: later(10),
      rules: [{ id: "us-hours", version: 1, name: "Federal" }],
    },
    cap: { kind: "pass" },
    recentTexts: 0,
    capLimits: { texts: 1, hours: 24, byLaw: [] },
    ...given,
  };
}
