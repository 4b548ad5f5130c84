import type { ProcessNow } from "#domain/control/processes/read-processes";
import { age } from "#operations/pages/age";
import type { Operator } from "#operations/session/admit";
import { ActionLink } from "../pages/action-link.tsx";
import { Frame } from "../pages/frame.tsx";
import { Table } from "../pages/table.tsx";
import { Time } from "../pages/time.tsx";

interface ProcessesProps {
  operator: Operator;
  done: string | null;
  processes: ProcessNow[];
}

export function ProcessesPage({ operator, done, processes }: ProcessesProps) {
  return (
    <Frame operator={operator} path="/operations/processes" title="Processes" done={done}>
      <Table
        fresh="processes"
        caption="Running, and gone within a day"
        empty="No process has said that it runs. Check the database’s address of this page’s own process."
        rows={processes}
        keyOf={({ id }) => id}
        columns={[
          { name: "Process", cell: nameOf },
          { name: "State", cell: stateOf },
          { name: "Build", cell: ({ build }) => build?.slice(0, 12) ?? "–" },
          { name: "Started (UTC)", cell: ({ startedAt }) => <Time iso={startedAt} /> },
          { name: "Last heartbeat", isNumber: true, cell: ({ silentSeconds }) => `${age(silentSeconds)} ago` },
          { name: "CPU", isNumber: true, cell: ({ load }) => (load ? `${Math.round(load.cpuShare * 100)} %` : "–") },
          { name: "Memory", isNumber: true, cell: ({ load }) => (load ? `${Math.round(load.memoryMb)} MB` : "–") },
          {
            name: "Loop lag",
            isNumber: true,
            cell: ({ load }) => (load ? `${Math.round(load.eventLoopLagMs)} ms` : "–"),
          },
          { name: "Jobs", isNumber: true, cell: runningIn },
          { name: "Queues", cell: queuesOf },
          { name: "Actions", cell: (it) => <Actions operator={operator} process={it} /> },
        ]}
      />
    </Frame>
  );
}

/** A web process that was drained turns its visitors away until it is restarted, so only that is offered. */
function Actions({ operator, process: it }: { operator: Operator; process: ProcessNow }) {
  if (it.state === "gone" || it.told === "restart") return null;
  const shared = { operator, target: { id: it.id }, of: nameOf(it) };
  return (
    <span className="actions">
      {it.kind === "web" ? null : it.told === "drain" ? (
        <ActionLink {...shared} action="resume-process" label="Take work again" />
      ) : (
        <ActionLink {...shared} action="drain" label="Drain" />
      )}
      <ActionLink {...shared} action="restart" label="Restart" isDanger />
    </span>
  );
}

function nameOf({ kind, host, pid }: ProcessNow): string {
  return `${kind} ${pid} on ${host}`;
}

function stateOf({ state, told }: ProcessNow) {
  if (state === "gone") return <span className="bad">gone</span>;
  if (told === "restart") return <span className="warn">{state}, then restarts</span>;
  return state === "running" && told === null ? "running" : <span className="warn">{state}</span>;
}

function runningIn({ load }: ProcessNow): string {
  if (!load?.queues) return "–";
  return String(Object.values(load.queues).reduce((sum, { running }) => sum + running, 0));
}

function queuesOf({ queues }: ProcessNow) {
  if (queues.length === 0) return "–";
  return (
    <details>
      <summary>{queues.length}</summary>
      {queues.join(", ")}
    </details>
  );
}
