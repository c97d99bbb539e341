import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { missingScopes } from "#lib/server/domain/connections/oauth/oauth-destination.ts";
import {
  accessTo,
  deliverOnce,
  describeProvider,
  testEgress,
  type ProviderContract,
} from "#lib/testing/providers/provider-contract.ts";
import {
  startScriptedProvider,
  type ScriptedAnswer,
  type ScriptedProvider,
  type Step,
} from "#lib/testing/providers/scripted-provider.ts";
import { zoom } from "./zoom.ts";

const TOKEN = "made-up-token-of-a-host";
const problem = (status: number, code: number, message = "Something", errors?: object[]) => ({
  status,
  json: { code, message, ...(errors === undefined ? {} : { errors }) },
});
const DATA = {
  email: "ada@example.com",
  first_name: "Ada",
  last_name: "Lovelace",
  org: "Sprocketry",
  no_of_employees: "1-20",
  country: "Belgium",
  phone: null,
  custom_questions: { Diet: "none", No: { " of guests": 3 }, Empty: "" },
};
const REGISTRANT = {
  email: "ada@example.com",
  first_name: "Ada",
  last_name: "Lovelace",
  org: "Sprocketry",
  no_of_employees: "1-20",
  custom_questions: [
    { title: "Diet", value: "none" },
    { title: "No. of guests", value: "3" },
  ],
};
const REGISTERED = {
  status: 201,
  json: { id: 85746065432, registrant_id: "r1", join_url: "https://zoom.us/w/1", topic: "Demo" },
};
const register = (
  of: "meetings" | "webinars",
  body: object = REGISTRANT,
  answer: ScriptedAnswer = REGISTERED,
): Step => ({
  method: "POST",
  path: `/v2/${of}/85746065432/registrants`,
  body,
  answer,
});
const meetings = (query: string, items: object[], next_page_token: string): Step => ({
  method: "GET",
  path: `/v2/users/me/meetings?type=upcoming&page_size=300${query}`,
  answer: { status: 200, json: { page_size: 300, next_page_token, meetings: items } },
});
const webinars = (page: number, items: object[]): Step => ({
  method: "GET",
  path: `/v2/users/me/webinars?type=upcoming&page_size=300&page_number=${page}`,
  answer: { status: 200, json: { page_size: 300, webinars: items } },
});
const full = Array.from({ length: 300 }, (_, index) => ({ id: 1000 + index, topic: `W${index}` }));
const actionOf = (of: "meetings" | "webinars") => ({
  metadata: { id: "85746065432" },
  data: DATA,
  steps: [register(of)],
  cases: [
    {
      name: "sends only what is mapped",
      data: { email: "ada@example.com", first_name: "Ada" },
      steps: [register(of, { email: "ada@example.com", first_name: "Ada" })],
      outcome: { kind: "delivered" },
    },
    {
      name: "sends nothing without a first name",
      data: { email: "ada@example.com", first_name: " " },
      steps: [],
      outcome: { kind: "failed", code: "mapping_error", says: /first_name/ },
    },
    {
      name: "registers the person without answers that are no object",
      data: { email: "ada@example.com", first_name: "Ada", custom_questions: "Diet" },
      steps: [register(of, { email: "ada@example.com", first_name: "Ada" })],
      outcome: { kind: "delivered" },
    },
  ] as const,
});

