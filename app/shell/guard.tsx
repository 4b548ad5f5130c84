import { Outlet } from "@remix-run/react";

export { PageError as ErrorBoundary } from "../ui/page-error.tsx";

export default Outlet;
