import type { OperatorEvent } from "#domain/control/events/operator-event";
import type { Operator } from "#operations/session/admit";
import { Field } from "../pages/form.tsx";
import { Frame } from "../pages/frame.tsx";
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
      <section className="card scroll" data-fresh="events">
        <table>
          <caption>What operators did, newest first</caption>
          <thead>
            <tr>
              <th scope="col">Time (UTC)</th>
              <th scope="col">Operator</th>
              <th scope="col">Action</th>
              <th scope="col">Target</th>
              <th scope="col">Reason</th>
              <th scope="col">Details</th>
            </tr>
          </thead>
          <tbody>
            {events.map((event) => (
              <tr key={event.id}>
                <td>
                  <Time iso={event.at} />
                </td>
                <td>{event.operator}</td>
                <td>{event.action}</td>
                <td>{event.target}</td>
                <td>{event.because}</td>
                <td className="muted">{detailsOf(event)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {events.length === 0 && <p>No entries match.</p>}
      </section>
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
