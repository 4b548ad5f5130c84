import type { LoaderFunctionArgs } from "@remix-run/node";
import { merchant } from "../authenticate.ts";
import { IndexPage } from "../ui/index-page.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await merchant(request, context);
  return null;
}

export default function Home() {
  return <IndexPage title="Home">{null}</IndexPage>;
}
