/** Why a request of a page came to nothing, as far as the browser can tell. */
export type Failure = "offline" | "unreachable" | "away" | "broken" | "session" | "outdated" | "gone";

interface Kind {
  title: string;
  /** What to do about it. */
  advice: string;
  /** Asked again by itself: true where waiting may be enough. */
  passes: boolean;
  /** True where only a new page helps. */
  needsReload: boolean;
}

const wait = { passes: true, needsReload: false };
const reload = { passes: false, needsReload: true };

/** A sentence for each, with what the merchant can do. */
export const FAILURES: Record<Failure, Kind> = {
  offline: { title: "You’re offline", advice: "Check your connection, then try again.", ...wait },
  unreachable: { title: "The connection was lost", advice: "Check your connection, then try again.", ...wait },
  away: { title: "Cartbell isn’t available right now", advice: "Try again in a minute.", ...wait },
  broken: {
    title: "Something went wrong on our side",
    advice: "We’ve been notified. Try again.",
    passes: false,
    needsReload: false,
  },
  session: { title: "Your session has expired", advice: "Reload the page and try again.", ...reload },
  outdated: { title: "Cartbell was updated", advice: "Reload the page and try again.", ...reload },
  gone: {
    title: "This page is out of date",
    advice: "It was changed or deleted since you opened it. Reload the page.",
    ...reload,
  },
};

/** What a form says when its request failed. */
export function formSentence(failure: Failure): string {
  const { title, advice } = FAILURES[failure];
  return `Not saved. ${title}. ${advice} Your changes are still here.`;
}

export interface Answer {
  status: number;
  /** True when the app itself made the answer, not something in front of it. */
  isOurs: boolean;
}

/**
 * What an answer's failure is; null for an answer that the page can use. `isPost` is a form's: every refusal of it would
 * take the form off the screen. `isOfThisPage` is true of data that the page on screen asks for again.
 */
export function failureOf({ status, isOurs }: Answer, isPost: boolean, isOfThisPage: boolean): Failure | null {
  if (isOurs && status < 400) return null;
  if (status === 401 || status === 403) return "session";
  if (status === 408 || status === 429 || status === 502 || status === 503 || status === 504) return "away";
  if (status >= 500) return isOurs ? "broken" : "away";
  if (!isOurs)
    return status === 404 || status === 405 || status === 410 ? "outdated" : status < 400 ? "unreachable" : "away";
  return isPost || isOfThisPage ? "gone" : null;
}
