import { formatPeople } from "#app/ui/format-people";
import type { LatestMove } from "#domain/flows/versions/moving/latest";

/** The progress of a move: "Moved 1,204 of 1,310 people." and what happened to the others. */
export function moveSentences(move: Pick<LatestMove, "state" | "total" | "moved" | "left" | "stayed" | "busy">): {
  headline: string;
  details: string[];
} {
  const { state, total, moved, left, stayed, busy } = move;
  const others = total - moved - left - stayed - busy;
  return {
    headline: `Moved ${moved.toLocaleString("en-US")} of ${formatPeople(total)}.`,
    details: [
      left > 0 && `${formatPeople(left)} left the flow because their step was removed.`,
      stayed > 0 && `${formatPeople(stayed)} ${stayed === 1 ? "stays" : "stay"} in an older version, as you chose.`,
      busy > 0 &&
        state === "moving" &&
        `${formatPeople(busy)} ${busy === 1 ? "has" : "have"} a text on its way and will be checked again in a few seconds.`,
      busy > 0 &&
        state !== "moving" &&
        `${formatPeople(busy)} ${busy === 1 ? "stays" : "stay"} in an older version because their text is on its way.`,
      others > 0 && state === "finished" && `${formatPeople(others)} had left or finished the flow by then.`,
      others > 0 &&
        state === "stopped" &&
        `${formatPeople(others)} ${others === 1 ? "wasn’t" : "weren’t"} moved. People who were moved stay in the new version.`,
    ].filter((sentence) => sentence !== false),
  };
}
