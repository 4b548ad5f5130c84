import type { ConsentOutcome } from "#domain/consent/record";

/** Who answers: what the texts name. */
export interface Answerer {
  brand: string;
  /** The merchant's own answer to HELP. */
  helpText: string | null;
  shopEmail: string | null;
}

/** What the answer to HELP offers beside STOP: no one is tied to one way out (47 CFR 64.1200(a)(10)). */
interface WayOut {
  unsubscribeUrl: string;
  /** Of the keyword by which they signed up, once they have said YES; null without one. */
  answer: string | null;
}

export interface Reply {
  kind: "stop" | "start" | "help";
  body: string;
  /** How long after the text it may still be sent. */
  goodForMs: number;
}

const MINUTE = 60_000;

/**
 * The answer that the rules ask for, or null. A STOP is confirmed once: not again while it stands. It names the brand,
 * says that no more messages come, sells nothing, and leaves within five minutes or not at all (47 CFR
 * 64.1200(a)(12)). A START is confirmed when it changed something. HELP is answered.
 * How many answers one person gets in an hour is limited by the caller.
 */
export function replyTo(
  meaning: "opt-out" | "unsure" | "opt-in" | "help" | "conversation",
  answerer: Answerer | undefined,
  outcome: ConsentOutcome | undefined,
  { unsubscribeUrl, answer }: WayOut,
): Reply | null {
  if (answerer === undefined || meaning === "conversation" || meaning === "unsure") return null;
  const { brand, helpText, shopEmail } = answerer;
  if (meaning === "help") {
    const contact = shopEmail ? `Write to ${shopEmail} or reply to this text.` : "Reply to this text.";
    const body =
      helpText ??
      `${brand}: ${contact} Msg & data rates may apply. Reply STOP to unsubscribe, or open ${unsubscribeUrl}`;
    return { kind: "help", body, goodForMs: 60 * MINUTE };
  }
  if (outcome === undefined || outcome.stale !== null) return null;
  const { before, after } = outcome;
  if (meaning === "opt-out") {
    if (before.stop !== null) return null;
    const body = `${brand}: You are unsubscribed and will receive no more messages. Reply START to subscribe again.`;
    return { kind: "stop", body, goodForMs: 5 * MINUTE };
  }
  if (after.marketing !== "subscribed" || (before.marketing === "subscribed" && before.stop === null)) return null;
  return { kind: "start", body: joinedReply(brand, answer), goodForMs: 60 * MINUTE };
}

/** Confirms a subscription and says how to leave it (CTIA Messaging Principles, confirmation); with a keyword's answer, if it has one. */
export function joinedReply(brand: string, answer: string | null): string {
  const said = answer === null ? "" : ` ${answer}`;
  return `${brand}: You are subscribed to our texts.${said} Msg & data rates may apply. Reply HELP for help, STOP to unsubscribe.`;
}
