import { useFetcher } from "@remix-run/react";
import { Banner, Box } from "@shopify/polaris";
import type { FormAnswer } from "#app/actions/answer";
import { useToast } from "#app/ui/toast";
import { LocalTime } from "../ui/local-time.tsx";

export interface StoppedBannerProps {
  at: Date | string;
  because: string | null;
  /** Then only the operator can start again. */
  isByOperator: boolean;
}

/** Says on every page that nothing is sent, and offers the way out. */
export function StoppedBanner({ at, because, isByOperator }: StoppedBannerProps) {
  const fetcher = useFetcher<FormAnswer>();
  const refusal = fetcher.data && !fetcher.data.ok ? fetcher.data.errors.form : undefined;
  useToast(fetcher.data?.ok ? fetcher.data : undefined);
  const start = {
    content: "Resume sending",
    onAction: () => fetcher.submit({ intent: "start" }, { method: "post", action: "/settings/sending" }),
    loading: fetcher.state !== "idle",
  };
  return (
    <Box padding="400" paddingBlockEnd="0">
      <Banner tone="critical" title="All sending is stopped" {...(isByOperator ? {} : { action: start })}>
        <p>
          {isByOperator ? "Stopped by your Cartbell operator" : "Stopped"} <LocalTime at={at} />
          {because === null ? "" : ` (${because})`}. Texts wait in the queue. Deadlines don’t move: texts past their
          deadline when sending resumes will expire.
        </p>
        {refusal && <p>{refusal}</p>}
      </Banner>
    </Box>
  );
}
