import { expect } from "vitest";
import type { CreatedSession } from "#lib/contracts/sessions.ts";
import { HOST_ORIGIN, mintSession } from "#lib/testing/api/factories.ts";
import type { TestServer } from "#lib/testing/server/test-server.ts";
import { it as base } from "#lib/testing/server/test.ts";
import { redeemLaunch } from "./redeem-launch.ts";

const it = base
  .extend("session", ({ api, tenant }) => mintSession(api, tenant, { session_type: "dashboard" }))
  .extend("launch", ({ server, session }) => {
    const redeem = (token = session.launch_token, browser: string | undefined = "browser") =>
      redeemLaunch(server.app, token, browser);
    async function usedSecondsAgo(seconds: number): Promise<void> {
      const set = "update sessions set launch_used_at = now() - make_interval(secs => $2) where id = $1";
      await server.database.pool.query(set, [session.session_id, seconds]);
    }
    const accepted = () => ({
      kind: "accepted",
      sessionId: session.session_id,
      sessionType: "dashboard",
      allowedOrigins: [HOST_ORIGIN],
      language: {},
    });
    return { redeem, usedSecondsAgo, accepted };
  });

/** Another clock for the server: its tokens expire by it. */
function later(server: TestServer, seconds: number) {
  const at = () => new Date(Date.now() + seconds * 1000);
  const { sign, verify } = server.app.signer;
  return {
    db: server.app.db,
    signer: {
      sign,
      verify: async (...args: Parameters<typeof verify>) => {
        const result = await verify(...args);
        return result.kind === "valid" && result.claims.expiresAt <= at()
          ? { ...result, kind: "expired" as const }
          : result;
      },
    },
  };
}

it("opens the session that the token names", async ({ launch }) => {
  expect(await launch.redeem()).toEqual(launch.accepted());
});

it("is accepted again for ten seconds from its first use, and then never", async ({ launch }) => {
  await launch.redeem();
  expect(await launch.redeem()).toEqual(launch.accepted());
  await launch.usedSecondsAgo(9);
  expect(await launch.redeem()).toEqual(launch.accepted());
  await launch.usedSecondsAgo(10.5);
  expect(await launch.redeem()).toEqual({ kind: "refused", reason: "used", allowedOrigins: [HOST_ORIGIN] });
});

it("is not kept alive by being used again and again", async ({ server, session, launch }) => {
  await launch.usedSecondsAgo(9);
  await launch.redeem();
  const { rows } = await server.database.pool.query(
    "select extract(epoch from now() - launch_used_at) as age from sessions where id = $1",
    [session.session_id],
  );
  expect(Number(rows[0].age)).toBeGreaterThan(8.9);
});

it("is used once, by whichever of many requests the database sees first", async ({ server, session, launch }) => {
  const results = await Promise.all(Array.from({ length: 20 }, () => launch.redeem()));
  expect(results.map(({ kind }) => kind)).toEqual(results.map(() => "accepted"));
  const { rows } = await server.database.pool.query("select count(launch_used_at) as n from sessions where id = $1", [
    session.session_id,
  ]);
  expect(rows).toEqual([{ n: "1" }]);
  await launch.usedSecondsAgo(11);
  const late = await Promise.all(Array.from({ length: 20 }, () => launch.redeem()));
  expect(late.map(({ kind }) => kind)).toEqual(late.map(() => "refused"));
});

it("is used by one of many browsers that open it at once, and refused to the others", async ({ session, launch }) => {
  const browsers = Array.from({ length: 40 }, (_, n) => `browser ${n}`);
  const results = await Promise.all(browsers.map((browser) => launch.redeem(session.launch_token, browser)));
  const refused = { kind: "refused", reason: "used", allowedOrigins: [HOST_ORIGIN] };
  expect(results.filter(({ kind }) => kind === "accepted")).toEqual([launch.accepted()]);
  expect(results.filter(({ kind }) => kind === "refused")).toEqual(Array.from({ length: 39 }, () => refused));
});

it("is not used up by being looked at", async ({ server, session, launch }) => {
  const look = () => redeemLaunch(server.app, session.launch_token, undefined);
  expect(await look()).toEqual(launch.accepted());
  const { rows } = await server.database.pool.query("select launch_used_at from sessions where id = $1", [
    session.session_id,
  ]);
  expect(rows).toEqual([{ launch_used_at: null }]);
  expect(await launch.redeem()).toEqual(launch.accepted());
  expect(await look()).toMatchObject({ kind: "refused", reason: "used" });
});

it("is refused after its expiry, also within the ten seconds", async ({ server, session }) => {
  expect(await redeemLaunch(later(server, 29), session.launch_token, "browser")).toMatchObject({ kind: "accepted" });
  expect(await redeemLaunch(later(server, 31), session.launch_token, "browser")).toEqual({
    kind: "refused",
    reason: "expired",
    allowedOrigins: [HOST_ORIGIN],
  });
});

it("is refused when the session was revoked, before and after its first use", async ({
  server,
  tenant,
  session,
  launch,
}) => {
  const used = await mintSession(server.as(tenant), tenant);
  await launch.redeem(used.launch_token);
  for (const { session_id } of [session, used]) await server.as(tenant).send("DELETE", `/sessions/${session_id}`);
  expect(await launch.redeem()).toMatchObject({ kind: "refused", reason: "revoked" });
  expect(await launch.redeem(used.launch_token)).toMatchObject({ kind: "refused", reason: "revoked" });
});

it.for<[what: string, token: (session: CreatedSession) => string]>([
  ["an access token", (session) => session.access_token],
  ["a cut token", (session) => session.launch_token.slice(0, -1)],
  [
    "a token that was changed",
    (session) => session.launch_token.replace(/\.(.)/, (_, first: string) => `.${first === "a" ? "b" : "a"}`),
  ],
  [
    "an unsigned token",
    (session) => `${Buffer.from('{"alg":"none"}').toString("base64url")}.${session.launch_token.split(".")[1]}.`,
  ],
  ["no token at all", () => ""],
  ["some text", () => "launch"],
])("knows nothing of %s", async ([_what, token], { session, launch }) => {
  expect(await launch.redeem(token(session))).toEqual({
    kind: "refused",
    reason: "unknown",
    allowedOrigins: undefined,
  });
});

it("knows nothing of a session that is gone", async ({ server, session, launch }) => {
  await server.database.pool.query("delete from sessions where id = $1", [session.session_id]);
  expect(await launch.redeem()).toEqual({ kind: "refused", reason: "unknown", allowedOrigins: undefined });
});
