import type { FinalUnknown, FinalUnknowns } from "#domain/control/unknowns/read-unknowns";
import { count as counted } from "#operations/pages/age";
import type { Operator } from "#operations/session/admit";
import { ActionLink } from "../pages/action-link.tsx";
import { Frame } from "../pages/frame.tsx";
import { Table } from "../pages/table.tsx";
import { Time } from "../pages/time.tsx";

interface UnknownsProps extends FinalUnknowns {
  operator: Operator;
  done: string | null;
  /** Where the next page begins; null on the last. */
  last: FinalUnknown | null;
}

const PATH = "/operations/unknowns";

export function UnknownsPage({ operator, done, count, texts, last }: UnknownsProps) {
  return (
    <Frame operator={operator} path={PATH} title="Final unknowns" done={done}>
      <p>
        {counted(count)} {count === 1 ? "text" : "texts"} may or may not have reached the provider. The provider has
        been asked and doesn’t know, so none is sent again unless you say that it wasn’t sent.
      </p>
      {texts.length > 0 && (
        <p className="actions">
          <ActionLink operator={operator} action="mark-sent" label="Mark all as sent" of="final unknowns" />
        </p>
      )}
      <Table
        fresh="unknowns"
        caption="Newest first"
        empty="No text’s outcome is unknown."
        rows={texts}
        keyOf={({ id }) => id}
        columns={[
          { name: "Handed over (UTC)", cell: ({ handedOverAt }) => (handedOverAt ? <Time iso={handedOverAt} /> : "–") },
          { name: "Shop", cell: ({ shopDomain }) => shopDomain },
          { name: "Class", cell: (it) => it.class },
          { name: "Purpose", cell: ({ purpose }) => purpose },
          { name: "Provider", cell: ({ provider }) => provider ?? "–" },
          { name: "Could be sent until (UTC)", cell: ({ expiresAt }) => <Time iso={expiresAt} /> },
          { name: "Unknown since (UTC)", cell: ({ since }) => <Time iso={since} /> },
          {
            name: "Actions",
            cell: ({ id }) => (
              <span className="actions">
                <ActionLink {...{ operator, target: { id } }} action="mark-sent" label="Sent" of={`text ${id}`} />
                <ActionLink
                  {...{ operator, target: { id } }}
                  action="mark-not-sent"
                  label="Not sent"
                  of={`text ${id}`}
                  isDanger
                />
              </span>
            ),
          },
        ]}
      />
      {last && (
        <p>
          <a href={`${PATH}?${new URLSearchParams({ month: last.month, id: last.id })}`}>Older texts</a>
        </p>
      )}
    </Frame>
  );
}
