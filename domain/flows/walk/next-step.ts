import type { Version } from "#domain/flows/publishing/versions";
import { longerTrail, readTrail, type Taken, trailTo, writeTrail } from "#domain/flows/trail/trail";
import { PARKED } from "#domain/messages/waiting";
import { type EnrollmentFacts, type LookedUp, textsExpireAt, walkFacts } from "./facts.ts";
import { mustLeave } from "./leave.ts";
import type { LeavingReason } from "./leaving-reason.ts";
import { type Act, walk } from "./walk.ts";

/** Where an enrollment stands after its timer: what is written to its row. */
export interface StepOutcome {
  state: "waiting" | "finished" | "exited";
  stepId: string | null;
  /** PARKED: held by a pause until the flow goes on. */
  resumeAt: Date | null;
  because: LeavingReason | null;
  /** The steps whose texts are to be planned. */
  sends: string[];
  textsExpireAt: Date | null;
  /** The steps whose actions are to be run, in this order. */
  acts: Act[];
  waitsFor: string | null;
  waitingSince: Date | null;
  /** The steps taken so far. Null only if the version can't be read. */
  trail: string | null;
}

/** How long a walk waits for a sending number before it looks again. */
const SENDER_RETRY_MS = 5 * 60_000;

/** Decides about one enrollment whose timer is due. Pure: all it needs to know is given. */
export function nextStep(
  facts: EnrollmentFacts,
  version: Version | undefined,
  hasSender: boolean,
  now: Date,
  lookedUp?: LookedUp,
): StepOutcome {
  const { stepId, waitsFor, waitingSince } = facts;
  const trail = facts.trail ?? (version ? writeTrail(trailSoFar(version, facts)) : null);
  const here = { stepId, waitsFor, waitingSince, trail, sends: [], acts: [], textsExpireAt: null };
  const leave = (because: LeavingReason): StepOutcome => ({ ...here, state: "exited", resumeAt: null, because });
  const stay = (resumeAt: Date): StepOutcome => ({ ...here, state: "waiting", resumeAt, because: null });
  if (!version) return leave("version-unreadable");

  const because = mustLeave(version.document, facts);
  if (because) return leave(because);
  if (facts.flowState !== "live") return stay(PARKED);

  const before = trail === null ? [] : readTrail(trail);
  const way = walk(version.paths, stepId, walkFacts(facts, now, lookedUp));
  const { texts, acts, stop } = way;
  // The texts of one go have no wait between them: they share the deadline.
  const expiresAt = textsExpireAt(version, facts, texts[0]?.stepId ?? null, now);
  if (texts.length > 0 && !hasSender)
    return expiresAt <= now ? leave("no-sender") : stay(new Date(now.getTime() + SENDER_RETRY_MS));

  if (stop.kind === "lost") return leave("version-unreadable");
  const walked = {
    ...{ sends: texts.map((it) => it.stepId), acts, textsExpireAt: expiresAt, because: null },
    trail: writeTrail(longerTrail(before, way)),
  };
  if (stop.kind === "waiting" && stop.stepId !== null) {
    const { kind: state, ...standing } = stop;
    return { ...walked, ...standing, state };
  }
  return { ...walked, state: "finished", stepId: null, resumeAt: null, waitsFor: null, waitingSince: null };
}

/** A row from before trails were kept tells by its next step alone. */
function trailSoFar({ document }: Version, { stepId, waitsFor }: EnrollmentFacts): Taken[] {
  return (stepId !== null && trailTo(document.steps, stepId, waitsFor !== null)) || [];
}
