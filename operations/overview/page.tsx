import type { PauseNow } from "#domain/control/pauses/read-pauses";
import type { ActionName } from "#operations/actions/index";
import type { Operator } from "#operations/session/admit";
import { ActionLink } from "../pages/action-link.tsx";
import { Frame } from "../pages/frame.tsx";
import { Table } from "../pages/table.tsx";
import { Time } from "../pages/time.tsx";
import type { readOverview } from "./read.ts";

type OverviewProps = Awaited<ReturnType<typeof readOverview>> & { operator: Operator; done: string | null };

const RESUMES: Record<PauseNow["kind"], ActionName> = {
  class: "resume-class",
  queue: "resume-queue",
  shop: "resume-shop",
  provider: "resume-provider",
  marketing: "start-marketing",
};

export function OverviewPage({ operator, done, sentence, isLate, figures, pauses }: OverviewProps) {
  return (
    <Frame operator={operator} path="/operations" title="Overview" done={done}>
      <section className="card" data-fresh="state" aria-label="State">
        <p className={isLate ? "lead bad" : "lead good"}>{sentence}</p>
        <dl className="figures">
          {figures.map(({ name, value, isBad }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className={isBad ? "bad" : undefined}>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <Table
        fresh="pauses"
        caption="Paused by operators"
        empty="Nothing is paused."
        rows={pauses}
        keyOf={({ kind, name }) => `${kind} ${name}`}
        columns={[
          { name: "What", cell: nameOf },
          { name: "Since (UTC)", cell: ({ since }) => <Time iso={since} /> },
          { name: "By", cell: ({ operator: by }) => by ?? "–" },
          { name: "Reason", cell: ({ because }) => because ?? "–" },
          {
            name: "Actions",
            cell: (it) => (
              <ActionLink
                operator={operator}
                action={RESUMES[it.kind]}
                target={{ name: it.name }}
                label="Resume"
                of={nameOf(it)}
              />
            ),
          },
        ]}
      />
      <p className="actions">
        <ActionLink
          operator={operator}
          action="stop-marketing"
          label="Stop all marketing"
          of="of every shop"
          isDanger
        />
      </p>
    </Frame>
  );
}

function nameOf({ kind, name }: PauseNow): string {
  return kind === "marketing" ? "all marketing" : `${kind} ${name}`;
}
