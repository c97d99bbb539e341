import { decodeJwt, decodeProtectedHeader } from "jose";
import { describe, expect } from "vitest";
import { CreatedSession, CurrentSession, LaunchPage, SessionRole, SessionType } from "#lib/contracts/sessions.ts";
import { badRequest, ok, errorParams, refused } from "#lib/testing/api/answers.ts";
import { apiClient } from "#lib/testing/api/api-client.ts";
import { RESOURCE_SCOPE } from "#lib/testing/api/api-fixture.ts";
import { HOST_ORIGIN, mintSession } from "#lib/testing/api/factories.ts";
import { startTestServer, type TestServer } from "#lib/testing/server/test-server.ts";
import { it as base } from "#lib/testing/server/test.ts";

const PUBLIC_URL = "https://embed.example.com";

const it = base
  .override("variables", { MESHES_PUBLIC_URL: `${PUBLIC_URL}/` })
  .extend("mint", ({ tenant, api }) => (fields: object = {}) => {
    return api.send("POST", "/sessions", {
      workspace_id: tenant.workspaceId,
      allowed_origins: [HOST_ORIGIN],
      ...fields,
    });
  });

function currentSession(server: TestServer, accessToken: string) {
  return apiClient(server.url, { kind: "bearer", token: accessToken }).send("GET", "/session");
}

function secondsUntil(timestamp: string): number {
  return (Date.parse(timestamp) - Date.now()) / 1000;
}

