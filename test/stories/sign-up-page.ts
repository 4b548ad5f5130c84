/** What the form at the end of a store's page holds, as a browser that has opened the page will post it. */
export async function openSignUpForm(storeUrl: string, domain: string, path = ""): Promise<Record<string, string>> {
  const response = await fetch(`${storeUrl}/storefront/${domain}/${path}`);
  const [form = ""] = /<form class="sign-up"[\s\S]*?<\/form>/.exec(await response.text()) ?? [];
  const hidden = [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)];
  return Object.fromEntries(hidden.map(([, name = "", value = ""]) => [name, unescaped(value)]));
}

/** Posts it to the store, which forwards it, signed. */
export async function postSignUpForm(
  storeUrl: string,
  domain: string,
  fields: Record<string, string>,
): Promise<{ status: number; text: string }> {
  const response = await fetch(`${storeUrl}/storefront/${domain}/apps/cartbell/sign-up`, {
    method: "POST",
    body: new URLSearchParams({ agree: "on", website: "", ...fields }),
    // What a browser claims; the store's proxy names the address that it sees instead.
    headers: { "X-Forwarded-For": "203.0.113.9" },
  });
  return { status: response.status, text: await response.text() };
}

function unescaped(text: string): string {
  const letters: Record<string, string> = { lt: "<", gt: ">", quot: '"', amp: "&" };
  return text
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&(lt|gt|quot|amp);/g, (_, name) => letters[name] ?? "");
}
