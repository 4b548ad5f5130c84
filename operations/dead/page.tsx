import type { DeadDeliveries, DeadDelivery } from "#domain/control/dead/read-dead";
import type { IntakeKind } from "#domain/jobs";
import { count } from "#operations/pages/age";
import type { Operator } from "#operations/session/admit";
import { ActionLink } from "../pages/action-link.tsx";
import { Frame } from "../pages/frame.tsx";
import { Table } from "../pages/table.tsx";
import { Time } from "../pages/time.tsx";

interface DeadProps extends DeadDeliveries {
  operator: Operator;
  done: string | null;
  /** Only these are shown; null: all. */
  kind: IntakeKind | null;
  /** Where the next page begins; null on the last. */
  last: DeadDelivery | null;
}

const PATH = "/operations/dead";

export function DeadPage({ operator, done, kind, counts, deliveries, last }: DeadProps) {
  const kinds = Object.entries(counts);
  const target = kind ? { kind } : {};
  const of = kind ? `all dead deliveries of kind ${kind}` : "all dead deliveries";
  return (
    <Frame operator={operator} path={PATH} title="Dead deliveries" done={done}>
      <p>
        Deliveries that failed ten times. Each keeps what was delivered until you retry or discard it.{" "}
        {kinds.length > 0 && <a href={PATH}>All</a>}
        {kinds.map(([name, number]) => (
          <span key={name}>
            {" · "}
            <a
              href={`${PATH}?${new URLSearchParams({ kind: name })}`}
              aria-current={name === kind ? "true" : undefined}
            >
              {name}: {count(number)}
            </a>
          </span>
        ))}
      </p>
      {deliveries.length > 0 && (
        <p className="actions">
          <ActionLink
            {...{ operator, target, of }}
            action="retry-dead"
            label={kind ? `Retry all ${kind}` : "Retry all"}
          />
          <ActionLink
            {...{ operator, target, of }}
            action="discard-dead"
            label={kind ? `Discard all ${kind}` : "Discard all"}
            isDanger
          />
        </p>
      )}
      <Table
        fresh="dead"
        caption="Newest first"
        empty="No delivery is dead."
        rows={deliveries}
        keyOf={({ id }) => id}
        columns={[
          { name: "Received (UTC)", cell: ({ receivedAt }) => <Time iso={receivedAt} /> },
          { name: "Kind", cell: (it) => it.kind },
          { name: "Source", cell: ({ source, topic }) => `${source} ${topic}` },
          { name: "Shop", cell: ({ shopDomain }) => shopDomain ?? "–" },
          { name: "Reason", cell: ({ reason }) => reason ?? "–" },
          { name: "Attempts", isNumber: true, cell: ({ attempts }) => count(attempts) },
          {
            name: "Actions",
            cell: ({ id }) => (
              <span className="actions">
                <ActionLink {...{ operator, target: { id } }} of={`delivery ${id}`} action="retry-dead" label="Retry" />
                <ActionLink
                  {...{ operator, target: { id } }}
                  of={`delivery ${id}`}
                  action="discard-dead"
                  label="Discard"
                  isDanger
                />
              </span>
            ),
          },
        ]}
      />
      {last && (
        <p>
          <a href={`${PATH}?${new URLSearchParams({ ...target, receivedAt: last.receivedAt, id: last.id })}`}>
            Older deliveries
          </a>
        </p>
      )}
    </Frame>
  );
}
