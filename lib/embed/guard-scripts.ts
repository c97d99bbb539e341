const PARTS = "/_next/static/";
/** How React makes the element of a script. Everything else that it shows is made without HTML. */
const EMPTY_SCRIPT = "<script></script>";

type Rules = {
  createScriptURL: (url: string) => string | undefined;
  createHTML: (html: string) => string | undefined;
};
type Guarded = {
  location: { origin: string };
  trustedTypes?: { createPolicy(name: "default", rules: Rules): unknown };
};

/**
 * The Trusted Types policy that the content security policy allows, and the only one: neither Next's loader of parts nor
 * React names one of its own. Scripts come from our own build alone, and no text becomes HTML or code.
 */
export function guardScripts({ location, trustedTypes }: Guarded): void {
  trustedTypes?.createPolicy("default", {
    createScriptURL: (url) => (isPart(url, location.origin) ? url : undefined),
    createHTML: (html) => (html === EMPTY_SCRIPT ? html : undefined),
  });
}

function isPart(url: string, origin: string): boolean {
  const parsed = URL.canParse(url, origin) ? new URL(url, origin) : undefined;
  return parsed?.origin === origin && parsed.pathname.startsWith(PARTS);
}
