import type { listOperators } from "#domain/operators/find";
import { ROLES } from "#domain/operators/roles";
import type { Operator } from "#operations/session/admit";
import { ActionLink } from "../pages/action-link.tsx";
import { Field } from "../pages/form.tsx";
import { Frame } from "../pages/frame.tsx";
import { Table } from "../pages/table.tsx";
import { Time } from "../pages/time.tsx";

type Account = Awaited<ReturnType<typeof listOperators>>[number];

interface OperatorsProps {
  operator: Operator;
  operators: Account[];
  done: string | null;
}

export function OperatorsPage({ operator, operators, done }: OperatorsProps) {
  return (
    <Frame operator={operator} path="/operations/operators" title="Operators" done={done}>
      <Table
        fresh="operators"
        caption="Accounts"
        empty=""
        rows={operators}
        keyOf={({ name }) => name}
        columns={[
          { name: "Name", cell: ({ name }) => name },
          { name: "Role", cell: ({ role }) => role },
          { name: "Last login (UTC)", cell: ({ loggedInAt }) => (loggedInAt ? <Time iso={loggedInAt} /> : "never") },
          { name: "Sessions", isNumber: true, cell: ({ sessions }) => sessions },
          { name: "State", cell: ({ disabledAt }) => (disabledAt ? <span className="bad">disabled</span> : "active") },
          { name: "Actions", cell: (account) => <Actions operator={operator} account={account} /> },
        ]}
      />
      <section className="card" aria-labelledby="add-title">
        <h2 id="add-title">Add an operator</h2>
        <form method="get" action="/operations/act/add-operator">
          <Field label="Name" name="name" help="2 to 40 small letters, digits, dots and dashes" autoComplete="off" />
          <div className="field">
            <label htmlFor="role">Role</label>
            <select id="role" name="role" defaultValue="reader" aria-describedby="role-help">
              {ROLES.map((role) => (
                <option key={role} value={role}>
                  {role}
                </option>
              ))}
            </select>
            <p className="help" id="role-help">
              A reader looks, an operator acts, an owner also keeps the accounts.
            </p>
          </div>
          <button type="submit">Add…</button>
        </form>
      </section>
    </Frame>
  );
}

function Actions({
  operator,
  account: { name, role, disabledAt, sessions },
}: {
  operator: Operator;
  account: Account;
}) {
  const shared = { operator, of: name };
  return (
    <span className="actions">
      {ROLES.filter((it) => it !== role).map((it) => (
        <ActionLink key={it} {...shared} target={{ name, role: it }} action="set-role" label={`Make ${it}`} />
      ))}
      {sessions > 0 && <ActionLink {...shared} target={{ name }} action="end-sessions" label="Log out" />}
      <ActionLink {...shared} target={{ name }} action="unlock-operator" label="Unlock" />
      <ActionLink {...shared} target={{ name }} action="reset-operator" label="Reset" isDanger />
      {disabledAt ? (
        <ActionLink {...shared} target={{ name }} action="enable-operator" label="Enable" />
      ) : (
        <ActionLink {...shared} target={{ name }} action="disable-operator" label="Disable" isDanger />
      )}
    </span>
  );
}
