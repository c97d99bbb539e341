import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { emit, makeRule, untilEnded } from "#lib/testing/api/factories.ts";
import { createBrowser } from "#lib/testing/oauth/browser.ts";
import { MADE_UP } from "#lib/testing/oauth/consent-destination.ts";
import {
  beginAttempt,
  comeBack,
  connectInBrowser,
  decide,
  readAttempt,
  readOutcome,
  pressContinue,
} from "#lib/testing/oauth/oauth-journey.ts";
import { startOAuthServerFixture, type OAuthServerFixture } from "#lib/testing/oauth/oauth-server-fixture.ts";
import { PLAIN } from "#lib/testing/oauth/oauth-variations.ts";
import { until } from "#lib/testing/server/until.ts";

let world: OAuthServerFixture;
const notes: string[] = [];

beforeAll(async () => {
  world = await startOAuthServerFixture({
    provider: {
      api: ({ path, account, body }) => {
        if (account === undefined) return { status: 401 };
        if (path === "/notes") notes.push(body);
        return {
          status: 200,
          body: { id: account, label: account === "acct-1" ? "Ann & Co. Ürümqi" : "Second account" },
        };
      },
    },
  });
});
beforeEach(async () => {
  world.provider.vary(PLAIN);
  await world.renew();
});
afterAll(() => world.close());

const begin = (body?: object, api = world.api) => beginAttempt(api, world.tenant.workspaceId, body);
const read = (id: string) => readAttempt(world.api, id);
const reconnect = (connection: string) => begin({ connection });

async function deactivate(connectionId: string): Promise<void> {
  await world.server.database.pool.query(
    "update connections set active = false, inactive_reason = 'oauth_reauthorization_required' where id = $1",
    [connectionId],
  );
}

