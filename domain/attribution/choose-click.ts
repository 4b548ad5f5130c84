/** A tap that may have led to an order. */
export interface CandidateClick {
  clickId: string;
  messageMonth: string;
  messageId: string;
  sourceKind: "campaign" | "flow";
  /** The campaign, or the flow. */
  sourceId: string;
  clickedAt: Date;
  /** How we know that it was the buyer's: the same subscriber, or the order's visit began with this very link. */
  through: "subscriber" | "landing-page";
}

/** What is kept beside an attribution, so that anyone can follow it. */
export interface Explanation {
  rule: string;
  windowDays: number;
  placedAt: string;
  candidates: {
    clickId: string;
    messageId: string;
    messageMonth: string;
    sourceKind: string;
    sourceId: string;
    clickedAt: string;
    through: string;
    isChosen: boolean;
  }[];
}

const DAY_MS = 24 * 3_600_000;
/** Enough to see why the last one won. */
const CANDIDATES_KEPT = 10;

/**
 * The click an order is owed to: the buyer's last tap in the window before it. Texts that were only delivered earn
 * nothing. Null when there was none. The answer does not depend on the order of the clicks given.
 */
export function chooseClick<Click extends CandidateClick>(
  placedAt: Date,
  clicks: Click[],
  windowDays: number,
): { click: Click; explanation: Explanation } | null {
  const since = placedAt.getTime() - windowDays * DAY_MS;
  const candidates = clicks
    .filter(({ clickedAt }) => clickedAt.getTime() > since && clickedAt <= placedAt)
    .sort((a, b) => b.clickedAt.getTime() - a.clickedAt.getTime() || (a.clickId < b.clickId ? 1 : -1));
  const [click] = candidates;
  if (!click) return null;
  return { click, explanation: explainChoice(placedAt, click, candidates, windowDays) };
}

function explainChoice(
  placedAt: Date,
  chosen: CandidateClick,
  candidates: CandidateClick[],
  windowDays: number,
): Explanation {
  const window = windowDays === 1 ? "the day" : `the ${windowDays} days`;
  const whose =
    chosen.through === "subscriber"
      ? "the buyer's last tap on one of your links"
      : "the last tap on the link that started the order's visit";
  return {
    rule: `Credited to ${whose}, in ${window} before the order.`,
    windowDays,
    placedAt: placedAt.toISOString(),
    candidates: candidates
      .slice(0, CANDIDATES_KEPT)
      .map(({ clickedAt, clickId, messageId, messageMonth, sourceKind, sourceId, through }) => ({
        clickId,
        messageId,
        messageMonth,
        sourceKind,
        sourceId,
        clickedAt: clickedAt.toISOString(),
        through,
        isChosen: clickId === chosen.clickId,
      })),
  };
}
