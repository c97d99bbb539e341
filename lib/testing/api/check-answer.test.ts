import { describe, expect, it } from "vitest";
import { checkAnswer, type Exchange } from "./check-answer.ts";

const ID = "0190a000-0000-7000-8000-000000000000";
const AT = "2026-11-23T00:00:00.000Z";
const WORKSPACE = { id: ID, name: "Acme", description: null, version: 1, created_at: AT, updated_at: AT };
const NOT_FOUND = { message: "Not Found", error: { name: "NotFound", message: "No such object" } };
const HEADERS = {
  "content-type": "application/json",
  "x-request-id": "1",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
};

type Answer = { method?: string; path?: string; status?: number; headers?: object; body?: unknown; text?: string };

function exchange({ method = "GET", path = "/workspaces", status = 200, headers = {}, body, text }: Answer): Exchange {
  const found = new Headers(Object.entries({ ...HEADERS, ...headers }).filter(([, value]) => value !== ""));
  return { method, url: `http://x/api/v1${path}`, status, headers: found, text: text ?? JSON.stringify(body) };
}

const page = (record: object) => ({ count: 1, limit: 50, next_cursor: null, records: [record] });

describe("an answer that the document declares", () => {
  it.each<[string, Answer]>([
    ["a success", { body: page(WORKSPACE) }],
    ["a refusal", { path: `/workspaces/${ID}`, status: 404, body: NOT_FOUND }],
    ["no such path", { path: "/nothing", status: 404, body: NOT_FOUND }],
    ["a wrong method", { method: "PATCH", status: 405, headers: { allow: "GET" }, body: NOT_FOUND }],
    ["HEAD", { method: "HEAD", text: "" }],
    ["keys that differ by connection", { path: "/rules/x", body: rule({ action: "send_webhook", more: [1] }) }],
    [
      "an open refusal of ingest",
      {
        path: "/events",
        method: "POST",
        status: 401,
        headers: { "access-control-allow-origin": "*" },
        body: NOT_FOUND,
      },
    ],
  ])("passes: %s", (_name, answer) => {
    expect(checkAnswer(exchange(answer))).toEqual([]);
  });
});

describe("an answer that it does not declare", () => {
  it.each<[string, Answer, RegExp]>([
    ["a status", { status: 202, body: page(WORKSPACE) }, /status 202/],
    ["a status of another operation", { status: 409, body: NOT_FOUND }, /status 409/],
    ["a success on an unknown path", { path: "/nothing", body: {} }, /status 200/],
    ["404 for a known path without ids", { status: 404, body: NOT_FOUND }, /status 404/],
    ["another type", { headers: { "content-type": "text/html" }, text: "" }, /text\/html/],
    ["a missing key", { body: page({ ...WORKSPACE, name: undefined }) }, /name/],
    ["a wrong value", { body: page({ ...WORKSPACE, id: "x" }) }, /uuid/],
    ["a key too many, inside", { body: page({ ...WORKSPACE, secret: 1 }) }, /additional properties/],
    ["a key too many, outside", { body: { ...page(WORKSPACE), total: 1 } }, /additional properties/],
    ["a refusal outside the envelope", { path: `/workspaces/${ID}`, status: 404, body: { error: "x" } }, /message/],
    ["no request id", { headers: { "x-request-id": "" }, body: page(WORKSPACE) }, /x-request-id/],
    ["405 without Allow", { method: "PATCH", status: 405, body: NOT_FOUND }, /allow/],
    ["503 without Retry-After", { status: 503, body: NOT_FOUND }, /retry-after/],
    [
      "permission for other sites",
      { headers: { "access-control-allow-origin": "*" }, body: page(WORKSPACE) },
      /other sites/,
    ],
    ["HEAD with a body", { method: "HEAD", body: {} }, /HEAD/],
  ])("is found: %s", (_name, answer, problem) => {
    expect(checkAnswer(exchange(answer)).join()).toMatch(problem);
  });
});

function rule(metadata: object) {
  const of = {
    connection: ID,
    workspace: ID,
    type: "webhook",
    event: "a",
    active: true,
    hidden: false,
    created_by: "x",
    version: 1,
  };
  return { id: ID, ...of, metadata, created_at: AT, updated_at: AT };
}