describe("connecting an account", () => {
  it("makes a connection that delivers, with tokens that are sealed and shown nowhere", async () => {
    const browser = createBrowser();
    const { attempt, start_url } = await begin({ type: MADE_UP, name: "Our notes" });
    expect(attempt).toMatchObject({ status: "waiting", is_reconnect: false, type: MADE_UP });
    const page = await connectInBrowser(start_url, {}, browser);
    expect(page.url).toBe(`${world.server.app.env.publicUrl}/oauth/done/${attempt.id}`);
    const done = await read(attempt.id);
    expect(done).toMatchObject({ status: "completed", account: { id: "acct-1" } });
    const connection = await world.connection(done.connection ?? "");
    expect(connection).toMatchObject({ name: "Our notes", type: MADE_UP, active: true });
    expect(connection.metadata).toEqual({ account_id: "acct-1", account_label: "Ann & Co. Ürümqi" });
    const tokens = await world.tokensOf(connection.id);
    expect(await world.provider.accountOf(String(tokens?.["access_token"]))).toBe("acct-1");
    expect(JSON.stringify([done, connection, page])).not.toContain(String(tokens?.["access_token"]));
    await makeRule(world.api, connection, { metadata: { action: "note" } });
    const event = await emit(world.api, world.tenant.workspaceId, { payload: { text: attempt.id } });
    expect((await untilEnded(world.api, event.id)).status).toBe("completed");
    expect(notes.some((note) => note.includes(attempt.id))).toBe(true);
    expect(await readOutcome(browser, world.server.url, attempt.id)).toEqual({
      status: "completed",
      provider: "Made up",
      is_reconnect: false,
      account: "Ann & Co. Ürümqi",
      warnings: [],
    });
  });

  it("names the connection after the account, and numbers a second one", async () => {
    expect((await world.connect()).name).toBe("Ann Co Urumqi");
    expect((await world.connect()).name).toBe("Ann Co Urumqi 2");
  });

  it("asks the provider with PKCE, the scopes and the registered call-back", async () => {
    const { start_url } = await begin();
    const browser = createBrowser();
    const response = await pressContinue(browser, await browser.open(start_url), () => true);
    expect(response.status).toBe(303);
    const location = response.url;
    const url = new URL(location);
    expect(url.origin + url.pathname).toBe(world.provider.authorizeUrl);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: "code",
      client_id: world.provider.clientId,
      redirect_uri: `${world.server.app.env.publicUrl}/oauth/callback/${MADE_UP}`,
      state: expect.stringMatching(/^[0-9a-f-]{36}\.[\w-]{43}$/),
      scope: "contacts:read contacts:write lists:read",
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: "S256",
    });
    expect(location).not.toContain("+");
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-frame-options": "DENY",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    });
    const cookie = response.headers.get("set-cookie");
    expect(cookie).toMatch(/^meshes_oauth_[0-9a-f]{32}=[\w-]{43}; Max-Age=7200; Path=\/oauth; HttpOnly; SameSite=Lax$/);
  });

  it("names what was not granted, and what does not work without it", async () => {
    world.provider.vary({ grantedScopes: ["contacts:read"] });
    const { warnings } = await world.connect();
    expect(warnings).toEqual([
      {
        code: "missing_scope",
        subject: "contacts:write",
        message:
          "The permission contacts:write was not granted. This does not work without it: doing what contacts:write is for.",
      },
      expect.objectContaining({ subject: "lists:read" }),
    ]);
  });

  it("shows the provider's own words when consent is refused", async () => {
    const { attempt, start_url } = await begin();
    await connectInBrowser(start_url, { decision: "refuse" });
    expect(await read(attempt.id)).toMatchObject({
      status: "failed",
      problem: { code: "access_denied", message: "The user refused the request" },
    });
    expect(await world.connections()).toEqual([]);
  });

  it("goes on in whichever of several openings agrees first, and the others' answers count for nothing", async () => {
    const { attempt, start_url } = await begin();
    const first = createBrowser();
    const forgotten = await decide(first, start_url);
    const second = createBrowser();
    await connectInBrowser(start_url, { account: "acct-2" }, second);
    await comeBack(first, forgotten);
    expect(await read(attempt.id)).toMatchObject({ status: "completed", account: { id: "acct-2" } });
    expect(await world.connections()).toHaveLength(1);
  });

  it("goes on in the first window although the link was opened and continued elsewhere since", async () => {
    const { attempt, start_url } = await begin();
    const first = createBrowser();
    const back = await decide(first, start_url);
    await decide(createBrowser(), start_url, { account: "acct-2" });
    await createBrowser().open(start_url);
    await fetch(start_url, { headers: { "sec-purpose": "prefetch" } });
    await comeBack(first, back);
    expect(await read(attempt.id)).toMatchObject({ status: "completed", account: { id: "acct-1" } });
  });

  it("goes on in either of two tabs of one browser", async () => {
    const { attempt, start_url } = await begin();
    const browser = createBrowser();
    const backs = [await decide(browser, start_url), await decide(browser, start_url, { account: "acct-2" })];
    await comeBack(browser, backs[0] ?? "");
    expect(await read(attempt.id)).toMatchObject({ status: "completed", account: { id: "acct-1" } });
  });

  it("stays connected when an answer that comes late is a failure", async () => {
    const { attempt, start_url } = await begin();
    const gate = Promise.withResolvers<void>();
    const slow = createBrowser();
    const forgotten = await decide(slow, start_url);
    const quick = createBrowser();
    const back = await decide(quick, start_url, { account: "acct-2" });
    let asked = 0;
    world.provider.vary({ beforeTokenAnswer: () => (++asked === 1 ? gate.promise : Promise.resolve()) });
    const late = comeBack(slow, forgotten);
    await until("the first answer to be on its way", () => asked === 1);
    await comeBack(quick, back);
    expect((await read(attempt.id)).status).toBe("completed");
    world.provider.forget("acct-1");
    gate.resolve();
    await late;
    const { status, account, problem } = await read(attempt.id);
    expect([status, account?.id, problem]).toEqual(["completed", "acct-2", undefined]);
  });

  it("connects two accounts at once in one browser", async () => {
    const browser = createBrowser();
    const one = await begin({ type: MADE_UP, name: "One" });
    const two = await begin({ type: MADE_UP, name: "Two" });
    const [first, second] = [
      await decide(browser, one.start_url),
      await decide(browser, two.start_url, { account: "acct-2" }),
    ];
    await Promise.all([comeBack(browser, first), comeBack(browser, second)]);
    expect((await read(one.attempt.id)).account?.id).toBe("acct-1");
    expect((await read(two.attempt.id)).account?.id).toBe("acct-2");
  });

  it("does not connect what was canceled while the provider was asked, and gives the access back", async () => {
    const { attempt, start_url } = await begin();
    world.provider.vary({
      beforeTokenAnswer: async () => void (await world.api.send("POST", `/oauth-attempts/${attempt.id}/cancel`)),
    });
    const revoked = world.provider.revoked.length;
    await connectInBrowser(start_url);
    expect((await read(attempt.id)).status).toBe("canceled");
    expect(await world.connections()).toEqual([]);
    // Other tenants of this file use the account, so the provider's one grant for it stays.
    expect(world.provider.revoked).toHaveLength(revoked);
  });

  it("does not connect for a session that was revoked meanwhile", async () => {
    const session = await world.session();
    const { attempt, start_url } = await begin(undefined, session);
    world.provider.vary({
      beforeTokenAnswer: async () => void (await world.api.send("DELETE", `/sessions/${session.id}`)),
    });
    await connectInBrowser(start_url);
    expect(await read(attempt.id)).toMatchObject({ status: "failed", problem: { code: "session_ended" } });
    expect(await world.connections()).toEqual([]);
  });

  it("does not open the start page of a session that has ended", async () => {
    const session = await world.session();
    const { attempt, start_url } = await begin(undefined, session);
    const browser = createBrowser();
    const opened = await browser.open(start_url);
    await world.server.database.pool.query(
      "update sessions set created_at = now() - interval '25 hours' where id = $1",
      [session.id],
    );
    const late = createBrowser();
    expect((await late.open(start_url)).text).toContain("The session in which this was begun has ended");
    expect((await read(attempt.id)).status).toBe("waiting");
    expect((await pressContinue(browser, opened)).url).toMatch(/\/oauth\/done\//);
    expect(await read(attempt.id)).toMatchObject({ status: "failed", problem: { code: "session_ended" } });
  });

  it("says what kept the provider from giving access, and can be begun again", async () => {
    const { attempt, start_url } = await begin();
    const browser = createBrowser();
    const back = await decide(browser, start_url);
    world.provider.forget("acct-1");
    await comeBack(browser, back);
    expect(await read(attempt.id)).toMatchObject({ status: "failed", problem: { code: "invalid_grant" } });
    expect((await world.connect()).active).toBe(true);
  });

  it("ends with its hour, before and after the person has agreed", async () => {
    const before = await begin();
    const after = await begin();
    const browser = createBrowser();
    const back = await decide(browser, after.start_url);
    await world.server.database.pool.query("update oauth_attempts set expires_at = now() where id = any($1)", [
      [before.attempt.id, after.attempt.id],
    ]);
    expect((await browser.open(before.start_url)).text).toContain("This link has expired");
    await comeBack(browser, back);
    expect((await read(before.attempt.id)).status).toBe("expired");
    expect((await read(after.attempt.id)).status).toBe("expired");
    expect((await readOutcome(browser, world.server.url, after.attempt.id)).status).toBe("expired");
    expect(await world.connections()).toEqual([]);
  });
});

