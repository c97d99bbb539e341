import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createLog } from "#lib/server/runtime/log.ts";
import { createBrowser } from "#lib/testing/oauth/browser.ts";
import { MADE_UP } from "#lib/testing/oauth/consent-destination.ts";
import {
  beginAttempt,
  comeBack,
  connectInBrowser,
  decide,
  readAttempt,
  pressContinue,
} from "#lib/testing/oauth/oauth-journey.ts";
import { startOAuthServerFixture, type OAuthServerFixture } from "#lib/testing/oauth/oauth-server-fixture.ts";
import { PLAIN } from "#lib/testing/oauth/oauth-variations.ts";

let world: OAuthServerFixture;
const logged: string[] = [];

beforeAll(async () => {
  const log = createLog("trace", { write: (line: string) => void logged.push(line) });
  world = await startOAuthServerFixture({ log });
});
beforeEach(async () => {
  world.provider.vary(PLAIN);
  await world.renew();
});
afterAll(() => world.close());

const database = () => world.server.database.pool;
const begin = (body?: object) => beginAttempt(world.api, world.tenant.workspaceId, body);
const statusOf = async (id: string) => (await readAttempt(world.api, id)).status;
const done = () => `${world.server.app.env.publicUrl}/oauth/done`;
const isResult = (url: string) => url.includes("/oauth/done");
const outcomeStatus = async (browser: ReturnType<typeof createBrowser>, id: string) =>
  (await browser.open(`${world.server.url}/oauth/outcome/${id}`)).status;

describe("the start page", () => {
  it.each([
    ["a guessed ticket", (url: string) => url.replace(/ticket=.*/, `ticket=${"A".repeat(43)}`)],
    ["no ticket", (url: string) => url.replace(/\?.*/, "")],
    [
      "the ticket of another attempt",
      (url: string) => url.replace(/start\/[^?]*/, "start/0190a000-0000-7000-8000-000000000000"),
    ],
    ["an id that is none", (url: string) => url.replace(/start\/[^?]*/, "start/x")],
  ])("leads nowhere with %s", async (_what, change) => {
    const { attempt, start_url } = await begin();
    const browser = createBrowser();
    const page = await browser.open(change(start_url), { stopAt: isResult });
    expect([page.status, page.url]).toEqual([303, done()]);
    expect(page.headers.getSetCookie()).toEqual([]);
    expect(await statusOf(attempt.id)).toBe("waiting");
    expect(await outcomeStatus(browser, attempt.id)).toBe(404);
  });

  it("does not begin anything for somebody who only asks whether it is there", async () => {
    const { attempt, start_url } = await begin();
    expect((await fetch(start_url, { method: "HEAD", redirect: "manual" })).headers.has("location")).toBe(false);
    expect(await statusOf(attempt.id)).toBe("waiting");
  });

  it("says who asks for what, and begins nothing however often it is looked at", async () => {
    const session = await world.session({ external_user_id: "ann@bikes.example" });
    const { attempt, start_url } = await beginAttempt(session, world.tenant.workspaceId);
    const before = await database().query("select * from oauth_attempts where id = $1", [attempt.id]);
    const visits: Record<string, string>[] = [
      {},
      { "sec-purpose": "prefetch" },
      { "user-agent": "Slackbot-LinkExpanding 1.0" },
    ];
    for (const headers of visits) {
      const page = await fetch(start_url, { headers });
      const text = await page.text();
      for (const told of ["Made up", "Organization", "Workspace", "ann@bikes.example", "A new connection"])
        expect(text).toContain(told);
      expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none'; .*frame-ancestors 'none'/);
      expect(page.headers.get("x-frame-options")).toBe("DENY");
    }
    expect((await database().query("select * from oauth_attempts where id = $1", [attempt.id])).rows).toEqual(
      before.rows,
    );
    expect((await database().query("select from oauth_openings where attempt_id = $1", [attempt.id])).rowCount).toBe(0);
  });

  it("escapes what tenants have typed", async () => {
    const { start_url } = await begin();
    await database().query("update workspaces set name = $2 where id = $1", [
      world.tenant.workspaceId,
      `<img src=x onerror=alert(1)>"'`,
    ]);
    const text = await (await fetch(start_url)).text();
    expect(text).not.toContain("<img");
    expect(text).toContain("&lt;img src=x");
  });

  it("sends nobody to the provider whom another site's form has sent here", async () => {
    const { attempt, start_url } = await begin();
    const url = new URL(start_url);
    const ticket = url.searchParams.get("ticket") ?? "";
    const browser = createBrowser();
    const own = await browser.open(start_url);
    const proof = /name="proof" value="([^"]*)"/.exec(own.text)?.[1] ?? "";
    const post = (form: Record<string, string>, headers: Record<string, string> = {}) =>
      fetch(url.origin + url.pathname, {
        method: "POST",
        redirect: "manual",
        headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
        body: new URLSearchParams(form).toString(),
      });
    const cookie = `meshes_oauth_form=${"A".repeat(43)}`;
    for (const answer of [
      await post({ ticket }),
      await post({ ticket, proof }),
      await post({ ticket, proof }, { cookie }),
      await post({ ticket, proof: "x" }, { cookie }),
      await post({ ticket, proof }, { cookie, "sec-fetch-site": "cross-site" }),
    ]) {
      expect(answer.status).toBe(303);
      expect(answer.headers.get("location")).toContain(`/oauth/start/${attempt.id}?ticket=`);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
    expect(await statusOf(attempt.id)).toBe("waiting");
    expect((await post({})).headers.get("location")).toBe(done());
    expect((await post({ ticket: "x".repeat(5_000) })).status).toBe(413);
  });

  it("is not fooled by a proof that belongs to another link", async () => {
    const [mine, theirs] = [await begin(), await begin()];
    const browser = createBrowser();
    const own = await browser.open(mine.start_url);
    const forged = {
      ...own,
      url: theirs.start_url,
      text: own.text.replace(
        /name="ticket" value="[^"]*"/,
        `name="ticket" value="${new URL(theirs.start_url).searchParams.get("ticket")}"`,
      ),
    };
    expect((await pressContinue(browser, forged, (url) => url.includes("/oauth/start/"))).url).toContain("again=1");
    expect(await statusOf(theirs.attempt.id)).toBe("waiting");
  });

  it.each(["PUT", "DELETE", "OPTIONS"])("takes no %s", async (method) => {
    const { start_url } = await begin();
    const answer = await fetch(start_url, { method, redirect: "manual" });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, POST"]);
    expect(answer.headers.get("x-frame-options")).toBe("DENY");
  });
});