const contract: ProviderContract = {
  destination: zoom,
  settings: { metadata: {}, secrets: {} },
  accessToken: TOKEN,
  headers: { authorization: `Bearer ${TOKEN}` },
  identify: {
    steps: [
      {
        method: "GET",
        path: "/v2/users/me",
        answer: {
          status: 200,
          json: {
            id: "u1",
            account_id: "a1",
            email: "host@example.com",
            display_name: "Host",
            type: 2,
            pmi: 85746065432,
          },
        },
      },
    ],
    account: { id: "u1", label: "host@example.com" },
  },
  actions: { add_meeting_registrant: actionOf("meetings"), add_webinar_registrant: actionOf("webinars") },
  faults: [
    {
      class: "rate_limited",
      name: "too many in a second",
      answer: { ...problem(429, 429, "Too many"), headers: { "x-ratelimit-type": "QPS", "retry-after": "1" } },
      outcome: { kind: "retry", code: "rate_limited", retryAfterMs: 1000 },
    },
    {
      class: "transient",
      name: "an error of theirs",
      answer: { status: 500, text: "" },
      outcome: { kind: "retry", code: "rejected_server_error" },
    },
    {
      class: "auth",
      name: "an expired token, and there is no newer one",
      answer: problem(401, 124, "Access token is expired."),
      outcome: { kind: "inactive", code: "auth_failed", reason: "oauth_reauthorization_required" },
    },
    ...[4711, 4700].map((code) => ({
      class: "permission" as const,
      name: `a missing scope, ${code}`,
      answer: problem(400, code, "Invalid access token, does not contain scopes:[meeting:write:registrant]."),
      outcome: { kind: "failed" as const, code: "rejected_client_error" as const, says: /does not contain scopes/ },
    })),
    ...[200, 3027].map((code) => ({
      class: "permission" as const,
      name: `what the plan or the host may not, ${code}`,
      answer: problem(400, code, "Webinar plan is missing."),
      outcome: { kind: "failed" as const, code: "rejected_client_error" as const },
    })),
    ...[3001, 3038].map((code) => ({
      class: "target_gone" as const,
      name: `a meeting that is gone or over, ${code}`,
      answer: problem(code === 3001 ? 404 : 400, code, "Meeting does not exist"),
      outcome: {
        kind: "failed" as const,
        code: code === 3001 ? ("destination_not_found" as const) : ("invalid_request" as const),
        isTargetGone: true,
      },
    })),
    {
      class: "invalid",
      name: "a refused value",
      answer: problem(400, 300, "Validation Failed.", [{ field: "email", message: "Invalid email." }]),
      outcome: { kind: "failed", code: "invalid_request", says: /Validation Failed\. email: Invalid email\./ },
    },
    ...[1001, 1010, 3043].map((code) => ({
      class: "invalid" as const,
      name: `the refusal ${code}`,
      answer: problem(400, code),
      outcome: { kind: "failed" as const, code: "invalid_request" as const },
    })),
  ],
  actionData: {
    meetings: {
      steps: [
        meetings(
          "",
          [
            { id: 85746065432, topic: "Demo", type: 8, start_time: "2026-12-01T10:00:00Z" },
            { id: 85746065432, topic: "Demo", type: 8, start_time: "2026-12-08T10:00:00Z" },
            { id: 111, topic: "Instant", type: 1 },
          ],
          "p+2",
        ),
        meetings(
          "&next_page_token=p%2B2",
          [
            { id: 222, topic: "", type: 2 },
            { id: 333, topic: "Any time", type: 3 },
          ],
          "",
        ),
      ],
      items: [
        { id: "85746065432", name: "Demo, 2026-12-01 10:00 UTC" },
        { id: "222", name: "222" },
      ],
    },
    webinars: {
      steps: [webinars(1, full), webinars(2, [{ id: 5, topic: "Last", start_time: "2026-12-01T10:00:00Z" }])],
      items: [
        ...full.map(({ id, topic }) => ({ id: String(id), name: topic })),
        { id: "5", name: "Last, 2026-12-01 10:00 UTC" },
      ],
    },
  },
  onAmbiguous: "retry",
};

describeProvider(contract);

