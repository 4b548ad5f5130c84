import { pageFor } from "#operations/session/guarded";
import { saidIn } from "#operations/session/said";
import { Frame } from "../pages/frame.tsx";

export const loader = pageFor("reader", async ({ operator, request }) => (
  <Frame operator={operator} path="/operations" title="Overview" done={saidIn(request, operator.formToken)}>
    <p className="lead">You are logged in as {operator.name}.</p>
  </Frame>
));
