import { useSearchParams } from "@remix-run/react";
import { Box, Button, InlineStack, Select, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { ReportRange } from "#domain/flows/report/report-range";

const PERIODS = [
  { value: "today", label: "Today" },
  { value: "7", label: "Last 7 days" },
  { value: "30", label: "Last 30 days" },
  { value: "90", label: "Last 90 days" },
  { value: "all", label: "All time" },
  { value: "custom", label: "Custom dates" },
];

export interface RangePickerProps {
  range: Pick<ReportRange, "period" | "days">;
  /** What was wrong with the days in the address. */
  error: { field: string | null; message: string } | null;
}

/** Chooses the days whose entrants the report is about. They are in the address, so a report can be shared. */
export function RangePicker({ range: { period, days }, error }: RangePickerProps) {
  const [params, setParams] = useSearchParams();
  const [isCustom, setCustom] = useState(period === "custom" || params.has("from") || params.has("to"));
  const show = (asked: Record<string, string>) => setParams(asked, { replace: true, preventScrollReset: true });
  const choose = (value: string) => {
    setCustom(value === "custom");
    if (value !== "custom") show({ period: value });
  };
  return (
    <Box paddingInline={{ xs: "400", sm: "0" }}>
      <InlineStack gap="300" blockAlign="start">
        <div style={{ width: "14rem" }}>
          <Select
            label="People who entered"
            options={PERIODS}
            value={isCustom ? "custom" : period}
            onChange={choose}
            error={error?.field === "period" && error.message}
          />
        </div>
        {isCustom && (
          <CustomDays
            first={params.get("from") ?? days?.first ?? ""}
            last={params.get("to") ?? days?.last ?? ""}
            error={error}
            onShow={(from, to) => show({ from, to })}
          />
        )}
      </InlineStack>
    </Box>
  );
}

interface CustomDaysProps extends Pick<RangePickerProps, "error"> {
  first: string;
  last: string;
  onShow: (first: string, last: string) => void;
}

function CustomDays({ first, last, error, onShow }: CustomDaysProps) {
  const [from, setFrom] = useState(first);
  const [to, setTo] = useState(last);
  const errorAt = (field: string) => error?.field === field && error.message;
  return (
    <InlineStack gap="300" blockAlign="start">
      <TextField
        label="First day"
        type="date"
        autoComplete="off"
        value={from}
        onChange={setFrom}
        error={errorAt("from")}
      />
      <TextField label="Last day" type="date" autoComplete="off" value={to} onChange={setTo} error={errorAt("to")} />
      <div style={{ paddingTop: "var(--p-space-600)" }}>
        <Button onClick={() => onShow(from, to)}>Show</Button>
      </div>
    </InlineStack>
  );
}
