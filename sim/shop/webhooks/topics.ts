/** Topics that reach the app although it isn't installed any more. */
const outlivingInstallation = new Set(["app/uninstalled", "customers/data_request", "customers/redact", "shop/redact"]);

export function outlivesInstallation(topic: string): boolean {
  return outlivingInstallation.has(topic);
}
