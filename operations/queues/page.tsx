import { isPausableQueue } from "#domain/control/pauses/pausable";
import type { PauseNow } from "#domain/control/pauses/read-pauses";
import type { QueueNow } from "#domain/control/queues/read-queues";
import { type MessageClass, messageClass } from "#domain/jobs";
import { age, count } from "#operations/pages/age";
import type { Operator } from "#operations/session/admit";
import { ActionLink } from "../pages/action-link.tsx";
import { Frame } from "../pages/frame.tsx";
import { type Column, Table } from "../pages/table.tsx";

interface QueuesProps {
  operator: Operator;
  done: string | null;
  queues: QueueNow[];
  pauses: PauseNow[];
}

const figures: Column<QueueNow>[] = [
  { name: "Due", isNumber: true, cell: ({ depth, isMore }) => count(depth, isMore) },
  { name: "Oldest", isNumber: true, cell: ({ oldestSeconds }) => age(oldestSeconds) },
  { name: "Running", isNumber: true, cell: ({ running }) => count(running) },
  { name: "Done a minute", isNumber: true, cell: ({ donePerMinute }) => count(donePerMinute) },
  { name: "Failed a minute", isNumber: true, cell: failedOf },
  { name: "Workers", isNumber: true, cell: serversOf },
];

export function QueuesPage({ operator, done, queues, pauses }: QueuesProps) {
  const pauseOfClass = (of: MessageClass) => pauses.find(({ kind, name }) => kind === "class" && name === of);
  return (
    <Frame operator={operator} path="/operations/queues" title="Queues" done={done}>
      <Table
        fresh="classes"
        caption="Classes of texts, the most urgent first"
        empty=""
        rows={messageClass.options.flatMap((of) => queues.find(({ name }) => name === `dispatch-${of}`) ?? [])}
        keyOf={({ name }) => name}
        columns={[
          { name: "Class", cell: classOf },
          ...figures,
          { name: "State", cell: (it) => <State pause={pauseOfClass(classOf(it)) ?? null} /> },
          {
            name: "Actions",
            cell: (it) => (
              <Switch
                operator={operator}
                kind="class"
                name={classOf(it)}
                isPaused={pauseOfClass(classOf(it)) !== undefined}
              />
            ),
          },
        ]}
      />
      <Table
        fresh="queues"
        caption="Queues"
        empty=""
        rows={queues}
        keyOf={({ name }) => name}
        columns={[
          { name: "Queue", cell: ({ name }) => name },
          ...figures,
          { name: "State", cell: ({ pause }) => <State pause={pause} /> },
          {
            name: "Actions",
            cell: ({ name, pause }) =>
              isPausableQueue(name) && (
                <Switch operator={operator} kind="queue" name={name} isPaused={pause?.kind === "queue"} />
              ),
          },
        ]}
      />
    </Frame>
  );
}

function Switch({
  isPaused,
  kind,
  ...rest
}: {
  operator: Operator;
  kind: "class" | "queue";
  name: string;
  isPaused: boolean;
}) {
  const { operator, name } = rest;
  const shared = { operator, target: { name }, of: `${kind} ${name}` };
  return isPaused ? (
    <ActionLink {...shared} action={`resume-${kind}`} label="Resume" />
  ) : (
    <ActionLink {...shared} action={`pause-${kind}`} label="Pause" />
  );
}

function State({ pause }: { pause: PauseNow | null }) {
  if (!pause) return "running";
  return <span className="warn">paused{pause.because && `: ${pause.because}`}</span>;
}

function classOf({ name }: QueueNow): MessageClass {
  return messageClass.parse(name.replace("dispatch-", ""));
}

function failedOf({ failedPerMinute }: QueueNow) {
  return failedPerMinute > 0 ? <span className="bad">{count(failedPerMinute)}</span> : "0";
}

function serversOf({ servers }: QueueNow) {
  return servers > 0 ? count(servers) : <span className="bad">none</span>;
}
