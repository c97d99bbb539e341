import { once } from "node:events";
import { createServer } from "node:http";

export type Outsider = {
  /** A third origin. */
  url: string;
  /** What the page at this path consists of from now on. */
  show(html: string, path?: string): void;
  close(): Promise<void>;
};

/** Somebody else's site, which serves whatever page an attack needs. */
export async function startOutsider(): Promise<Outsider> {
  const pages = new Map<string, string>();
  const server = createServer((request, response) => {
    const icon = `<!doctype html><link rel="icon" href="data:,"><title>Elsewhere</title>`;
    response
      .writeHead(200, { "content-type": "text/html; charset=utf-8" })
      .end(icon + (pages.get(request.url ?? "/") ?? ""));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The outsider has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    show: (html, path = "/") => void pages.set(path, html),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
