import { readFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { HttpError, type Reply } from "./http.ts";
import { type Route, defineRoute } from "./route.ts";

const PUBLIC_DIR = join(import.meta.dirname, "public");
const REACT_DIR = join(import.meta.dirname, "react");
const EMBED_FILE = fileURLToPath(import.meta.resolve("@meshes/embed"));

const CONTENT_TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** The pages. `frameOrigins` are the only origins that they may embed. */
export function staticRoutes(frameOrigins: readonly string[]): Route[] {
  const headers = pageHeaders(frameOrigins);
  let bundle: Promise<string> | undefined;
  return [
    defineRoute("GET", "/", ({ url }) => serve(PUBLIC_DIR, "index.html", { ...headers, ...isolationOf(url) })),
    defineRoute("GET", "/react/?", ({ url }) => serve(REACT_DIR, "index.html", { ...headers, ...isolationOf(url) })),
    defineRoute("GET", "/react/bundle\\.js", async () => {
      bundle ??= bundleReact();
      return { status: 200, headers: { ...headers, "content-type": "text/javascript" }, body: await bundle };
    }),
    defineRoute("GET", "/packages/embed/embed\\.js", () => {
      return serve(dirname(EMBED_FILE), basename(EMBED_FILE), headers);
    }),
    defineRoute("GET", "/(?<file>[a-z-]+\\.(?:css|js|svg))", ({ params }) => {
      return serve(PUBLIC_DIR, params["file"] ?? "", headers);
    }),
  ];
}

function pageHeaders(frameOrigins: readonly string[]): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    `frame-src ${frameOrigins.join(" ")}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    "content-security-policy": policy.join("; "),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  };
}

const EMBEDDER_POLICIES = ["require-corp", "credentialless"];
const OPENER_POLICIES = ["same-origin", "same-origin-allow-popups"];

/** `?coep=` and `?coop=` make the page one that isolates itself from others, as products with shared memory do. */
function isolationOf({ searchParams }: URL): Record<string, string> {
  const coep = EMBEDDER_POLICIES.find((policy) => policy === searchParams.get("coep"));
  const coop = OPENER_POLICIES.find((policy) => policy === searchParams.get("coop"));
  return {
    ...(coep === undefined ? {} : { "cross-origin-embedder-policy": coep }),
    ...(coop === undefined ? {} : { "cross-origin-opener-policy": coop }),
  };
}

async function serve(folder: string, file: string, headers: Record<string, string>): Promise<Reply> {
  const type = CONTENT_TYPES[extname(file)] ?? "application/octet-stream";
  try {
    return { status: 200, headers: { ...headers, "content-type": type }, body: await readFile(join(folder, file)) };
  } catch (cause) {
    throw isMissing(cause) ? new HttpError(404, "Not found") : cause;
  }
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "ENOENT";
}

/** React's development build, because only that one mounts twice under StrictMode. */
async function bundleReact(): Promise<string> {
  const result = await build({
    entryPoints: [join(REACT_DIR, "main.tsx")],
    bundle: true,
    write: false,
    format: "esm",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"development"' },
    logLevel: "silent",
  });
  return result.outputFiles[0]?.text ?? "";
}
