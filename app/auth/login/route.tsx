import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import styles from "./login.module.css";

/** Where the Shopify library sends a visitor who comes from nowhere. With ?shop= it leads on to the installation. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  if (new URL(request.url).searchParams.has("shop")) await context.shopify.login(request);
  return null;
}

export const meta: MetaFunction = () => [{ title: "Cartbell" }];

export default function Login() {
  return (
    <main className={styles.page}>
      <h1>Cartbell lives in your Shopify admin</h1>
      <p>
        Open it from <a href="https://admin.shopify.com">your admin</a> under Apps. If you don’t see it, install it from
        the Shopify App Store.
      </p>
    </main>
  );
}
