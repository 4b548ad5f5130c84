import type { Context } from "#domain/context";
import { readProcesses } from "#domain/control/processes/read-processes";
import { statement } from "#platform/sql/statement";

/** Why a provider's texts wait, all of them or those to one country. */
export interface ProviderHoldNow {
  /** ISO 3166-1 alpha-2; empty: every country. */
  region: string;
  /** operator: paused by hand; else what the provider said. */
  cause: string;
  code: string;
  words: string;
  /** ISO, business time. */
  since: string;
  /** When one text tries it again. */
  until: string;
}

export interface ProviderNow {
  name: string;
  /** paused: by an operator. held: it refuses the account. resting: it gave no answer, and is tried now and then. */
  state: "taking" | "resting" | "held" | "paused";
  holds: ProviderHoldNow[];
  breaker: {
    /** Processes that leave it alone at present, of those that call it. */
    openIn: number;
    processes: number;
  };
  callsInFlight: number;
  callLimit: number;
}

const holdsNow = statement(
  "provider-holds-now",
  "SELECT provider, region, cause, code, words, since, until FROM provider_holds ORDER BY provider, region",
);

type HoldRow = Omit<ProviderHoldNow, "since" | "until"> & { provider: string; since: Date; until: Date };

/** The configured providers and those that are held, with what the workers' heartbeats say of them. */
export async function readProviders({ db, providers }: Pick<Context, "db" | "providers">): Promise<ProviderNow[]> {
  const [rows, processes] = await Promise.all([db.run<HoldRow>(holdsNow), readProcesses(db)]);
  const names = [...new Set([...Object.keys(providers), ...rows.map(({ provider }) => provider)])].sort();
  return names.map((name) => {
    const holds = rows.filter(({ provider }) => provider === name).map(holdOf);
    const loads = processes.flatMap(({ state, load }) => (state === "gone" ? [] : (load?.providers?.[name] ?? [])));
    const openIn = loads.filter(({ isBreakerOpen }) => isBreakerOpen).length;
    return {
      name,
      state: stateOf(holds, openIn),
      holds,
      breaker: { openIn, processes: loads.length },
      callsInFlight: loads.reduce((sum, { callsInFlight }) => sum + callsInFlight, 0),
      callLimit: loads.reduce((sum, { callLimit }) => sum + callLimit, 0),
    };
  });
}

function holdOf({ provider: _, since, until, ...row }: HoldRow): ProviderHoldNow {
  return { ...row, since: since.toISOString(), until: until.toISOString() };
}

function stateOf(holds: ProviderHoldNow[], openIn: number): ProviderNow["state"] {
  const whole = holds.find(({ region }) => region === "");
  if (whole?.cause === "operator") return "paused";
  if (whole) return "held";
  return openIn > 0 ? "resting" : "taking";
}
