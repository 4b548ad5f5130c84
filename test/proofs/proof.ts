import type { Account } from "./account.ts";
import type { PostgresKind } from "./recovery/postgres-kind.ts";
import type { ProofWorld } from "./world.ts";

export interface Proof {
  /** Its name on the command line and its file's. */
  name: string;
  /** What it does and what must come of it, in one sentence. */
  claim: string;
  /** How much of it: the long one is what the claim is made of, the quick one runs with every commit. */
  scales: Record<"full" | "quick", Scale>;
  /** How long after a call the carrier may still take its text in, as the product is told; five seconds when absent. */
  latestEntrySeconds?: number;
  /** How its PostgreSQL runs; alone when absent. */
  postgres?: PostgresKind;
  run(world: ProofWorld, scale: Scale, say: (line: string) => void): Promise<Finding>;
}

export interface Scale {
  /** People in the campaign's audience, or shoppers in the store. */
  people: number;
  /** What the sender may send: how long the campaign takes is the audience by this. */
  perSecond: number;
  /** How many times something is wrecked. */
  blows: number;
  /** The proof is stopped, and has failed, when it takes longer. */
  patienceMs: number;
}

/** What was counted, and everything that is not as claimed: a sentence each, none when the proof holds. */
export interface Finding {
  counts: string[];
  complaints: string[];
}

/** What every proof about sending claims of its account. */
export function judgeAccount(account: Account): Finding {
  const { audience, accepted, states, lost, twice, untrue, unknownAtWorst, unknownAtEnd } = account;
  const ends = Object.entries(states).map(([state, count]) => `${number(count)} ${state}`);
  return {
    counts: [
      `audience ${number(audience)}`,
      `accepted at the carrier ${number(accepted)}`,
      `${number(lost.length)} lost`,
      `${number(twice.length)} twice`,
      `unknown ${number(unknownAtWorst)} at worst, ${number(unknownAtEnd)} at the end`,
      `ends: ${ends.join(", ")}`,
    ],
    complaints: [
      ...lost,
      ...twice,
      ...untrue,
      ...(unknownAtEnd > 0 ? [`${unknownAtEnd} texts stayed unknown, and the carrier could have told.`] : []),
    ],
  };
}

/** Where everyone may be texted and the carrier takes everything, a skipped text is a lost one. */
export function judgeWithheld({ withheld }: Account): Finding {
  return { counts: [], complaints: withheld };
}

/** Several findings as one. */
export function together(...findings: Finding[]): Finding {
  return {
    counts: findings.flatMap(({ counts }) => counts),
    complaints: findings.flatMap(({ complaints }) => complaints),
  };
}

export function number(value: number): string {
  return Math.round(value).toLocaleString("en");
}
