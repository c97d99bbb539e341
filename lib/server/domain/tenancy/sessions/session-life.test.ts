import { randomBytes } from "node:crypto";
import { describe, expect } from "vitest";
import {
  CurrentSession,
  RefreshedSession,
  RevokedSession,
  SessionsPage,
  type CreatedSession,
} from "#lib/contracts/sessions.ts";
import { parseKeyRing } from "#lib/server/runtime/sealed-secrets.ts";
import { badRequest, ok, refused } from "#lib/testing/api/answers.ts";
import { apiClient, machineToken, type ApiAnswer, type ApiClient } from "#lib/testing/api/api-client.ts";
import { makeWorkspace, mintSession } from "#lib/testing/api/factories.ts";
import { testVariables } from "#lib/testing/server/test-env.ts";
import type { TestServer } from "#lib/testing/server/test-server.ts";
import { it as base } from "#lib/testing/server/test.ts";
import { createTokenSigner } from "../keys/token-signer.ts";
import type { Tenant } from "../provision.ts";
import { redeemLaunch } from "./redeem-launch.ts";

const it = base
  .extend("session", ({ api, tenant }) => mintSession(api, tenant))
  .extend("calls", ({ server, api, session }) => ({
    refresh: async (id = session.session_id) => ok(await api.send("POST", `/sessions/${id}/refresh`), RefreshedSession),
    revoke: () => api.send("DELETE", `/sessions/${session.session_id}`),
    /** Lets time pass for this session, in the one place that knows the time. */
    update: (set: string, id = session.session_id) =>
      server.database.pool.query(`update sessions set ${set} where id = $1`, [id]),
  }));

function sessionWith(server: TestServer, token: string): Promise<ApiAnswer> {
  return apiClient(server.url, { kind: "bearer", token }).send("GET", "/session");
}

/** A token as the server signs it, with claims of our own. */
function signed(
  session: CreatedSession,
  audience: "meshes-embed" | "meshes-launch",
  claims: { sessionId?: string; version?: number; expiresAt?: Date },
) {
  const signer = createTokenSigner(parseKeyRing(testVariables()["MESHES_SIGNING_KEYS"] ?? ""));
  return signer.sign(audience, {
    sessionId: session.session_id,
    version: 1,
    expiresAt: new Date(Date.now() + 60_000),
    ...claims,
  });
}

describe("an access token", () => {
  it("opens its session", async ({ server, session }) => {
    expect(ok(await sessionWith(server, session.access_token), CurrentSession).session_id).toBe(session.session_id);
  });

  it.for<[what: string, make: (session: CreatedSession, tenant: Tenant) => string | Promise<string>]>([
    ["has expired", (session) => signed(session, "meshes-embed", { expiresAt: new Date(Date.now() - 1000) })],
    [
      "is for a session that does not exist",
      (session) => signed(session, "meshes-embed", { sessionId: "sess_0190a000-0000-7000-8000-000000000000" }),
    ],
    ["is a launch token", (session) => session.launch_token],
    ["is a launch token, signed anew", (session) => signed(session, "meshes-launch", {})],
    ["was cut", (session) => session.access_token.slice(0, -2)],
    [
      "was changed",
      (session) => session.access_token.replace(/\.(.)/, (_, first: string) => `.${first === "a" ? "b" : "a"}`),
    ],
    [
      "is signed with another key",
      (session) => {
        const signer = createTokenSigner(parseKeyRing(`test:${randomBytes(32).toString("base64")}`));
        return signer.sign("meshes-embed", {
          sessionId: session.session_id,
          version: 1,
          expiresAt: new Date(Date.now() + 60_000),
        });
      },
    ],
    [
      "is signed with a key of another name",
      (session) => {
        const signer = createTokenSigner(parseKeyRing(`other:${randomBytes(32).toString("base64")}`));
        return signer.sign("meshes-embed", {
          sessionId: session.session_id,
          version: 1,
          expiresAt: new Date(Date.now() + 60_000),
        });
      },
    ],
    [
      "is signed with a machine's secret",
      (session, tenant) => machineToken(tenant, { claims: { aud: "meshes-embed", sub: session.session_id, ver: 1 } }),
    ],
    [
      "is not signed",
      (session) => `${Buffer.from('{"alg":"none"}').toString("base64url")}.${session.access_token.split(".")[1]}.`,
    ],
  ])("is refused when it %s", async ([_what, make], { server, tenant, session }) => {
    refused(await sessionWith(server, await make(session, tenant)), "Unauthorized");
  });

  it("from the future of its session is stale", async ({ server, session }) => {
    refused(await sessionWith(server, await signed(session, "meshes-embed", { version: 2 })), "StaleToken");
    refused(await sessionWith(server, await signed(session, "meshes-embed", { version: 0 })), "StaleToken");
  });

  it("stays good while the signing keys rotate", async ({ session }) => {
    const old = testVariables()["MESHES_SIGNING_KEYS"] ?? "";
    const ring = `new:${randomBytes(32).toString("base64")},${old}`;
    const both = createTokenSigner(parseKeyRing(ring));
    expect((await both.verify("meshes-embed", session.access_token)).kind).toBe("valid");
    const fresh = await both.sign("meshes-embed", {
      sessionId: session.session_id,
      version: 1,
      expiresAt: new Date(Date.now() + 1000),
    });
    expect((await createTokenSigner(parseKeyRing(old)).verify("meshes-embed", fresh)).kind).toBe("invalid");
  });
});

