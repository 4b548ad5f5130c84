import { Problem } from "#app/api/problem";
import { PROGRAM_TEXT_BOUNDS } from "#domain/conversations/limit-program-texts";

/** What a text counts against the limits: a key that leaked texts few people before someone notices. */
export const TEXT_COST = 5;

const bounds = PROGRAM_TEXT_BOUNDS.map(
  ({ most, withinHours }) => `${most} in ${withinHours === 1 ? "an hour" : `${withinHours} hours`}`,
);

/** As the reference says it. */
export const PERSON_LIMIT = `Your programs can text one person ${bounds.join(" and ")}, answers included.`;

export function textedTooOften(until: Date, now: Date): Problem {
  const seconds = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1_000));
  return new Problem("too-many-requests", `This person has had many texts. ${PERSON_LIMIT}`, {
    headers: { "Retry-After": String(seconds) },
    code: "person-texted-often",
  });
}