describe("the call-back", () => {
  it("takes a state once", async () => {
    const browser = createBrowser();
    const { attempt, start_url } = await begin();
    const back = await decide(browser, start_url);
    await comeBack(browser, back);
    const requests = world.provider.tokenRequests.length;
    const again = await comeBack(browser, back);
    expect(again.url).toBe(`${done()}/${attempt.id}`);
    expect(world.provider.tokenRequests).toHaveLength(requests);
    expect(await world.connections()).toHaveLength(1);
  });

  it("goes on for one of two call-backs at the same moment", async () => {
    const browser = createBrowser();
    const { start_url } = await begin();
    const back = await decide(browser, start_url);
    const requests = world.provider.tokenRequests.length;
    await Promise.all([back, back, back].map((url) => comeBack(browser, url)));
    expect(world.provider.tokenRequests).toHaveLength(requests + 1);
    expect(await world.connections()).toHaveLength(1);
  });

  it.each([
    ["another secret", (state: string) => state.replace(/\..*/, `.${"A".repeat(43)}`)],
    ["only the attempt", (state: string) => state.replace(/\..*/, "")],
    ["nothing", () => ""],
    ["what PostgreSQL cannot hold", () => "\u0000"],
  ])("refuses a state that is made of %s, and the good one still works", async (_what, forge) => {
    const browser = createBrowser();
    const { attempt, start_url } = await begin();
    const back = new URL(await decide(browser, start_url));
    const forged = new URL(back);
    forged.searchParams.set("state", forge(back.searchParams.get("state") ?? ""));
    await comeBack(browser, forged.href);
    expect(await statusOf(attempt.id)).toBe("at_provider");
    await comeBack(browser, back.href);
    expect(await statusOf(attempt.id)).toBe("completed");
  });

  it("refuses the state of an attempt in another browser, so nobody connects an account for somebody else", async () => {
    const browser = createBrowser();
    const { attempt, start_url } = await begin();
    const back = await decide(browser, start_url);
    const stranger = createBrowser();
    expect((await comeBack(stranger, back)).url).toBe(done());
    const withOwn = await begin();
    await decide(stranger, withOwn.start_url);
    expect((await comeBack(stranger, back)).url).toBe(done());
    expect(await statusOf(attempt.id)).toBe("at_provider");
    expect(await outcomeStatus(stranger, attempt.id)).toBe(404);
    expect(await world.connections()).toEqual([]);
  });

  it("refuses a code under the address of another provider", async () => {
    const browser = createBrowser();
    const { attempt, start_url } = await begin();
    const back = await decide(browser, start_url);
    expect((await comeBack(browser, back.replace(`/callback/${MADE_UP}`, "/callback/slack"))).url).toBe(done());
    expect((await comeBack(browser, back.replace(`/callback/${MADE_UP}`, "/callback/nobody"))).url).toBe(done());
    expect(await statusOf(attempt.id)).toBe("at_provider");
  });

  it("leads to no other site, and repeats nothing of its address", async () => {
    const browser = createBrowser();
    const { attempt, start_url } = await begin();
    const back = new URL(await decide(browser, start_url));
    back.searchParams.set("redirect_uri", "https://evil.example");
    back.searchParams.set("next", "//evil.example");
    const page = await comeBack(browser, back.href);
    expect([page.status, page.url]).toEqual([303, `${done()}/${attempt.id}`]);
    expect(Object.fromEntries(page.headers)).toMatchObject({
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-frame-options": "DENY",
    });
    expect(page.text).toBe("");
  });

  it("keeps the provider's words short and printable", async () => {
    const browser = createBrowser();
    const { attempt, start_url } = await begin();
    const back = new URL(await decide(browser, start_url));
    back.searchParams.delete("code");
    back.searchParams.set("error", "access_denied\n\u0000");
    back.searchParams.set("error_description", `<script>alert(1)</script>${"x".repeat(5_000)}`);
    await comeBack(browser, back.href);
    const { status, problem } = await readAttempt(world.api, attempt.id);
    expect(status).toBe("failed");
    expect(problem?.code).toBe("access_denied");
    expect(problem?.message).toHaveLength(500);
  });

  it("says when the provider sent neither a code nor a reason", async () => {
    const browser = createBrowser();
    const { attempt, start_url } = await begin();
    const back = new URL(await decide(browser, start_url));
    back.searchParams.delete("code");
    await comeBack(browser, back.href);
    expect((await readAttempt(world.api, attempt.id)).problem?.code).toBe("invalid_callback");
  });
});