describe("the traps of zoom", () => {
  it("reads a Retry-After that is a date, for the person alone whose registrations of the day are used up", async () => {
    const at = new Date(Date.now() + 3_600_000);
    at.setMilliseconds(0);
    const answer = {
      ...problem(429, 429, "You have exceeded the daily rate limit (3) of requests permitted for this registrant"),
      headers: { "x-ratelimit-type": "Daily-limit", "retry-after": at.toISOString().replace(".000", "") },
    };
    const { outcome } = await deliverOnce(contract, "add_meeting_registrant", {
      ...contract.actions["add_meeting_registrant"],
      steps: [register("meetings", REGISTRANT, answer)],
    });
    expect(outcome).toMatchObject({ kind: "retry", code: "rate_limited", isNarrow: true });
    if (outcome.kind !== "retry") return;
    expect(outcome.retryAfterMs).toBeGreaterThan(3_500_000);
    expect(outcome.retryAfterMs).toBeLessThanOrEqual(3_600_000);
  });

  it("keeps ids as texts", () => {
    const [item] = contract.actionData?.["meetings"]?.items ?? [];
    expect(item?.id).toBe("85746065432");
  });

  it("rotates its refresh tokens, and uses them long before they die", () => {
    expect(zoom.oauth).toMatchObject({
      refresh: "refresh_token",
      idleRefreshMs: 30 * 86_400_000,
      clientAuthentication: "basic",
      pkce: "S256",
    });
    const answer = { access_token: "a", refresh_token: "b", expires_in: 3599, scope: "user:read:user" };
    expect(zoom.oauth?.readTokens?.(200, answer)).toMatchObject({ ok: true, grant: { refreshToken: "b" } });
  });

  it.each([4735, 4737, 4738, 4740, 4741])("takes the code %d for the end of a refresh token", (code) => {
    expect(zoom.oauth?.readTokens?.(400, { code, message: "Refresh token invalid" })).toMatchObject({
      ok: false,
      refusal: { code: String(code), isFinal: true },
    });
  });

  it.each([4702, 4704])("leaves the code %d, of the operator's client, to the operator", (code) => {
    expect(zoom.oauth?.readTokens?.(401, { code })).toMatchObject({ ok: false, refusal: { isFinal: false } });
  });

  it("takes no address of its API that is not Zoom's", () => {
    const capture = (api_url?: unknown) => zoom.oauth?.capture?.({ access_token: "x", api_url });
    expect(capture()).toEqual({ ok: true, value: {} });
    expect(capture("https://api-eu.zoom.us/v2")).toEqual({ ok: true, value: { api_url: "https://api-eu.zoom.us" } });
    for (const address of [
      "https://evil.example",
      "https://zoom.us.evil.example",
      "https://evilzoom.us",
      "http://api.zoom.us",
      "https://api.zoom.us:8443",
      "https://user:pass@api.zoom.us",
      "https://127.0.0.1",
    ]) {
      expect(capture(address)).toMatchObject({ ok: false });
    }
  });
});

describe("connecting zoom", () => {
  let provider: ScriptedProvider;
  const egress = testEgress();
  beforeAll(async () => {
    provider = await startScriptedProvider();
  });
  afterAll(async () => {
    await provider.close();
    await egress.close();
  });
  const access = () => accessTo(contract, provider, egress);

  it.each<[string, object, object]>([
    ["is scheduled, with registrations taken at once", { type: 2, settings: { approval_type: 0 } }, { ok: true }],
    ["is repeated, with registrations by hand", { type: 8, settings: { approval_type: 1 } }, { ok: true }],
    [
      "takes no registrations",
      { type: 2, settings: { approval_type: 2 } },
      { ok: false, fault: { class: "invalid", message: expect.stringMatching(/Registration is turned off/) } },
    ],
    ["has no time", { type: 3, settings: { approval_type: 0 } }, { ok: false, fault: { class: "invalid" } }],
  ])("checks a rule's meeting when it is saved: one that %s", async (_, json, result) => {
    const steps: Step[] = [{ method: "GET", path: "/v2/meetings/1", answer: { status: 200, json } }];
    provider.script(steps, contract.headers);
    expect(await zoom.checkRule?.({ action: "add_meeting_registrant", id: "1" }, access())).toMatchObject(result);
    expect(provider.problems()).toEqual([]);
  });

  it("says at once that a meeting does not exist", async () => {
    const answer = problem(404, 3001, "Meeting does not exist: 1.");
    provider.script([{ method: "GET", path: "/v2/meetings/1", answer }], contract.headers);
    expect(await zoom.checkRule?.({ action: "add_meeting_registrant", id: "1" }, access())).toMatchObject({
      ok: false,
      fault: { class: "target_gone" },
    });
  });

  it("offers no webinars to an account without the plan", async () => {
    const answer = problem(400, 200, "Webinar plan is missing.");
    provider.script([{ ...webinars(1, []), answer }], contract.headers);
    expect(await zoom.actionData["webinars"]?.(access())).toEqual({ ok: true, value: [] });
  });

  it("knows the scopes of older apps by their other names", () => {
    if (zoom.oauth === undefined) throw new Error("No OAuth");
    const older = ["meeting:read", "meeting:write", "webinar:read", "webinar:write", "user:read"];
    expect(missingScopes(zoom.oauth, older)).toEqual([]);
    expect(missingScopes(zoom.oauth, ["meeting:read", "user:read:user"]).map(({ subject }) => subject)).toEqual([
      "meeting:write:registrant",
      "webinar:read:list_webinars",
      "webinar:write:registrant",
    ]);
  });
});
