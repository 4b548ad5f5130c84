import { understandReply } from "#domain/compliance/opt-out-words";
import type { LabelledReplies } from "./labelled.ts";

/** How a set of labelled replies was understood. */
export interface Measured {
  optOuts: number;
  /** Opt-outs that were opted out or held for a person. */
  caught: number;
  /** Opt-outs that were opted out at once. */
  atOnce: number;
  /** Everything that is no opt-out. */
  others: number;
  /** Others that were opted out. */
  wrong: string[];
  /** Others that were held. */
  held: string[];
  /** Opt-outs that were taken for talk. */
  missed: string[];
}

export function measure({ optOut, harmless, start, help }: LabelledReplies): Measured {
  const others = [...harmless, ...start, ...help];
  const of = (bodies: string[], meaning: string) => bodies.filter((body) => understandReply(body).meaning === meaning);
  const atOnce = of(optOut, "opt-out").length;
  const missed = optOut.filter((body) => !["opt-out", "unsure"].includes(understandReply(body).meaning));
  return {
    optOuts: optOut.length,
    caught: optOut.length - missed.length,
    atOnce,
    others: others.length,
    wrong: of(others, "opt-out"),
    held: of(others, "unsure"),
    missed,
  };
}
