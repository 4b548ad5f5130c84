import type { listOperators } from "#domain/operators/find";
import type { Operator } from "#operations/session/admit";
import { Frame } from "../pages/frame.tsx";
import { Time } from "../pages/time.tsx";

interface OperatorsProps {
  operator: Operator;
  operators: Awaited<ReturnType<typeof listOperators>>;
  done: string | null;
}

export function OperatorsPage({ operator, operators, done }: OperatorsProps) {
  return (
    <Frame operator={operator} path="/operations/operators" title="Operators" done={done}>
      <section className="card scroll" data-fresh="operators">
        <table>
          <caption>Accounts</caption>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Role</th>
              <th scope="col">Last login (UTC)</th>
              <th scope="col" className="number">
                Sessions
              </th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {operators.map((it) => (
              <tr key={it.name}>
                <th scope="row">{it.name}</th>
                <td>{it.role}</td>
                <td>{it.loggedInAt ? <Time iso={it.loggedInAt} /> : "never"}</td>
                <td className="number">{it.sessions}</td>
                <td>{it.disabledAt ? <span className="bad">disabled</span> : "active"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Frame>
  );
}
