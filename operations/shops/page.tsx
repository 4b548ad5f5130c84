import type { ShopByBacklog } from "#domain/control/shops/read-shops-by-backlog";
import { messageClass } from "#domain/jobs";
import { allows } from "#domain/operators/roles";
import { age, count } from "#operations/pages/age";
import type { Operator } from "#operations/session/admit";
import { ActionLink } from "../pages/action-link.tsx";
import { Field } from "../pages/form.tsx";
import { Frame } from "../pages/frame.tsx";
import { Table } from "../pages/table.tsx";

interface ShopsProps {
  operator: Operator;
  done: string | null;
  shops: ShopByBacklog[];
}

export function ShopsPage({ operator, done, shops }: ShopsProps) {
  return (
    <Frame operator={operator} path="/operations/shops" title="Shops" done={done}>
      <Table
        fresh="shops"
        caption="Shops with texts due, the most first"
        empty="No shop has texts due."
        rows={shops}
        keyOf={({ shopId }) => shopId}
        columns={[
          { name: "Shop", cell: ({ domain }) => domain },
          { name: "Texts due", isNumber: true, cell: ({ waiting, isMore }) => count(waiting, isMore) },
          ...messageClass.options.map((of) => ({
            name: of,
            isNumber: true,
            cell: ({ byClass }: ShopByBacklog) => count(byClass[of] ?? 0),
          })),
          { name: "Oldest", isNumber: true, cell: ({ oldestSeconds }) => age(oldestSeconds) },
          { name: "Share", isNumber: true, cell: ({ share }) => `${Math.round(share * 100)} %` },
          { name: "State", cell: ({ isStopped }) => (isStopped ? <span className="warn">stopped</span> : "sending") },
          {
            name: "Actions",
            cell: ({ domain, isStopped }) => (
              <ActionLink
                operator={operator}
                action={isStopped ? "resume-shop" : "pause-shop"}
                target={{ name: domain }}
                label={isStopped ? "Resume" : "Pause"}
                of={`shop ${domain}`}
              />
            ),
          },
        ]}
      />
      {allows(operator.role, "operator") && (
        <section className="card" aria-labelledby="one-shop">
          <h2 id="one-shop">Pause a shop that has nothing due</h2>
          <form method="get" action="/operations/act/pause-shop">
            <Field
              label="Shop"
              name="name"
              help="Its domain, such as fernhill-supply.myshopify.com"
              autoComplete="off"
            />
            <button type="submit">Pause shop…</button>
          </form>
        </section>
      )}
    </Frame>
  );
}
