import { DOC_SLUGS } from "#lib/docs/nav.ts";
import { referenceTags } from "#lib/docs/reference.ts";

/**
 * What an address leads to: a launch of the workspace; a document, the same for everybody, at the path that it is
 * rendered by; a window of a person's browser; data for the pages that are open already; a file of the build.
 */
export type PageTarget =
  | { kind: "launch" }
  | { kind: "document"; path: string }
  | { kind: "window" }
  | { kind: "data" }
  | { kind: "file" };

export const ICON = "/favicon.svg";
/** The files of `public/`, which Next serves as they are. */
export const PUBLIC_FILES = [ICON, "/robots.txt"];

const DOCUMENTS: ReadonlySet<string> = new Set([
  "/",
  ...PUBLIC_FILES,
  "/llms.txt",
  "/llms-full.txt",
  "/oauth/done",
  "/docs",
  "/docs/api",
  ...referenceTags.map(({ href }) => href),
  ...DOC_SLUGS.flatMap((slug) => [`/docs/${slug}`, `/docs/${slug}.md`]),
]);
/** These exist nowhere, so that the pages for what was not found are rendered by them. */
const NOT_FOUND = "/not-found";
const DOC_NOT_FOUND = "/docs/not-found";

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const RESULT = "/oauth/done/";

/** `isData`: Next's own requests for the parts of a page that the browser needs to go there. */
export function findTarget(pathname: string, isData: boolean): PageTarget {
  if (pathname.startsWith("/_next/static/")) return { kind: "file" };
  if (isWorkspace(pathname)) return isData ? { kind: "data" } : { kind: "launch" };
  // Browsers ask for it beside pages that name no icon.
  if (pathname === "/favicon.ico") return { kind: "document", path: ICON };
  if (DOCUMENTS.has(pathname)) return { kind: "document", path: pathname };
  if (pathname.startsWith("/docs/")) return { kind: "document", path: DOC_NOT_FOUND };
  if (pathname.startsWith(RESULT) && UUID.test(pathname.slice(RESULT.length)))
    return { kind: isData ? "data" : "window" };
  if (pathname.startsWith("/_next/")) return { kind: "data" };
  return { kind: "document", path: NOT_FOUND };
}

function isWorkspace(pathname: string): boolean {
  return pathname === "/workspace" || pathname.startsWith("/workspace/");
}
