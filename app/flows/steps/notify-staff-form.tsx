import { useFetcher } from "@remix-run/react";
import { BlockStack, Checkbox, Link, Text } from "@shopify/polaris";
import { NotificationIcon } from "@shopify/polaris-icons";
import { useEffect } from "react";
import { LONGEST_STAFF_TEXT, MOST_STAFF, type NotifyStaffConfig, staffTags } from "#domain/flows/steps/notify-staff";
import type { loader } from "../../settings/staff/route.tsx";
import { Composer } from "../../ui/text/composer.tsx";
import { errorOf, ProblemList } from "./problem-list.tsx";
import { type StepFormProps, stepForm } from "./step-form.ts";

export const notifyStaffForm = stepForm(NotificationIcon, NotifyStaffForm);

/** Whom of the staff, and the words. */
function NotifyStaffForm({ config, onChange, problems, around }: StepFormProps<NotifyStaffConfig>) {
  const { load, data } = useFetcher<typeof loader>();
  useEffect(() => load("/settings/staff"), [load]);
  const staff = data && "staff" in data ? data.staff : null;
  const removed = staff === null ? [] : config.staffIds.filter((it) => !staff.some(({ id }) => id === it));
  const shown = [
    ...(staff ?? []).map(({ id, name, phone }) => ({ id, label: `${name} · ${phone}` })),
    ...removed.map((id) => ({ id, label: "Removed number" })),
  ];
  const isFull = config.staffIds.length >= MOST_STAFF;
  const choose = (id: string, isChosen: boolean) =>
    onChange({ ...config, staffIds: [...config.staffIds.filter((it) => it !== id), ...(isChosen ? [id] : [])] });
  return (
    <BlockStack gap="400">
      <BlockStack gap="100">
        {shown.map(({ id, label }) => (
          <Checkbox
            key={id}
            label={label}
            disabled={isFull && !config.staffIds.includes(id)}
            checked={config.staffIds.includes(id)}
            onChange={(isChosen) => choose(id, isChosen)}
          />
        ))}
        <Text as="p" tone="subdued" variant="bodySm">
          <Link url="/settings/staff">Staff numbers</Link> are added in Settings. Your staff gets at most 60 texts an
          hour.
        </Text>
      </BlockStack>
      <Composer
        name="text"
        value={config.text}
        onChange={(text) => onChange({ ...config, text: text.slice(0, LONGEST_STAFF_TEXT) })}
        mergeTags={staffTags(around.trigger).map(({ label, name }) => ({ label, tag: `{{ ${name} }}` }))}
        error={errorOf(problems, "text").error}
        helpText="Not a marketing text: it goes only to the numbers you choose."
      />
      <ProblemList problems={problems} fieldId="notify-staff" except={["text"]} />
    </BlockStack>
  );
}
