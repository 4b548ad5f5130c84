import type { MetaFunction } from "@remix-run/node";
import { isRouteErrorResponse, Outlet } from "@remix-run/react";

export { PageError as ErrorBoundary } from "../ui/page/page-error.tsx";

/** Of a page that could not be shown; each page has a title of its own. */
export const meta: MetaFunction = ({ error }) => [
  { title: isRouteErrorResponse(error) && error.status === 404 ? "Not found" : "Something went wrong" },
];

export default Outlet;
