import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import inject, { type DispatchFunc } from "light-my-request";

/** Every browser and every proxy takes one of these; who takes none gets it as it is. */
const CODINGS = { br: promisify(brotliCompress), gzip: promisify(gzip) } as const;
type Coding = keyof typeof CODINGS | "identity";

const CACHE_CONTROL = "public, max-age=300";
/** Of the rendered answer; everything else is about the one request that rendered it. */
const KEPT_HEADERS = ["content-type", "content-security-policy"];

type Page = {
  status: number;
  headers: Readonly<Record<string, string>>;
  bodies: Readonly<Record<Coding, Buffer>>;
  etag: string;
};

export type PageCache = {
  /** Answers with the page at `path`, which is rendered once, whatever this request looks like. */
  serve(path: string, request: IncomingMessage, response: ServerResponse): Promise<void>;
};

/**
 * Pages that are the same for everybody, each rendered at most once in the life of the process: rendering takes tens of
 * milliseconds, and whoever has no credential may ask as often as he likes. `render` handles a request as Next does.
 * The caller decides which paths there are, so the cache is as large as their number.
 */
export function createPageCache(
  render: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): PageCache {
  const pages = new Map<string, Promise<Page>>();

  function pageAt(path: string): Promise<Page> {
    const known = pages.get(path);
    if (known !== undefined) return known;
    const page = renderPage(render, path);
    pages.set(path, page);
    // A failure is not kept: the next request tries again.
    page.catch(() => pages.delete(path));
    return page;
  }

  return {
    serve: async (path, request, response) => {
      const page = await pageAt(path);
      const coding = bestCoding(request.headers["accept-encoding"]);
      for (const [name, value] of Object.entries(page.headers)) response.setHeader(name, value);
      response.setHeader("Cache-Control", CACHE_CONTROL);
      response.setHeader("Vary", "Accept-Encoding");
      response.setHeader("ETag", page.etag);
      if (isKnown(page, request)) return void response.writeHead(304).end();
      if (coding !== "identity") response.setHeader("Content-Encoding", coding);
      const body = page.bodies[coding];
      response.writeHead(page.status, { "Content-Length": body.length });
      response.end(request.method === "HEAD" ? undefined : body);
    },
  };
}

async function renderPage(
  render: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  path: string,
): Promise<Page> {
  const dispatch: DispatchFunc = (request, response) => {
    render(request, response).catch((error: unknown) => response.destroy(asError(error)));
  };
  const answer = await inject(dispatch, { method: "GET", url: path });
  if (answer.statusCode >= 500) throw new Error(`Rendering ${path} answered ${answer.statusCode}`);
  const identity = answer.rawPayload;
  const [br, gzipped] = await Promise.all([CODINGS.br(identity), CODINGS.gzip(identity)]);
  const kept = KEPT_HEADERS.flatMap((name) => {
    const value = answer.headers[name];
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  return {
    status: answer.statusCode,
    headers: Object.fromEntries(kept),
    bodies: { identity, br, gzip: gzipped },
    // Weak, as it stands for every coding of the body (RFC 9110, 8.8.1).
    etag: `W/"${createHash("sha256").update(identity).digest("base64url")}"`,
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function bestCoding(accepted: string | string[] | undefined): Coding {
  const names = String(accepted ?? "")
    .split(",")
    .map((part) => part.trim().toLowerCase());
  return names.includes("br") ? "br" : names.includes("gzip") ? "gzip" : "identity";
}

function isKnown(page: Page, request: IncomingMessage): boolean {
  const known = request.headers["if-none-match"];
  return page.status === 200 && known !== undefined && known.split(",").some((tag) => tag.trim() === page.etag);
}
