import { InlineError, Select, TextField } from "@shopify/polaris";
import { useId } from "react";
import styles from "../builder.module.css";
import type { FieldProps } from "./field-props.ts";

/** A period that may not be complete. */
interface DraftPeriod {
  kind: string;
  days?: unknown;
  day?: string;
  from?: string;
  to?: string;
}

const KINDS = [
  { value: "last", label: "in the last … days" },
  { value: "before-last", label: "more than … days ago" },
  { value: "since", label: "since" },
  { value: "before", label: "before" },
  { value: "between", label: "between" },
];
const EVER = { value: "ever", label: "anytime" };
const MONTH = 30;

/** When something was: by days counted back from now, or by the calendar of the shop. */
export function PeriodField({ field, value, onChange, error }: FieldProps) {
  const id = useId();
  const period = (value ?? null) as DraftPeriod | null; // what this field itself has put there
  const put = (changes: Partial<DraftPeriod>) => onChange({ ...period, ...changes });
  const day = (name: "day" | "from" | "to", label: string) => (
    <TextField
      type="date"
      label={label}
      value={period?.[name] ?? ""}
      onChange={(typed) => put({ [name]: typed })}
      autoComplete="off"
      {...(error ? { error: true, ariaDescribedBy: id } : {})}
    />
  );
  return (
    <div className={styles.wideField}>
      <div className={styles.fields}>
        <div className={styles.field}>
          <Select
            label={field.label}
            options={field.isOptional ? [EVER, ...KINDS] : KINDS}
            value={period?.kind ?? EVER.value}
            onChange={(kind) => onChange(beginPeriod(kind, period))}
          />
        </div>
        {(period?.kind === "last" || period?.kind === "before-last") && (
          <div className={styles.shortField}>
            <TextField
              label="Days"
              inputMode="numeric"
              value={String(period.days ?? "")}
              onChange={(typed) => put({ days: /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : typed })}
              autoComplete="off"
              {...(error ? { error: true, ariaDescribedBy: id } : {})}
            />
          </div>
        )}
        {(period?.kind === "since" || period?.kind === "before") && (
          <div className={styles.field}>{day("day", "Day")}</div>
        )}
        {period?.kind === "between" && (
          <>
            <div className={styles.field}>{day("from", "Start date")}</div>
            <div className={styles.field}>{day("to", "End date")}</div>
          </>
        )}
      </div>
      {error && <InlineError message={error} fieldID={id} />}
    </div>
  );
}

/** Another kind of period, with what was chosen so far where it fits. */
function beginPeriod(kind: string, before: DraftPeriod | null): DraftPeriod | null {
  if (kind === EVER.value) return null;
  if (kind === "last" || kind === "before-last") return { kind, days: before?.days ?? MONTH };
  if (kind === "between") return { kind, from: before?.day ?? before?.from ?? "", to: before?.to ?? "" };
  return { kind, day: before?.day ?? before?.from ?? "" };
}
