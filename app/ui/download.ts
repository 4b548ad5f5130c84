/**
 * Has the browser fetch a file of ours, straight to the disk however large it is. A link sends no header, so the session
 * token goes in the address, as it does with every page that the admin loads; it is worthless after a minute. The answer
 * must be an attachment: anything else would take the page's place.
 */
export async function downloadFile(path: string): Promise<void> {
  const { config, idToken } = window.shopify;
  const address = new URL(path, location.origin);
  const launch = { embedded: "1", shop: config.shop, host: config.host, id_token: await idToken() };
  for (const [name, value] of Object.entries(launch)) if (value) address.searchParams.set(name, value);
  const link = document.createElement("a");
  link.href = address.href;
  link.click();
}