describe("what the provider answers", () => {
  it.each([
    "http://169.254.169.254/",
    "https://made-up.example.evil.example",
    "https://127.0.0.1",
    "https://u:p@a.made-up.example",
  ])("is not followed to %s", async (address) => {
    const { attempt, start_url } = await begin();
    world.provider.vary({ tokenFields: { instance_url: address } });
    const revoked = world.provider.revoked.length;
    await connectInBrowser(start_url);
    expect(await readAttempt(world.api, attempt.id)).toMatchObject({ status: "failed", problem: { code: "invalid" } });
    expect(await world.connections()).toEqual([]);
    expect(world.provider.revoked.length).toBeGreaterThanOrEqual(revoked);
  });
});

describe("an attempt", () => {
  it("is seen by sessions of its workspace alone", async () => {
    const { attempt } = await begin();
    const { tenant } = world;
    const other = await world.session({}, await world.server.tenant());
    for (const [method, path] of [
      ["GET", ""],
      ["POST", "/confirm"],
      ["POST", "/cancel"],
    ] as const) {
      expect((await other.send(method, `/oauth-attempts/${attempt.id}${path}`)).status).toBe(404);
    }
    const own = await world.session({ role: "member" }, tenant);
    expect((await own.send("GET", `/oauth-attempts/${attempt.id}`)).status).toBe(200);
  });

  it("leaves no code, state, ticket, cookie, verifier or token in the log", async () => {
    const browser = createBrowser();
    const { attempt, start_url } = await begin();
    const back = await decide(browser, start_url);
    const page = await comeBack(browser, back);
    expect(await statusOf(attempt.id)).toBe("completed");
    const [connection] = await world.connections();
    const tokens = await world.tokensOf(connection?.id ?? "");
    const form = world.provider.tokenRequests.at(-1)?.form ?? {};
    const url = new URL(back);
    const secrets = [
      new URL(start_url).searchParams.get("ticket"),
      url.searchParams.get("state")?.split(".")[1],
      url.searchParams.get("code"),
      form["code_verifier"],
      tokens?.["access_token"],
      tokens?.["refresh_token"],
      world.provider.clientSecret,
      ...page.headers.getSetCookie(),
    ];
    expect(secrets.every((secret) => typeof secret === "string" && secret.length > 10)).toBe(true);
    const text = logged.join("\n");
    expect(text).toContain(`/oauth/start/${attempt.id}`);
    expect(secrets.filter((secret) => text.includes(String(secret)))).toEqual([]);
  });
});
