export interface Attempt {
  /** Business time of the attempt. */
  at: string;
  /** The app's answer; null when there was none. */
  status: number | null;
  error: string | null;
  durationMs: number;
}

export interface Delivery {
  /** `X-Shopify-Webhook-Id`: this delivery's own name, the same in each retry. */
  id: string;
  /** `X-Shopify-Event-Id`: what happened; a duplicate carries it too. */
  eventId: string;
  topic: string;
  name: string;
  address: string;
  triggeredAt: string;
  body: string;
  status: "pending" | "delivered" | "failed" | "dropped";
  attempts: Attempt[];
  /** When the next attempt is due, in milliseconds of the shared clock. */
  dueAt: number;
  /** Set on the second copy of a delivery that was doubled on purpose. */
  isDuplicate: boolean;
}

export interface Subscription {
  id: number;
  topic: string;
  address: string;
  name: string | null;
  createdAt: string;
}

/** Faults a test asks for. Probabilities are 0 to 1; times are milliseconds of the shared clock. */
export interface WebhookBehaviour {
  duplicateProbability: number;
  dropProbability: number;
  /** How many of the next deliveries of a topic are dropped. */
  dropNext: Record<string, number>;
  delayProbability: number;
  delayMs: number;
  reorderProbability: number;
  reorderWindowMs: number;
  /** Nothing is sent while true; deliveries wait. */
  isHeld: boolean;
  /** Makes the draws repeatable. */
  seed: number;
}

export const faithful: WebhookBehaviour = {
  duplicateProbability: 0,
  dropProbability: 0,
  dropNext: {},
  delayProbability: 0,
  delayMs: 0,
  reorderProbability: 0,
  reorderWindowMs: 0,
  isHeld: false,
  seed: 1,
};
