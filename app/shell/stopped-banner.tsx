import { Banner, Box } from "@shopify/polaris";
import { useAction } from "#app/actions/use-action";
import { LocalTime } from "../ui/local-time.tsx";

export interface StoppedBannerProps {
  at: Date | string;
  because: string | null;
  /** Then only the operator can start again. */
  isByOperator: boolean;
}

/** Says on every page that nothing is sent, and offers the way out. */
export function StoppedBanner({ at, because, isByOperator }: StoppedBannerProps) {
  const { errors, isBusy, send } = useAction();
  const start = {
    content: "Resume sending",
    onAction: () => send({ intent: "start" }, "/settings/sending"),
    loading: isBusy,
  };
  return (
    <Box padding="400" paddingBlockEnd="0">
      <Banner tone="critical" title="All sending is stopped" {...(isByOperator ? {} : { action: start })}>
        <p>
          {isByOperator ? "Stopped by your Cartbell operator" : "Stopped"} <LocalTime at={at} />
          {because === null ? "" : ` (${because})`}. Texts wait in the queue. Deadlines don’t move: texts past their
          deadline when sending resumes will expire.
        </p>
        {errors.form && <p>{errors.form}</p>}
      </Banner>
    </Box>
  );
}
