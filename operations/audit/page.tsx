import type { OperatorEvent } from "#domain/control/events/operator-event";
import type { Operator } from "#operations/session/admit";
import { Field } from "../pages/form.tsx";
import { Frame } from "../pages/frame.tsx";
import { Table } from "../pages/table.tsx";
import { Time } from "../pages/time.tsx";

interface AuditProps {
  operator: Operator;
  /** Empty: all. */
  filter: { operator: string; action: string };
  events: OperatorEvent[];
  /** Where the next page begins; null on the last. */
  nextBefore: string | null;
}

const PATH = "/operations/audit";

export function AuditPage({ operator, filter, events, nextBefore }: AuditProps) {
  const next = nextBefore && `${PATH}?${new URLSearchParams({ ...filter, before: nextBefore })}`;
  return (
    <Frame operator={operator} path={PATH} title="Audit log">
      <form method="get" action={PATH} className="filters">
        <Field label="Operator" name="operator" value={filter.operator} isRequired={false} />
        <Field label="Action" name="action" value={filter.action} isRequired={false} />
        <button type="submit">Filter</button>
      </form>
      <Table
        fresh="events"
        caption="What operators did, newest first"
        empty="No entries match."
        rows={events}
        keyOf={({ id }) => id}
        columns={[
          { name: "Time (UTC)", cell: ({ at }) => <Time iso={at} /> },
          { name: "Operator", cell: (event) => event.operator },
          { name: "Action", cell: ({ action }) => action },
          { name: "Target", cell: ({ target }) => target },
          { name: "Reason", cell: ({ because }) => because },
          { name: "Details", cell: (event) => <span className="muted">{detailsOf(event)}</span> },
        ]}
      />
      {next && (
        <p>
          <a href={next}>Older entries</a>
        </p>
      )}
    </Frame>
  );
}

function detailsOf({ details }: OperatorEvent): string {
  return Object.entries(details)
    .map(([name, value]) => `${name}: ${typeof value === "object" ? JSON.stringify(value) : String(value)}`)
    .join(", ");
}
