import { readdirSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CreatedSession } from "#lib/contracts/sessions.ts";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import type { Env } from "#lib/server/runtime/env.ts";
import type { RateLimit } from "#lib/server/runtime/rate-limit.ts";
import { mintSession } from "#lib/testing/api/factories.ts";
import { sendRaw } from "#lib/testing/api/raw-http.ts";
import { testEnv } from "#lib/testing/server/test-env.ts";
import { startTestServer, type TestServer } from "#lib/testing/server/test-server.ts";
import { createAnonymousLimit } from "../limits/anonymous-limit.ts";
import { createPageHandler, type RequestHandler } from "./page-handler.ts";

const ORIGINS = ["https://app.example.com", "http://localhost:3000"];
const REFUSAL = "Invalid or expired embed launch token";

type Handed = { method: string; url: string; headers: IncomingMessage["headers"] };

let server: TestServer;
let pages: PageServer;
let tenant: Tenant;
let session: CreatedSession;

type PageServer = { url: string; handed: Handed[]; close(): Promise<void> };

/** The page handler on a port of its own, before pages that only record what reaches them. */
async function startPages(env: Env, limit?: RateLimit): Promise<PageServer> {
  const handed: Handed[] = [];
  const next: RequestHandler = async (request, response) => {
    handed.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers });
    response.setHeader("Content-Type", "text/html");
    response.end("<!doctype html><title>Page</title>");
  };
  const strangers = createAnonymousLimit({ limit, trustedProxies: [], log: server.app.log });
  const handle = createPageHandler({ ...server.app, env }, next, strangers);
  const http: Server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const address = http.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const close = () => {
    http.closeAllConnections();
    return new Promise<void>((resolve) => http.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${port}`, handed, close };
}

beforeAll(async () => {
  server = await startTestServer();
  pages = await startPages(testEnv());
});
afterAll(async () => {
  await pages.close();
  await server.close();
});

beforeEach(async () => {
  tenant = await server.tenant();
  session = await mintSession(server.as(tenant), tenant, {
    allowed_origins: ORIGINS,
    session_type: "dashboard",
    language: {},
  });
  pages.handed.length = 0;
});

async function open(path: string, init: RequestInit = {}, on: PageServer = pages) {
  const response = await fetch(on.url + path, { redirect: "manual", ...init });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

async function launchUsedAt(): Promise<Date | null | undefined> {
  const { rows } = await server.database.pool.query<{ launch_used_at: Date | null }>(
    "select launch_used_at from sessions where id = $1",
    [session.session_id],
  );
  return rows[0]?.launch_used_at;
}

const launchPath = (token = session.launch_token, more = "") => `/workspace/dashboard?launch=${token}${more}`;

function directive(headers: Headers, name: string): string | undefined {
  const policies = (headers.get("content-security-policy") ?? "").split("; ");
  return policies.find((policy) => policy.startsWith(`${name} `))?.slice(name.length + 1);
}

function onlyHanded(): Handed {
  expect(pages.handed).toHaveLength(1);
  const [handed] = pages.handed;
  if (handed === undefined) throw new Error("Nothing was handed on");
  return handed;
}

/** What the page that was handed on last was told about its launch. */
function configOf(handed: Handed[]): unknown {
  return JSON.parse(Buffer.from(String(handed.at(-1)?.headers["x-meshes-embed"]), "base64url").toString());
}

describe("a launch", () => {
  it("lets exactly the session's origins frame the page", async () => {
    const { status, headers } = await open(launchPath());
    expect(status).toBe(200);
    expect(directive(headers, "frame-ancestors")).toBe(ORIGINS.join(" "));
    expect(headers.has("x-frame-options")).toBe(false);
  });

  it("is framed by any port of the own machine when a development server minted it, and by none elsewhere", async () => {
    const local = await startPages(testEnv({ MESHES_ENV: "demo" }));
    const set = "update sessions set allowed_origins = $2 where id = $1";
    await server.database.pool.query(set, [session.session_id, ["http://localhost:*", "http://127.0.0.1:*"]]);
    const there = await open(launchPath(), {}, local);
    expect(directive(there.headers, "frame-ancestors")).toBe("http://localhost:* http://127.0.0.1:*");
    expect(directive((await open(launchPath())).headers, "frame-ancestors")).toBe("'none'");
    expect(configOf(local.handed)).toMatchObject({ allowed_origins: ["http://localhost:*", "http://127.0.0.1:*"] });
    expect(configOf(pages.handed)).toMatchObject({ allowed_origins: [] });
    await local.close();
  });

  it("sends no referrer, is not stored, and is not guessed at", async () => {
    const { headers } = await open(launchPath());
    expect(Object.fromEntries(headers)).toMatchObject({
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    });
  });

  it("allows only its own scripts, by a nonce that no other answer has", async () => {
    const first = await open(launchPath());
    const second = await open(launchPath());
    const scripts = [first, second].map(({ headers }) => directive(headers, "script-src"));
    expect(scripts[0]).toMatch(/^'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic'$/);
    expect(scripts[0]).not.toBe(scripts[1]);
    expect(directive(first.headers, "default-src")).toBe("'none'");
    expect(directive(first.headers, "base-uri")).toBe("'none'");
    for (const { headers } of [first, second]) expect(headers.get("content-security-policy")).not.toMatch(/unsafe-/);
    expect(directive(first.headers, "require-trusted-types-for")).toBe("'script'");
    expect(directive(first.headers, "trusted-types")).toBe("default");
    expect(pages.handed[0]?.headers["content-security-policy"]).toBe(first.headers.get("content-security-policy"));
  });

  it("hands on neither the token nor a trace of it, and keeps the rest of the address", async () => {
    await open(launchPath(session.launch_token, "&theme=dark&launch=second"));
    const { url, headers } = onlyHanded();
    expect(url).toBe("/workspace/dashboard?theme=dark");
    expect(JSON.stringify(headers)).not.toContain(session.launch_token);
  });

  it("tells the page what was launched, in words of its own", async () => {
    await open(launchPath(), {
      headers: { "x-meshes-embed": "forged", "x-nonce": "forged", "x-middleware-subrequest": "middleware" },
    });
    const { headers } = onlyHanded();
    expect(configOf(pages.handed)).toEqual({ allowed_origins: ORIGINS, session_type: "dashboard", language: {} });
    expect(headers).not.toHaveProperty("x-nonce");
    expect(headers).not.toHaveProperty("x-middleware-subrequest");
  });

  it("answers HEAD too, which uses nothing up", async () => {
    expect((await open(launchPath(), { method: "HEAD" })).status).toBe(200);
    expect(await launchUsedAt()).toBeNull();
  });

  it.each(["sec-purpose", "purpose"])("is not loaded in advance (%s), so that it can be opened later", async (name) => {
    const { status, headers } = await open(launchPath(), { headers: { [name]: "prefetch;prerender" } });
    expect(status).toBe(503);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(await launchUsedAt()).toBeNull();
    expect(pages.handed).toEqual([]);
    expect((await open(launchPath())).status).toBe(200);
  });

  it("opens again at once in the browser that has opened it, and in no other", async () => {
    const as = (agent: string) => open(launchPath(), { headers: { "user-agent": agent } });
    expect((await as("Firefox")).status).toBe(200);
    expect((await as("Firefox")).status).toBe(200);
    expect((await as("curl")).status).toBe(401);
  });

  it("can be shown by host pages with COEP, also the refusal", async () => {
    for (const path of [launchPath(), launchPath("x")]) {
      const { headers } = await open(path);
      expect(headers.get("cross-origin-embedder-policy")).toBe("require-corp");
      expect(headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    }
  });
});

describe("a launch is refused with the documented text", () => {
  it.each<[string, () => string | Promise<string>]>([
    ["without a token", () => "/workspace/dashboard"],
    ["on the bare folder", () => "/workspace"],
    ["on a folder", () => "/workspace/"],
    ["with an empty token", () => launchPath("")],
    ["with text for a token", () => launchPath("nonsense")],
    ["with an access token", () => launchPath(session.access_token)],
    ["when the token was changed", () => launchPath(session.launch_token.slice(0, -2))],
    ["when the first of two tokens is bad", () => `/workspace/dashboard?launch=x&launch=${session.launch_token}`],
    [
      "when the session was revoked",
      async () => {
        await server.as(tenant).send("DELETE", `/sessions/${session.session_id}`);
        return launchPath();
      },
    ],
    [
      "when the token was used long ago",
      async () => {
        const set = "update sessions set launch_used_at = now() - interval '11 seconds' where id = $1";
        await server.database.pool.query(set, [session.session_id]);
        return launchPath();
      },
    ],
  ])("%s", async (_what, path) => {
    const { status, headers, text } = await open(await path());
    expect(status).toBe(401);
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(text).toContain(`<h1>${REFUSAL}</h1>`);
    expect(text).toContain(`<title>${REFUSAL}</title>`);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(pages.handed).toEqual([]);
  });

  it("in a frame of the host, when the token is one that this server made", async () => {
    const set = "update sessions set launch_used_at = now() - interval '11 seconds' where id = $1";
    await server.database.pool.query(set, [session.session_id]);
    expect(directive((await open(launchPath())).headers, "frame-ancestors")).toBe(ORIGINS.join(" "));
  });

  it("in any frame when nobody knows whose it is, always with the same text: it holds nothing and only asks", async () => {
    const answers = await Promise.all(
      ["/workspace/events", "/workspace/rules/x?status=failed", "/workspace"].map((path) => open(path)),
    );
    const texts = answers.map(({ text }) => text.replaceAll(/nonce="[^"]+"/g, ""));
    expect(new Set(texts).size).toBe(1);
    for (const { headers } of answers) expect(directive(headers, "frame-ancestors")).toBe("*");
  });

  it("in frames of the apps that the operator has named, too, which no star means", async () => {
    const withApps = await startPages(testEnv({ MESHES_EMBED_APP_ORIGINS: "tauri://localhost" }));
    const { headers } = await open("/workspace/events", {}, withApps);
    expect(directive(headers, "frame-ancestors")).toBe("* tauri://localhost");
    await withApps.close();
  });

  it("with one style and one script that its own policy allows, and that ask for a launch where one would help", async () => {
    const { headers, text } = await open("/workspace/events");
    const [, style, script] = /<style nonce="([^"]+)">[^]+<script nonce="([^"]+)">/.exec(text) ?? [];
    expect(directive(headers, "style-src")).toContain(`'nonce-${style}'`);
    expect(directive(headers, "script-src")).toContain(`'nonce-${script}'`);
    expect(text).toContain('{ type: "meshes:launch-required", reason: "missing", v: 1 }');
    expect((await open(launchPath("x"))).text).not.toMatch(/<script|launch-required/i);
  });

  it.each([
    ["used", "update sessions set launch_used_at = now() - interval '11 seconds' where id = $1", true],
    ["revoked", "update sessions set revoked_at = now() where id = $1", false],
  ])("asks its host for another launch after one that is %s: %3$s", async (reason, set, asks) => {
    await server.database.pool.query(set, [session.session_id]);
    expect((await open(launchPath())).text.includes(`reason: "${reason}"`)).toBe(asks);
  });

  it("without repeating what was sent", async () => {
    const { text } = await open("/workspace/dashboard?launch=%3Cscript%3Ealert(1)%3C/script%3E&x=%3Cb%3E");
    expect(text).not.toContain("alert(1)");
    expect(text).not.toContain("<b>");
  });
});

describe("what is no launch", () => {
  it.each(["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"])(
    "refuses %s with 405, also with a good token",
    async (method) => {
      const { status, headers } = await open(launchPath(), { method });
      expect(status).toBe(405);
      expect(headers.get("allow")).toBe("GET, HEAD");
      expect(pages.handed).toEqual([]);
      const { rows } = await server.database.pool.query("select launch_used_at from sessions where id = $1", [
        session.session_id,
      ]);
      expect(rows).toEqual([{ launch_used_at: null }]);
    },
  );

  it("refuses a server action whatever its method", async () => {
    for (const method of ["GET", "POST"]) {
      expect((await open(launchPath(), { method, headers: { "next-action": "abc" } })).status).toBe(405);
    }
    expect(pages.handed).toEqual([]);
  });

  it("lets nobody frame any other page", async () => {
    for (const path of ["/", "/oauth/done", "/workspacex", "/Workspace/dashboard", "/%77orkspace/dashboard"]) {
      const { status, headers } = await open(path, { headers: { "x-meshes-embed": "forged" } });
      expect(status).toBe(200);
      expect(directive(headers, "frame-ancestors")).toBe("'none'");
    }
    expect(pages.handed.map(({ headers }) => headers["x-meshes-embed"])).toEqual(pages.handed.map(() => undefined));
  });

  it("lets nobody frame what is handed on unseen, and hands it on without the launch's header", async () => {
    const headers = { rsc: "1", "x-meshes-embed": "forged" };
    const answers = [
      await open("/_next/static/chunk.js", { headers: { "x-meshes-embed": "forged" } }),
      await open("/_next/nothing"),
      await open("/workspace/rules?_rsc=1", { headers }),
      await open(launchPath(), { headers }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    for (const answer of answers) expect(directive(answer.headers, "frame-ancestors")).toBe("'none'");
    expect(pages.handed.map(({ headers: sent }) => sent["x-meshes-embed"])).toEqual(pages.handed.map(() => undefined));
    const { rows } = await server.database.pool.query("select launch_used_at from sessions where id = $1", [
      session.session_id,
    ]);
    expect(rows).toEqual([{ launch_used_at: null }]);
  });

  it.each(["//", "http://[/"])("answers the address %s, which is none, with 400", async (target) => {
    expect((await sendRaw(pages.url, [`GET ${target} HTTP/1.1`, "Host: x"])).status).toBe(400);
  });

  it.each([
    "//workspace/dashboard",
    "/x/../workspace/dashboard",
    "http://evil.example/workspace/dashboard",
    "/\\workspace/dashboard",
  ])("opens no workspace by the address %s", async (target) => {
    await sendRaw(pages.url, [`GET ${target} HTTP/1.1`, "Host: x"]);
    expect(pages.handed.filter(({ headers }) => "x-meshes-embed" in headers)).toEqual([]);
    expect(pages.handed.filter(({ url }) => new URL(url, pages.url).pathname.startsWith("/workspace"))).toEqual([]);
  });
});

describe("a document", () => {
  const DOCUMENTS = [
    "/docs",
    "/docs/quickstart",
    "/docs/embed/launch",
    "/docs/quickstart.md",
    "/docs/api",
    "/llms.txt",
  ];

  it("is rendered once, however often it is asked for, and kept by browsers for a while", async () => {
    const fresh = await startPages(testEnv());
    for (const path of DOCUMENTS) {
      const answers = await Promise.all(Array.from({ length: 5 }, () => open(path, {}, fresh)));
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
      const [first] = answers;
      expect(first?.headers.get("cache-control")).toBe("public, max-age=300");
      const again = await open(
        `${path}?x=${Math.random()}`,
        { headers: { "if-none-match": first?.headers.get("etag") ?? "" } },
        fresh,
      );
      expect(again.status).toBe(304);
    }
    expect(fresh.handed.map(({ url }) => url)).toEqual(DOCUMENTS);
    await fresh.close();
  });

  it("that does not exist costs no rendering of its own, whatever its address", async () => {
    const fresh = await startPages(testEnv());
    const paths = [
      "/docs/x",
      "/docs/%ff",
      "/docs/quickstart/x",
      "/x",
      "/%ff",
      "/oauth/done/%ff",
      "/oauth/done/x",
      "/docs/api/x",
    ];
    for (const path of paths) expect((await open(path, {}, fresh)).status).toBe(200);
    expect(fresh.handed.map(({ url }) => url).toSorted()).toEqual(["/docs/not-found", "/not-found"]);
    await fresh.close();
  });

  it("is not what a request for data makes of it", async () => {
    const fresh = await startPages(testEnv());
    for (let n = 0; n < 5; n += 1) await open(`/docs?_rsc=${n}`, { headers: { rsc: "1" } }, fresh);
    expect(fresh.handed.map(({ url }) => url)).toEqual(["/docs"]);
    await fresh.close();
  });

  it("comes in the coding that the browser takes, with the same text", async () => {
    const [plain, gzip, br] = await Promise.all(
      ["identity", "gzip", "gzip, deflate, br"].map((coding) =>
        open("/docs", { headers: { "accept-encoding": coding } }),
      ),
    );
    expect([plain, gzip, br].map((answer) => answer?.headers.get("content-encoding"))).toEqual([null, "gzip", "br"]);
    expect([gzip?.text, br?.text]).toEqual([plain?.text, plain?.text]);
  });

  it("is every file of public/, and the icon also where browsers look for one unasked", async () => {
    const fresh = await startPages(testEnv());
    const files = readdirSync(join(import.meta.dirname, "../../../../public")).map((name) => `/${name}`);
    for (const path of [...files, "/favicon.ico"]) {
      const { status, headers } = await open(path, {}, fresh);
      expect([status, headers.get("cache-control")], path).toEqual([200, "public, max-age=300"]);
      expect(headers.get("x-content-type-options"), path).toBe("nosniff");
      expect(directive(headers, "frame-ancestors"), path).toBe("'none'");
    }
    expect(fresh.handed.map(({ url }) => url)).toEqual(files);
    await fresh.close();
  });

  it("cannot be reached into by pages of other origins", async () => {
    const { headers } = await open("/docs");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin-allow-popups");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
  });
});

describe("a caller without a credential", () => {
  it("makes the pages work for a limited number of requests only", async () => {
    const limited = await startPages(testEnv(), { perSecond: 0.01, burst: 3 });
    const done = "/oauth/done/01a20604-b6fe-7077-94d4-418d966db3bc";
    const paths = [done, "/workspace/rules?_rsc=1", done, done];
    const answers = [];
    for (const path of paths)
      answers.push(await open(path, { headers: path.includes("_rsc") ? { rsc: "1" } : {} }, limited));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(answers[3]?.headers.get("retry-after")).toMatch(/^\d+$/);
    expect((await open("/docs", {}, limited)).status).toBe(200);
    expect((await open(launchPath(), {}, limited)).status).toBe(200);
    await limited.close();
  });

  it("leaves the window around a consent to its opener", async () => {
    const { headers } = await open("/oauth/done/01a20604-b6fe-7077-94d4-418d966db3bc");
    expect(headers.get("cross-origin-opener-policy")).toBe("unsafe-none");
  });
});

describe("in development", () => {
  it("allows what hot reloading needs, and still frames nothing else", async () => {
    const development = await startPages(testEnv({ MESHES_ENV: "development" }));
    const { headers } = await open(launchPath(), {}, development);
    expect(directive(headers, "script-src")).toContain("'unsafe-eval'");
    expect(directive(headers, "connect-src")).toBe("'self' ws:");
    expect(directive(headers, "frame-ancestors")).toBe(ORIGINS.join(" "));
    await development.close();
  });

  it("finds the icon also where browsers look for one unasked", async () => {
    const development = await startPages(testEnv({ MESHES_ENV: "development" }));
    expect((await open("/favicon.ico", {}, development)).status).toBe(200);
    expect(development.handed.map(({ url }) => url)).toEqual(["/favicon.svg"]);
    await development.close();
  });
});
