import type { MetaFunction } from "@remix-run/node";
import { isRouteErrorResponse, Outlet } from "@remix-run/react";

export { PageError as ErrorBoundary } from "../ui/page/page-error.tsx";

const TITLES: Partial<Record<number, string>> = { 403: "Not available to you", 404: "Not found" };

/** Of a page that could not be shown; each page has a title of its own. */
export const meta: MetaFunction = ({ error }) => [
  { title: (isRouteErrorResponse(error) && TITLES[error.status]) || "Something went wrong" },
];

export default Outlet;