describe("connecting again", () => {
  it("repairs the connection of the same account, and what waited is delivered", async () => {
    const connection = await world.connect();
    await makeRule(world.api, connection, { metadata: { action: "note" } });
    await deactivate(connection.id);
    const event = await emit(world.api, world.tenant.workspaceId, { payload: { text: connection.id } });
    await until("the delivery to wait", async () => {
      const { rows } = await world.server.database.pool.query(
        "select 1 from rule_events where event_id = $1 and waiting_since is not null",
        [event.id],
      );
      return rows.length > 0;
    });
    const before = await world.tokensOf(connection.id);
    const { attempt, start_url } = await reconnect(connection.id);
    expect(attempt).toMatchObject({ is_reconnect: true, connection: connection.id });
    world.provider.vary({ grantedScopes: ["contacts:read", "contacts:write"] });
    await connectInBrowser(start_url);
    expect((await read(attempt.id)).status).toBe("completed");
    const repaired = await world.connection(connection.id);
    expect(repaired).toMatchObject({ active: true, name: connection.name, warnings: [{ subject: "lists:read" }] });
    expect(await world.tokensOf(connection.id)).not.toEqual(before);
    expect((await untilEnded(world.api, event.id)).status).toBe("completed");
    world.provider.vary(PLAIN);
    await connectInBrowser((await reconnect(connection.id)).start_url);
    expect((await world.connection(connection.id)).warnings).toBeUndefined();
  });

  it("asks before another account takes the place, and changes nothing until then", async () => {
    const connection = await world.connect();
    const before = await world.tokensOf(connection.id);
    const browser = createBrowser();
    const { attempt, start_url } = await reconnect(connection.id);
    await connectInBrowser(start_url, { account: "acct-2" }, browser);
    expect(await read(attempt.id)).toMatchObject({
      status: "confirming",
      account: { id: "acct-2", label: "Second account" },
      previous_account: { id: "acct-1" },
    });
    expect(await world.tokensOf(connection.id)).toEqual(before);
    expect((await readOutcome(browser, world.server.url, attempt.id)).previous_account).toBe("Ann & Co. Ürümqi");
    const confirmed = await world.api.send("POST", `/oauth-attempts/${attempt.id}/confirm`);
    expect(confirmed.body).toMatchObject({ status: "completed", account: { id: "acct-2" } });
    expect((await world.connection(connection.id)).metadata).toMatchObject({ account_id: "acct-2" });
    const tokens = await world.tokensOf(connection.id);
    expect(await world.provider.accountOf(String(tokens?.["access_token"]))).toBe("acct-2");
    expect((await world.api.send("POST", `/oauth-attempts/${attempt.id}/confirm`)).status).toBe(409);
  });

  it("keeps the account when the other one is not accepted", async () => {
    const connection = await world.connect();
    const { attempt, start_url } = await reconnect(connection.id);
    await connectInBrowser(start_url, { account: "acct-2" });
    const canceled = await world.api.send("POST", `/oauth-attempts/${attempt.id}/cancel`);
    expect(canceled.body).toMatchObject({ status: "canceled" });
    expect((await world.connection(connection.id)).metadata).toMatchObject({ account_id: "acct-1" });
    const { rows } = await world.server.database.pool.query<{ grant_sealed: string | null }>(
      "select grant_sealed from oauth_attempts where id = $1",
      [attempt.id],
    );
    expect(rows[0]?.grant_sealed).toBeNull();
    expect((await world.api.send("POST", `/oauth-attempts/${attempt.id}/confirm`)).status).toBe(409);
  });

  it("finishes two attempts on one connection one after the other, and the last account counts", async () => {
    const connection = await world.connect();
    const browser = createBrowser();
    const [one, two] = [await reconnect(connection.id), await reconnect(connection.id)];
    const backs = [await decide(browser, one.start_url), await decide(browser, two.start_url)];
    await Promise.all(backs.map((back) => comeBack(browser, back)));
    expect([(await read(one.attempt.id)).status, (await read(two.attempt.id)).status]).toEqual([
      "completed",
      "completed",
    ]);
    const tokens = await world.tokensOf(connection.id);
    expect(await world.provider.accountOf(String(tokens?.["access_token"]))).toBe("acct-1");
  });

  it("says so when the connection was deleted meanwhile", async () => {
    const connection = await world.connect();
    const { attempt, start_url } = await reconnect(connection.id);
    const other = await reconnect(connection.id);
    world.provider.vary({
      beforeTokenAnswer: async () => void (await world.api.send("DELETE", `/connections/${connection.id}`, {})),
    });
    await connectInBrowser(start_url);
    expect(await read(attempt.id)).toMatchObject({ status: "failed", problem: { code: "connection_deleted" } });
    expect(await world.tokensOf(connection.id)).toBeUndefined();
    expect((await createBrowser().open(other.start_url)).text).toContain("The connection was deleted in the meantime.");
    expect((await read(other.attempt.id)).status).toBe("waiting");
  });
});
