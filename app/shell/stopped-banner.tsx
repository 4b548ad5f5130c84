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
    content: "Start sending again",
    onAction: () => fetcher.submit({ intent: "start" }, { method: "post", action: "/settings/sending" }),
    loading: fetcher.state !== "idle",
  };
  return (
    <Box padding="400" paddingBlockEnd="0">
      <Banner tone="critical" title="All sending is stopped" {...(isByOperator ? {} : { action: start })}>
        <p>
          {isByOperator ? "Your Cartbell operator stopped it" : "It was stopped"} <LocalTime at={at} />
          {because === null ? "" : ` (${because})`}. Texts wait and nothing is lost, but their deadlines do not move:
          what is past its deadline when sending starts again expires.
        </p>
        {refusal && <p>{refusal}</p>}
      </Banner>
    </Box>
  );
}
