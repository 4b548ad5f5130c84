import { describePace } from "#domain/campaigns/report/describe-pace";
import type { CampaignProgress } from "#domain/campaigns/report/progress";
import { LocalTime } from "../../ui/local-time.tsx";

type Foreseen = Pick<CampaignProgress, "state" | "isCounted" | "finish" | "finishedAt" | "expiresAt" | "pausedBecause">;

/** When a campaign will be through and what that rests on, or what became of it. */
export function Outlook({ campaign }: { campaign: Foreseen }) {
  const { state, isCounted, finish, finishedAt, expiresAt, pausedBecause } = campaign;
  if (state === "paused" && pausedBecause === "spend-cap")
    return (
      <>Paused at its spend cap: nothing leaves until you raise the cap and resume it. Its deadline moves with it.</>
    );
  if (state === "paused" && pausedBecause === "filtered")
    return (
      <>
        Paused because carriers blocked many of its texts as spam. Check its text, its link and the registration of the
        number, then resume or cancel it.
      </>
    );
  if (state === "paused")
    return <>Paused: nothing leaves until you resume it. Its deadline moves by the length of the pause.</>;
  if (finishedAt)
    return (
      <>
        {state === "cancelled" ? "Cancelled" : "Ended"} <LocalTime at={finishedAt} />.
      </>
    );
  return (
    <>
      {!isCounted && "The audience is still being counted while the first texts leave. "}
      {finish && (
        <>
          The last text will leave about <LocalTime at={finish.at} />, {describePace(finish)}.{" "}
        </>
      )}
      {expiresAt && (
        <>
          What has not left by <LocalTime at={expiresAt} /> expires.
        </>
      )}
    </>
  );
}
