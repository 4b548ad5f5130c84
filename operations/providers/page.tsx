import type { ProviderNow } from "#domain/control/providers/read-providers";
import { count } from "#operations/pages/age";
import type { Operator } from "#operations/session/admit";
import { ActionLink } from "../pages/action-link.tsx";
import { Frame } from "../pages/frame.tsx";
import { Table } from "../pages/table.tsx";
import { Time } from "../pages/time.tsx";

interface ProvidersProps {
  operator: Operator;
  done: string | null;
  providers: ProviderNow[];
}

const STATES: Record<ProviderNow["state"], { words: string; tone: string }> = {
  taking: { words: "taking texts", tone: "good" },
  resting: { words: "not answering; tried now and then", tone: "bad" },
  held: { words: "refuses the account", tone: "bad" },
  paused: { words: "paused by an operator", tone: "warn" },
};

export function ProvidersPage({ operator, done, providers }: ProvidersProps) {
  return (
    <Frame operator={operator} path="/operations/providers" title="Providers" done={done}>
      <Table
        fresh="providers"
        caption="SMS providers"
        empty="No provider is configured."
        rows={providers}
        keyOf={({ name }) => name}
        columns={[
          { name: "Provider", cell: ({ name }) => name },
          { name: "State", cell: ({ state }) => <span className={STATES[state].tone}>{STATES[state].words}</span> },
          { name: "Calls in flight", isNumber: true, cell: ({ callsInFlight }) => count(callsInFlight) },
          { name: "Call limit", isNumber: true, cell: ({ callLimit }) => count(callLimit) },
          {
            name: "Breaker open in",
            isNumber: true,
            cell: ({ breaker }) => `${breaker.openIn} of ${breaker.processes} processes`,
          },
          { name: "Holds", cell: holdsOf },
          {
            name: "Actions",
            cell: ({ name, state }) => (
              <ActionLink
                operator={operator}
                action={state === "paused" ? "resume-provider" : "pause-provider"}
                target={{ name }}
                label={state === "paused" ? "Resume" : "Pause"}
                of={`provider ${name}`}
              />
            ),
          },
        ]}
      />
    </Frame>
  );
}

function holdsOf({ holds }: ProviderNow) {
  if (holds.length === 0) return "–";
  return (
    <ul>
      {holds.map(({ region, cause, code, words, since, until }) => (
        <li key={region}>
          {region || "All countries"}: {words || cause} {code && `(${code})`}, since <Time iso={since} />
          {cause !== "operator" && (
            <>
              , next try <Time iso={until} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
