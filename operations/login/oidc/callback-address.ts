/** Where the identity provider sends the browser back to. It must be registered there. */
export function callbackOf(request: Request): string {
  return new URL("/operations/login/oidc/callback", request.url).href;
}