describe("a refresh", () => {
  it("gives the same session a new token of the same life, and nothing to launch with", async ({
    server,
    session,
    calls,
  }) => {
    const { session_id, role, session_type, workspace_id } = session;
    const refreshed = await calls.refresh();
    expect(refreshed).toMatchObject({ session_id, role, session_type, workspace_id, expires_in: 1800 });
    expect(refreshed.access_token).not.toBe(session.access_token);
    expect(Object.keys(refreshed).filter((key) => key.startsWith("launch"))).toEqual([]);
    ok(await sessionWith(server, refreshed.access_token), CurrentSession);
  });

  it("keeps the resource of a resource session", async ({ tenant, api, calls }) => {
    const resource = { session_type: "resource", resource: "account", resource_id: "42" };
    const { session_id } = await mintSession(api, tenant, resource);
    expect(await calls.refresh(session_id)).toMatchObject(resource);
  });

  it("leaves the token before it a moment, and then says that it is stale", async ({ server, session, calls }) => {
    const refreshed = await calls.refresh();
    ok(await sessionWith(server, session.access_token), CurrentSession);
    const { rows } = await server.database.pool.query(
      "select extract(epoch from previous_token_until - now()) as seconds from sessions where id = $1",
      [session.session_id],
    );
    expect(Number(rows[0].seconds)).toBeGreaterThan(5);
    expect(Number(rows[0].seconds)).toBeLessThanOrEqual(10);
    await calls.update("previous_token_until = now() - interval '1 millisecond'");
    const { error } = refused(await sessionWith(server, session.access_token), "StaleToken");
    expect(error.message).toMatch(/refreshed/);
    ok(await sessionWith(server, refreshed.access_token), CurrentSession);
  });

  it("ends the token before the last one at once", async ({ server, session, calls }) => {
    await calls.refresh();
    const last = await calls.refresh();
    refused(await sessionWith(server, session.access_token), "StaleToken");
    ok(await sessionWith(server, last.access_token), CurrentSession);
  });

  it("gives every one of several at once a token, of which the last two are good", async ({ server, calls }) => {
    const all = await Promise.all(Array.from({ length: 5 }, () => calls.refresh()));
    const statuses = await Promise.all(
      all.map(async ({ access_token }) => (await sessionWith(server, access_token)).status),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(2);
  });

  it("works when the access token has expired", async ({ server, calls }) => {
    await calls.update("access_expires_at = now() - interval '1 hour', created_at = now() - interval '2 hours'");
    ok(await sessionWith(server, (await calls.refresh()).access_token), CurrentSession);
  });

  it("ends with the day of the session", async ({ api, session, calls }) => {
    await calls.update("created_at = now() - interval '23 hours 50 minutes'");
    const refreshed = await calls.refresh();
    expect(refreshed.expires_in).toBeGreaterThan(590);
    expect(refreshed.expires_in).toBeLessThanOrEqual(600);
    await calls.update("created_at = now() - interval '24 hours 1 second'");
    const { error } = refused(await api.send("POST", `/sessions/${session.session_id}/refresh`), "Conflict");
    expect(error.message).toMatch(/24 hours/);
  });

  it("is refused for a revoked session", async ({ api, session, calls }) => {
    await calls.revoke();
    const { error } = refused(await api.send("POST", `/sessions/${session.session_id}/refresh`), "Conflict");
    expect(error.message).toMatch(/revoked/);
  });
});

describe("revoking", () => {
  it("ends the tokens of the session at once, the launch too, and can be repeated", async ({
    server,
    session,
    calls,
  }) => {
    const { access_token: refreshed } = await calls.refresh();
    expect(ok(await calls.revoke(), RevokedSession)).toEqual({ revoked: true });
    expect(ok(await calls.revoke(), RevokedSession)).toEqual({ revoked: true });
    for (const token of [session.access_token, refreshed]) {
      expect(refused(await sessionWith(server, token), "Unauthorized").error.message).toBe("The session was revoked");
    }
    expect(await redeemLaunch(server.app, session.launch_token, "browser")).toMatchObject({
      kind: "refused",
      reason: "revoked",
    });
  });

  it("keeps the moment of the first time", async ({ server, session, calls }) => {
    await calls.revoke();
    await calls.update("revoked_at = '2026-01-01T00:00:00Z'");
    await calls.revoke();
    const { rows } = await server.database.pool.query("select revoked_at from sessions where id = $1", [
      session.session_id,
    ]);
    expect(rows[0].revoked_at.toISOString()).toBe("2026-01-01T00:00:00.000Z");
  });

  it("leaves other sessions alone", async ({ server, tenant, api, calls }) => {
    const other = await mintSession(api, tenant);
    await calls.revoke();
    ok(await sessionWith(server, other.access_token), CurrentSession);
  });
});

describe("the list of sessions", () => {
  async function list(tenant: Tenant, api: ApiClient, query = ""): Promise<SessionsPage> {
    return ok(await api.send("GET", `/sessions?workspace_id=${tenant.workspaceId}${query}`), SessionsPage);
  }
  type SessionsPage = ReturnType<typeof SessionsPage.parse>;
  const idsOf = ({ records }: SessionsPage) => records.map(({ session_id }) => session_id);

  it("shows every session of the workspace, newest first, with no token", async ({ tenant, api, session }) => {
    const resource = await mintSession(api, tenant, {
      session_type: "resource",
      resource: "account",
      resource_id: "42",
      role: "owner",
    });
    const user = await mintSession(api, tenant, { external_user_id: "ann" });
    await mintSession(api, { ...tenant, workspaceId: (await makeWorkspace(api)).id });
    const page = await list(tenant, api);
    expect(idsOf(page)).toEqual([user.session_id, resource.session_id, session.session_id]);
    expect(page).toMatchObject({ count: 3, limit: 50, next_cursor: null });
    expect(page.records).toMatchObject([
      { external_user_id: "ann", status: "active", is_expired: false },
      { session_type: "resource", resource: "account", resource_id: "42", role: "owner" },
      { role: "member" },
    ]);
    expect(JSON.stringify(page)).not.toContain("eyJ");
  });

  it("tells active from revoked, and keeps an expired one active", async ({ tenant, api, session, calls }) => {
    const other = await mintSession(api, tenant);
    await calls.revoke();
    expect(idsOf(await list(tenant, api, "&status=revoked"))).toEqual([session.session_id]);
    expect(idsOf(await list(tenant, api, "&status=active"))).toEqual([other.session_id]);
    await calls.update("access_expires_at = now() - interval '1 second'", other.session_id);
    expect((await list(tenant, api, "&status=active")).records).toMatchObject([
      { session_id: other.session_id, status: "active", is_expired: true },
    ]);
  });

  it("filters by resource and by its id", async ({ tenant, api }) => {
    const pair = (resource: string, resource_id: string) =>
      mintSession(api, tenant, { session_type: "resource", resource, resource_id });
    const [a1, a2, b1] = [await pair("a", "1"), await pair("a", "2"), await pair("b", "1")];
    expect(idsOf(await list(tenant, api, "&resource=a"))).toEqual([a2.session_id, a1.session_id]);
    expect(idsOf(await list(tenant, api, "&resource_id=1"))).toEqual([b1.session_id, a1.session_id]);
    expect(idsOf(await list(tenant, api, "&resource=a&resource_id=2"))).toEqual([a2.session_id]);
    expect(idsOf(await list(tenant, api, "&resource=c"))).toEqual([]);
  });

  it.for([
    ["/sessions", "workspace_id"],
    ["/sessions?workspace_id=", "workspace_id"],
    ["/sessions?workspace_id=x&status=expired", "status"],
    ["/sessions?workspace_id=x&limit=0", "limit"],
    ["/sessions?workspace_id=x&cursor=!", "cursor"],
  ] as const)("refuses %s", async ([path, param], { api }) => {
    badRequest(await api.send("GET", path), param);
  });
});
