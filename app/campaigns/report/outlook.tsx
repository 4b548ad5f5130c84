import { describePace } from "#domain/campaigns/report/describe-pace";
import type { CampaignProgress } from "#domain/campaigns/report/progress";
import { LocalTime } from "../../ui/local-time.tsx";

type Foreseen = Pick<CampaignProgress, "state" | "isCounted" | "finish" | "finishedAt" | "expiresAt" | "pausedBecause">;

/** When a campaign will be through and what that rests on, or what became of it. */
export function Outlook({ campaign }: { campaign: Foreseen }) {
  const { state, isCounted, finish, finishedAt, expiresAt, pausedBecause } = campaign;
  if (state === "paused" && pausedBecause === "spend-cap")
    return (
      <>
        Paused at its spending limit. Raise the limit and resume it to continue sending. The deadline is extended by the
        length of the pause.
      </>
    );
  if (state === "paused" && pausedBecause === "filtered")
    return (
      <>
        Paused because carriers blocked many of its texts as spam. Check the text, the link and the number’s
        registration, then resume or cancel it.
      </>
    );
  if (state === "paused")
    return <>Paused. No texts are sent until you resume it. The deadline is extended by the length of the pause.</>;
  if (finishedAt)
    return (
      <>
        {state === "cancelled" ? "Canceled" : "Ended"} <LocalTime at={finishedAt} />.
      </>
    );
  return (
    <>
      {!isCounted && "We’re still counting the audience while the first texts go out. "}
      {finish && (
        <>
          Sending finishes around <LocalTime at={finish.at} />, {describePace(finish)}.{" "}
        </>
      )}
      {expiresAt && (
        <>
          Texts not sent by <LocalTime at={expiresAt} /> expire.
        </>
      )}
    </>
  );
}
