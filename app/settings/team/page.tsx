import { Badge, BlockStack, Card, InlineError, InlineStack, List, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import { useRefusal } from "#app/access/use-refusal";
import { type PageAction, useAction } from "#app/actions/use-action";
import { ROLE_WORDS, ROLES, type Role } from "#domain/team/roles";
import { LocalTime } from "../../ui/local-time.tsx";
import { SettingsPage } from "../settings-page.tsx";
import { SettingsSection } from "../settings-section.tsx";
import type { TeamData } from "./read.ts";

type Person = TeamData["people"][number];

const choices = [...ROLES].reverse().map((value) => ({ value, label: ROLE_WORDS[value].name }));

/** Who may do what. A choice counts at once, with an undo in its toast. */
export function TeamPage({ data: { people } }: { data: TeamData }) {
  const refusal = useRefusal()("team.role");
  return (
    <SettingsPage title="Team">
      <BlockStack gap="600">
        <SettingsSection
          title="People"
          description="Everyone in your store who has opened this app. A new role counts from the next click. Everyone listed is an owner until you change that. Once you change a role, anyone who isn’t listed yet starts as Read-only."
        >
          <Card>
            <BlockStack gap="400">
              {refusal && (
                <Text as="p" tone="subdued">
                  {refusal}
                </Text>
              )}
              {people.map((person) => (
                <PersonLine key={person.id} person={person} isDisabled={refusal !== null} />
              ))}
            </BlockStack>
          </Card>
        </SettingsSection>
        <SettingsSection title="Roles" description="Each role can do everything that the one below it can.">
          <Card>
            <List>
              {[...ROLES].reverse().map((role) => (
                <List.Item key={role}>
                  <Text as="span" fontWeight="semibold">
                    {ROLE_WORDS[role].name}
                  </Text>
                  {`: ${ROLE_WORDS[role].does}`}
                </List.Item>
              ))}
            </List>
          </Card>
        </SettingsSection>
      </BlockStack>
    </SettingsPage>
  );
}

function PersonLine({ person, isDisabled }: { person: Person; isDisabled: boolean }) {
  const { id, role, isAccountOwner, isYou, lastSeenAt } = person;
  const name = person.name ?? `Person ${id}`;
  // Set when it is posted, so that the toast of the answer can undo it.
  const [former, setFormer] = useState<Role | null>(null);
  const action: PageAction = useAction(undefined, { undo: former === null ? null : () => give(former) });
  const { errors, isBusy, posted } = action;
  const give = (next: string) => action.send({ intent: "role", member: id, role: next });
  const choose = (next: string) => {
    setFormer(role);
    give(next);
  };
  const error = errors.role ?? errors.form;
  return (
    <InlineStack align="space-between" blockAlign="center" gap="300">
      <BlockStack gap="050">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h3" variant="headingSm" breakWord>
            {name}
          </Text>
          {isYou && <Badge>You</Badge>}
          {isAccountOwner && <Badge tone="info">Account owner</Badge>}
        </InlineStack>
        <Text as="p" tone="subdued" variant="bodySm">
          Last seen <LocalTime at={lastSeenAt} />
        </Text>
      </BlockStack>
      <BlockStack gap="100">
        <Select
          label={`Role of ${name}`}
          labelHidden
          id={`role-${id}`}
          options={choices}
          value={String(posted?.get("role") ?? role)}
          onChange={choose}
          disabled={isDisabled || isAccountOwner || isBusy}
          {...(isAccountOwner && { helpText: "Always an owner" })}
        />
        {error && <InlineError fieldID={`role-${id}`} message={error} />}
      </BlockStack>
    </InlineStack>
  );
}
