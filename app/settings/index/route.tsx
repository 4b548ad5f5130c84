import type { MetaFunction } from "@remix-run/node";
import { SettingsIndexPage } from "./page.tsx";

export const meta: MetaFunction = () => [{ title: "Settings" }];

export default function SettingsIndex() {
  return <SettingsIndexPage />;
}