describe("a minted session", () => {
  it("has the documented defaults", async ({ tenant, mint }) => {
    const session = ok(await mint(), CreatedSession);
    expect(session).toMatchObject({
      workspace_id: tenant.workspaceId,
      role: "member",
      session_type: "workspace",
      expires_in: 1800,
    });
    expect(session.session_id).toMatch(/^sess_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(secondsUntil(session.expires_at)).toBeCloseTo(1800, -1);
    expect(secondsUntil(session.launch_expires_at)).toBeCloseTo(30, -1);
    expect(session).not.toHaveProperty("resource");
    expect(session).not.toHaveProperty("resource_id");
  });

  it("is launched by a URL of the public address that carries the launch token and never the access token", async ({
    mint,
  }) => {
    const session = ok(await mint({ launch_page: "events" }), CreatedSession);
    const url = new URL(session.launch_url);
    expect(url.origin + url.pathname).toBe(`${PUBLIC_URL}/workspace/events`);
    expect([...url.searchParams]).toEqual([["launch", session.launch_token]]);
    expect(session.launch_url).not.toContain(session.access_token);
  });

  it("has tokens for their own purposes, signed with a named key, that hold no more than the session's id", async ({
    mint,
  }) => {
    const session = ok(await mint({ external_user_id: "ann@example.com", role: "owner" }), CreatedSession);
    for (const [token, audience] of [
      [session.access_token, "meshes-embed"],
      [session.launch_token, "meshes-launch"],
    ] as const) {
      expect(decodeProtectedHeader(token)).toEqual({ alg: "HS256", typ: "JWT", kid: "test" });
      const claims = decodeJwt(token);
      expect(claims).toMatchObject({ aud: audience, sub: session.session_id, ver: 1 });
      expect(Object.keys(claims).toSorted()).toEqual(["aud", "exp", "iat", "sub", "ver"]);
    }
  });

  it("tells its own holder what it is", async ({ server, tenant, mint }) => {
    const scopes = ["events.payload:read", "events.payload:read"];
    const minted = ok(
      await mint({ role: "admin", session_type: "resource", launch_page: "rules", scopes, ...RESOURCE_SCOPE }),
      CreatedSession,
    );
    const current = ok(await currentSession(server, minted.access_token), CurrentSession);
    expect(current).toMatchObject({
      session_id: minted.session_id,
      workspace_id: tenant.workspaceId,
      role: "admin",
      session_type: "resource",
      scopes: ["events.payload:read"],
      pages: ["dashboard", "rules", "events"],
      ...RESOURCE_SCOPE,
    });
    expect(current.capabilities).not.toContain("read_connections");
    expect(Math.abs(Date.parse(current.expires_at) - Date.parse(minted.expires_at))).toBeLessThan(1000);
  });

  it("ignores keys of former versions", async ({ mint }) => {
    const session = ok(await mint({ launch_path: "/workspace/members", unknown: 1 }), CreatedSession);
    expect(new URL(session.launch_url).pathname).toBe("/workspace/dashboard");
  });
});

describe("type, page and resource", () => {
  const PAGES: Record<SessionType, readonly LaunchPage[]> = {
    workspace: ["dashboard", "connections", "rules", "events"],
    resource: ["dashboard", "rules", "events"],
    dashboard: ["dashboard"],
  };
  const resourceScopes = {
    both: RESOURCE_SCOPE,
    none: {},
    "only the resource": { resource: "account" },
    "only the id": { resource_id: "42" },
  };
  const matrix = SessionType.options.flatMap((type) =>
    LaunchPage.options.flatMap((page) =>
      Object.entries(resourceScopes).map(([name, resourceScope]) => ({ type, page, name, resourceScope })),
    ),
  );

  it.for(matrix)(
    "a $type session on $page with $name of the resource",
    async ({ type, page, name, resourceScope }, { mint }) => {
      const answer = await mint({ session_type: type, launch_page: page, ...resourceScope });
      const wrong: string[] = [];
      if (type === "resource" && !("resource" in resourceScope)) wrong.push("resource");
      if (type !== "resource" && "resource" in resourceScope) wrong.push("resource");
      if (type === "resource" && !("resource_id" in resourceScope)) wrong.push("resource_id");
      if (type !== "resource" && "resource_id" in resourceScope) wrong.push("resource_id");
      if (!PAGES[type].includes(page)) wrong.push("launch_page");
      if (wrong.length > 0) {
        badRequest(answer, ...wrong);
      } else {
        const session = ok(answer, CreatedSession);
        expect(session).toMatchObject({ session_type: type, ...resourceScope });
        expect(new URL(session.launch_url).pathname).toBe(`/workspace/${page}`);
        expect(name).toBe(type === "resource" ? "both" : "none");
      }
    },
  );

  it.for(SessionRole.options)("takes the role %s", async (role, { mint }) => {
    expect(ok(await mint({ role }), CreatedSession).role).toBe(role);
  });
});

describe("bad input names the parameter", () => {
  it.for([
    ["workspace_id", { workspace_id: undefined }],
    ["workspace_id", { workspace_id: 7 }],
    ["workspace_id", { workspace_id: "" }],
    ["role", { role: "root" }],
    ["session_type", { session_type: "user" }],
    ["external_user_id", { external_user_id: "x".repeat(256) }],
    ["external_user_id", { external_user_id: 7 }],
    ["ttl_seconds", { ttl_seconds: 299 }],
    ["ttl_seconds", { ttl_seconds: 3601 }],
    ["ttl_seconds", { ttl_seconds: 300.5 }],
    ["ttl_seconds", { ttl_seconds: "1800" }],
    ["launch_ttl_seconds", { launch_ttl_seconds: 14 }],
    ["launch_ttl_seconds", { launch_ttl_seconds: 61 }],
    ["launch_page", { launch_page: "members" }],
    ["launch_page", { launch_page: "settings" }],
    ["resource", { session_type: "resource", resource: "", resource_id: "42" }],
    ["resource_id", { session_type: "resource", resource: "account", resource_id: "" }],
    ["resource", { session_type: "resource", resource: "a".repeat(129), resource_id: "42" }],
    ["allowed_origins", { allowed_origins: "https://app.example.com" }],
    ["allowed_origins", { allowed_origins: Array.from({ length: 11 }, (_, i) => `https://h${i}.example.com`) }],
    ["scopes", { scopes: "events.payload:read" }],
    ["scopes[1]", { scopes: ["events.payload:read", "events.payload:write"] }],
    ["scopes", { scopes: Array.from({ length: 21 }, () => "events.payload:read") }],
  ] as const)("%s: %j", async ([param, fields], { mint }) => {
    badRequest(await mint(fields), param);
  });

  it("and all of them at once", async ({ mint }) => {
    const answer = await mint({ role: "root", ttl_seconds: 1, scopes: ["x"] });
    expect(errorParams(refused(answer, "BadRequest"))).toEqual(["role", "ttl_seconds", "scopes[0]"]);
  });

  it.for([300, 3600])("a life of %i seconds is still good", async (ttl, { mint }) => {
    const session = ok(await mint({ ttl_seconds: ttl, launch_ttl_seconds: ttl === 300 ? 15 : 60 }), CreatedSession);
    expect(session.expires_in).toBe(ttl);
    expect(secondsUntil(session.launch_expires_at)).toBeCloseTo(ttl === 300 ? 15 : 60, -1);
  });
});

describe("appearance", () => {
  const appearance = {
    theme: "dark",
    colors: { brand: "#0a7", dark: { brand: "#00ffaa" } },
    radius: 8,
    density: "compact",
    font: { family: "Inter, Segoe UI", size: 15 },
    gutters: 0,
    hide_navigation: true,
    hide_titles: true,
  };

  it("is kept for the launch, as it was sent", async ({ server, tenant, mint }) => {
    ok(await mint({ appearance }), CreatedSession);
    const { rows } = await server.database.pool.query("select appearance from sessions where workspace_id = $1", [
      tenant.workspaceId,
    ]);
    expect(rows).toEqual([{ appearance }]);
  });

  it("may be left out, and null is as good as that", async ({ mint }) => {
    ok(await mint({ appearance: null }), CreatedSession);
    ok(await mint({ appearance: { theme: null, colors: { brand: null } } }), CreatedSession);
  });

  it.for([
    [{ theme: "blue" }, "appearance.theme"],
    [{ colors: { brand: "red" } }, "appearance.colors.brand"],
    [{ colors: { brand: "#0a7;}body{display:none}" } }, "appearance.colors.brand"],
    [{ colors: { dark: { text: "#12" } } }, "appearance.colors.dark.text"],
    [{ font: { family: "x;}</style>" } }, "appearance.font.family"],
    [{ radius: 25 }, "appearance.radius"],
  ] as const)("names what cannot be used: %j", async ([sent, param], { mint }) => {
    badRequest(await mint({ appearance: sent }), param);
  });
});

describe("language", () => {
  const language = {
    locale: "pt-BR",
    time_zone: "America/Sao_Paulo",
    phrases: { "connections.title": "Apps", "rules.count": "{count, plural, one {# rule} other {# rules}}" },
  };

  it("is kept for the launch, as it was sent", async ({ server, tenant, mint }) => {
    ok(await mint(language), CreatedSession);
    const { rows } = await server.database.pool.query(
      "select locale, time_zone, phrases from sessions where workspace_id = $1",
      [tenant.workspaceId],
    );
    expect(rows).toEqual([language]);
  });

  it.for([
    [{ locale: "no tag" }, "locale"],
    [{ time_zone: "Mars/Olympus" }, "time_zone"],
    [{ phrases: ["Apps"] }, "phrases"],
    [{ phrases: { title: "Apps" } }, "phrases.title"],
    [{ phrases: { "connections.title": 1 } }, "phrases.connections.title"],
    [{ phrases: { "connections.title": "{count, plural, one {x}}" } }, "phrases.connections.title"],
    [{ phrases: { "connections.title": "a".repeat(501) } }, "phrases.connections.title"],
    [{ phrases: Object.fromEntries([...Array(201).keys()].map((key) => [`a.b${key}`, "x"])) }, "phrases"],
  ] as const)("names what cannot be used: %j", async ([sent, param], { mint }) => {
    badRequest(await mint(sent), param);
  });
});

describe("what older hosts send", () => {
  it.for([
    ["/workspace/events", "events"],
    ["/workspace/connections/new", "connections"],
    ["/rules", "rules"],
    ["/workspace/dashboard?x=1", "dashboard"],
    ["/workspace/settings", "dashboard"],
    ["/eventsx", "dashboard"],
    ["events", "dashboard"],
    [7, "dashboard"],
  ] as const)("launch_path %j launches on %s", async ([launch_path, page], { mint }) => {
    const session = ok(await mint({ launch_path }), CreatedSession);
    expect(new URL(session.launch_url).pathname).toBe(`/workspace/${page}`);
  });

  it("launch_page decides where both are sent, and null is as good as none", async ({ mint }) => {
    const both = ok(await mint({ launch_path: "/workspace/events", launch_page: "rules" }), CreatedSession);
    expect(both.launch_url).toContain("/workspace/rules?");
    const none = ok(await mint({ launch_path: "/workspace/events", launch_page: null }), CreatedSession);
    expect(none.launch_url).toContain("/workspace/events?");
  });

  it("null for every key that may be left out means that it was left out", async ({ mint }) => {
    const keys = ["role", "session_type", "external_user_id", "ttl_seconds", "launch_ttl_seconds", "launch_page"];
    const fields = Object.fromEntries([...keys, "resource", "resource_id", "scopes"].map((key) => [key, null]));
    const session = ok(await mint(fields), CreatedSession);
    expect(session).toMatchObject({ role: "member", session_type: "workspace", expires_in: 1800 });
  });
});

describe("allowed_origins", () => {
  it.for([
    "https://app.example.com",
    "https://app.example.com:8443",
    "https://xn--bcher-kva.example",
    "https://my_app.example.com",
    "https://192.0.2.7",
    "https://[2001:db8::1]:8443",
    "http://localhost",
    "http://localhost:3000",
    "http://127.0.0.1:4000",
    "http://[::1]:4000",
  ])("takes the exact origin %s", async (origin, { mint }) => {
    ok(await mint({ allowed_origins: [HOST_ORIGIN, origin] }), CreatedSession);
  });

  it.for([
    "*",
    "https://*",
    "https://*.example.com",
    "https://app.*.com",
    "https://app.example.com:*",
    "http://localhost:*",
    "http://127.0.0.1:*",
    "https://user:pass@app.example.com",
    "http://app.example.com",
    "http://localhost.example.com",
    "http://10.0.0.1",
    "ws://localhost",
    "chrome-extension://abcdef",
    "tauri://localhost",
    "capacitor://localhost",
    "file://",
    "null",
    "app.example.com",
    "//app.example.com",
    "'self'",
    "'none'",
    "data:",
    "https:",
    "https://",
    "",
    "https://app.example.com;sandbox",
    "https://app.example.com,https://evil.example",
    "https://a'b.example",
    'https://a"b.example',
    "https://a$b.example",
    "https://.example.com",
    "https://a..example.com",
  ])("refuses %j, which has no origin that may embed", async (origin, { mint }) => {
    badRequest(await mint({ allowed_origins: [HOST_ORIGIN, origin] }), "allowed_origins[1]");
  });

  it.for([
    ["https://app.example.com/", "https://app.example.com"],
    ["https://app.example.com/path?x#y", "https://app.example.com"],
    ["https://app.example.com:443", "https://app.example.com"],
    ["https://app.example.com:8443/", "https://app.example.com:8443"],
    ["HTTPS://APP.example.com", "https://app.example.com"],
    ["https://b\u00fccher.example/a", "https://xn--bcher-kva.example"],
    [" https://app.example.com ", "https://app.example.com"],
    ["http://localhost:4000/embed", "http://localhost:4000"],
    ["http://127.1", "http://127.0.0.1"],
  ])("takes the origin of %j, and answers with it", async ([address, origin], { server, mint }) => {
    const session = ok(await mint({ allowed_origins: [address] }), CreatedSession);
    expect(session.allowed_origins).toEqual([origin]);
    const { rows } = await server.database.pool.query("select allowed_origins from sessions where id = $1", [
      session.session_id,
    ]);
    expect(rows).toEqual([{ allowed_origins: [origin] }]);
  });

  it.for([[[7]], [[null]], [[["https://a.example"]]]] as const)("refuses %j", async ([origins], { mint }) => {
    badRequest(await mint({ allowed_origins: origins }), "allowed_origins[0]");
  });

  it.for([[undefined], [[]]] as const)(
    "are required in production when the operator has no list (%j)",
    async ([origins], { mint }) => {
      const { error } = badRequest(await mint({ allowed_origins: origins }), "allowed_origins");
      expect(error.data?.[0]?.msg).toMatch(/operator has set no default/);
    },
  );

  it("are kept as they are, each once", async ({ server, tenant, api }) => {
    const session = await mintSession(api, tenant, {
      allowed_origins: [HOST_ORIGIN, "http://localhost:3000", HOST_ORIGIN],
    });
    const { rows } = await server.database.pool.query("select allowed_origins from sessions where id = $1", [
      session.session_id,
    ]);
    expect(rows).toEqual([{ allowed_origins: [HOST_ORIGIN, "http://localhost:3000"] }]);
  });
});

describe("the operator's default list", () => {
  async function originsWith(variables: Record<string, string>, origins?: string[]): Promise<unknown> {
    const other = await startTestServer(variables);
    try {
      const minter = await other.tenant();
      const body = { workspace_id: minter.workspaceId, ...(origins === undefined ? {} : { allowed_origins: origins }) };
      ok(await other.as(minter).send("POST", "/sessions", body), CreatedSession);
      return (await other.database.pool.query("select allowed_origins from sessions")).rows[0].allowed_origins;
    } finally {
      await other.close();
    }
  }

  it("over plain http are those of hosts that the operator has named", async () => {
    const hosts = { MESHES_EMBED_HTTP_HOSTS: "intranet.example, other.example" };
    expect(await originsWith(hosts, ["http://intranet.example:8080/app"])).toEqual(["http://intranet.example:8080"]);
    await expect(originsWith(hosts, ["http://elsewhere.example"])).rejects.toThrow();
  });

  it("of apps are those that the operator has named, to the letter", async () => {
    const apps = { MESHES_EMBED_APP_ORIGINS: "tauri://localhost, chrome-extension://abcdef" };
    const both = ["chrome-extension://abcdef", "tauri://localhost"];
    expect(await originsWith(apps, both)).toEqual(both);
    const others = [
      "tauri://localhost:1",
      "tauri://other",
      "TAURI://localhost",
      "tauri://localhost/",
      "capacitor://localhost",
    ];
    for (const other of others) await expect(originsWith(apps, [other]), other).rejects.toThrow();
  });

  it("applies when a session names none", async () => {
    const origins = "https://a.example, https://b.example:8443";
    expect(await originsWith({ MESHES_EMBED_ORIGINS: origins })).toEqual([
      "https://a.example",
      "https://b.example:8443",
    ]);
  });

  it("is replaced by what a session names", async () => {
    expect(await originsWith({ MESHES_EMBED_ORIGINS: "https://a.example" }, ["https://c.example"])).toEqual([
      "https://c.example",
    ]);
  });

  it.each(["development", "demo"])("is any port of the own machine in %s", async (mode) => {
    expect(await originsWith({ MESHES_ENV: mode })).toEqual(["http://localhost:*", "http://127.0.0.1:*"]);
  });
});
