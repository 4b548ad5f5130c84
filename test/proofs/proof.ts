import type { Account } from "./account.ts";
import type { PostgresKind } from "./recovery/postgres-kind.ts";
import type { ProofServers } from "./servers.ts";
import type { ProofWorld } from "./world.ts";

export type Proof = ProofInWorld | ProofOnServers;

/** About the whole product, on real processes. */
interface ProofInWorld extends Plan {
  /** How many web processes there are, behind a balancer when there is more than one; one when absent. */
  webs?: number;
  /** There is another host, and everything runs in real time, by the database's clock. */
  isOnNetwork?: boolean;
  /** How long after a call the carrier may still take its text in, as the product is told; five seconds when absent. */
  latestEntrySeconds?: number;
  /** A merchant's server stands by, for events. */
  hasReceiver?: boolean;
  /** How its PostgreSQL runs; alone when absent. */
  postgres?: PostgresKind;
  run(world: ProofWorld, scale: Scale, say: (line: string) => void): Promise<Finding>;
}

/** About the database alone: it is empty. */
interface ProofOnServers extends Plan {
  runOn(servers: ProofServers, scale: Scale, say: (line: string) => void): Promise<Finding>;
}

interface Plan {
  /** Left out of `--quick` unless it is named: every commit would wait for it. */
  isNightly?: boolean;
  /** Its name on the command line and its file's. */
  name: string;
  /** What it does and what must come of it, in one sentence. */
  claim: string;
  /** How much of it: the long one is what the claim is made of, the quick one runs with every commit. */
  scales: Record<"full" | "quick", Scale>;
}

export interface Scale {
  /** People in the campaign's audience, shoppers in the store, or rows in each table. */
  people: number;
  /** What the sender may send: how long the campaign takes is the audience by this. */
  perSecond: number;
  /** How many times something is wrecked. */
  blows: number;
  /** The carrier takes long enough for so many calls to be under way at once; `kill` alone knows it. */
  calls?: number;
  /** `migrate` measures the migrations from this name on, whatever its form. */
  since?: string;
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
