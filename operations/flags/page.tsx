import type { FlagNow } from "#domain/control/flags/read-flags";
import { allows } from "#domain/operators/roles";
import type { Operator } from "#operations/session/admit";
import { ActionLink } from "../pages/action-link.tsx";
import { Field } from "../pages/form.tsx";
import { Frame } from "../pages/frame.tsx";
import { Table } from "../pages/table.tsx";
import { Time } from "../pages/time.tsx";

interface FlagsProps {
  operator: Operator;
  done: string | null;
  flags: FlagNow[];
}

export function FlagsPage({ operator, done, flags }: FlagsProps) {
  return (
    <Frame operator={operator} path="/operations/flags" title="Flags" done={done}>
      {allows(operator.role, "operator") && <SetForm flags={flags} />}
      <Table
        fresh="flags"
        caption="Limits that change without a deploy"
        empty=""
        rows={flags}
        keyOf={({ name }) => name}
        columns={[
          { name: "Flag", cell: ({ name }) => name },
          { name: "Limits the", cell: ({ meaning }) => meaning },
          { name: "Usual", isNumber: true, cell: (flag) => flag.default },
          { name: "Accepted", isNumber: true, cell: ({ least, most }) => `${least}–${most}` },
          { name: "Set", cell: (flag) => <Values operator={operator} flag={flag} /> },
        ]}
      />
    </Frame>
  );
}

function SetForm({ flags }: { flags: FlagNow[] }) {
  return (
    <form method="get" action="/operations/act/set-flag" className="filters">
      <div className="field">
        <label htmlFor="flag">Flag</label>
        <select id="flag" name="name">
          {flags.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <Field label="Value" name="value" inputMode="numeric" autoComplete="off" />
      <Field label="Shop’s domain" name="shop" help="Empty: all shops" isRequired={false} autoComplete="off" />
      <Field
        label="Share, %"
        name="percent"
        help="Empty: 100"
        isRequired={false}
        inputMode="numeric"
        autoComplete="off"
      />
      <button type="submit">Set…</button>
    </form>
  );
}

function Values({ operator, flag: { name, set } }: { operator: Operator; flag: FlagNow }) {
  if (set.length === 0) return "–";
  return (
    <ul>
      {set.map(({ shopId, value, share, operator: by, because, since }) => (
        <li key={shopId}>
          {value} for{" "}
          {shopId ? `shop ${shopId}` : share === 1 ? "all shops" : `${Math.round(share * 100)} % of the shops`}, by {by}
          , <Time iso={since} />
          {because && `: ${because}`}{" "}
          <ActionLink
            {...{ operator, target: { name, ...(shopId && { shop: shopId }) } }}
            action="clear-flag"
            label="Clear"
            of={`${name}${shopId ? ` of shop ${shopId}` : ""}`}
          />
        </li>
      ))}
    </ul>
  );
}
