import { BlockStack, Card, Checkbox, ChoiceList, InlineGrid, Text, TextField } from "@shopify/polaris";
import { useField } from "#app/ui/kept/use-field";
import { keywordTags } from "#domain/keywords/keyword-tags";
import { tagToInsert } from "#domain/messages/content/merge-tags";
import { HiddenField } from "../../ui/form/hidden-field.tsx";
import { Composer } from "../../ui/text/composer.tsx";
import { PhonePreview } from "../../ui/text/phone-preview.tsx";
import { previewOfAnswer } from "./preview.ts";
import type { KeywordFieldsProps } from "./words-card.tsx";

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const mergeTags = keywordTags.map((tag) => ({ label: tag.label, tag: tagToInsert(tag) }));

/** What is answered, and what outside the opening hours. */
export function AnswerCard({ data, errors }: KeywordFieldsProps) {
  const { fields, brand, phone, longestText } = data;
  const [answer, setAnswer] = useField("answer", fields.answer);
  const [hasHours, setHasHours] = useField("hasHours", fields.hasHours);
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingSm">
          Automatic answer
        </Text>
        <Composer
          name="answer"
          label="Answer (optional)"
          value={answer}
          onChange={setAnswer}
          mergeTags={mergeTags}
          error={errors.answer}
          helpText="Sent at once, at any hour. One person gets at most 3 answers an hour and 10 a day."
        />
        {answer !== "" && (
          <PhonePreview text={previewOfAnswer(answer, brand)} from={phone ?? brand} longestText={longestText} />
        )}
        <Checkbox label="Different answer outside opening hours" checked={hasHours} onChange={setHasHours} />
        <HiddenField name="hasHours" value={String(hasHours)} />
        {hasHours && <HoursFields data={data} errors={errors} />}
      </BlockStack>
    </Card>
  );
}

function HoursFields({ data: { fields, timeZone }, errors }: KeywordFieldsProps) {
  const [days, setDays] = useField("days", fields.days);
  const [opens, setOpens] = useField("opens", fields.opens);
  const [closes, setCloses] = useField("closes", fields.closes);
  const [closedAnswer, setClosedAnswer] = useField("closedAnswer", fields.closedAnswer);
  return (
    <BlockStack gap="300">
      <ChoiceList
        allowMultiple
        title="Open on"
        choices={DAYS.map((label, i) => ({ label, value: String(i + 1) }))}
        selected={days}
        onChange={setDays}
        {...(errors.days ? { error: errors.days } : {})}
      />
      <HiddenField name="days" value={[...days].sort().join(",")} />
      <InlineGrid columns={2} gap="300">
        <TextField label="Opens" name="opens" type="time" autoComplete="off" value={opens} onChange={setOpens} />
        <TextField
          label="Closes"
          name="closes"
          type="time"
          autoComplete="off"
          value={closes}
          onChange={setCloses}
          error={errors.closes ?? false}
        />
      </InlineGrid>
      <Text as="p" tone="subdued">
        {`Times are in ${timeZone.replaceAll("_", " ")}.`}
      </Text>
      <Composer
        name="closedAnswer"
        label="Answer when closed (optional)"
        value={closedAnswer}
        onChange={setClosedAnswer}
        mergeTags={mergeTags}
        error={errors.closedAnswer}
      />
    </BlockStack>
  );
}
