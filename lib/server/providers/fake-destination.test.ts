import { fakeDestination } from "#lib/testing/providers/fake-destination.ts";
import { describeProvider } from "#lib/testing/providers/provider-contract.ts";

const KEY = "key-of-the-made-up-account";
const CONTACTS = { method: "POST", path: "/contacts" } as const;

// A sixteenth destination is one definition: it passes the suite of the fifteen.
describeProvider({
  destination: fakeDestination,
  settings: { metadata: { api_url: "https://made-up.example" }, secrets: { api_key: KEY } },
  headers: { authorization: `Bearer ${KEY}` },
  identify: {
    steps: [{ ...CONTACTS, answer: { status: 200, json: {} } }],
    account: { id: "account-1", label: "Made-up account" },
  },
  actions: {
    add_to_segment: {
      metadata: { id: "1" },
      data: { email: "ada@example.com" },
      steps: [{ ...CONTACTS, body: { email: "ada@example.com" }, answer: { status: 200, json: {} } }],
      cases: [],
    },
    subscribe: {
      metadata: { id: "t" },
      steps: [{ method: "PUT", path: "/topics/t", answer: { status: 204 } }],
      cases: [],
    },
    set_topic: {
      metadata: { id: "t", value: "weekly" },
      steps: [{ ...CONTACTS, body: { t: "weekly" }, answer: { status: 200, json: {} } }],
      cases: [],
    },
    send_note: {
      metadata: { from: "ann@example.com", template: "Hello {{email}}" },
      payload: { email: "ada@example.com" },
      steps: [{ ...CONTACTS, body: { note: "Hello ada@example.com" }, answer: { status: 200, json: {} } }],
      cases: [],
    },
  },
  needs: { add_to_segment: undefined, subscribe: undefined, set_topic: undefined, send_note: undefined },
  faults: [
    {
      class: "rate_limited",
      name: "too many requests, with a date",
      answer: { status: 429, headers: { "retry-after": "2126-11-23T10:00:00Z" } },
      outcome: { kind: "retry", code: "rate_limited" },
    },
    {
      class: "transient",
      name: "an error of theirs",
      answer: { status: 500 },
      outcome: { kind: "retry", code: "rejected_server_error" },
    },
    {
      class: "auth",
      name: "a wrong key",
      answer: { status: 401 },
      outcome: { kind: "inactive", code: "auth_failed", reason: "authentication_invalid" },
    },
    {
      class: "permission",
      name: "a key that may not do this",
      answer: { status: 403 },
      outcome: { kind: "failed", code: "rejected_client_error", says: /does not allow this/ },
    },
    {
      class: "target_gone",
      name: "a segment that was deleted",
      answer: { status: 404 },
      outcome: { kind: "failed", code: "destination_not_found", isTargetGone: true },
    },
    {
      class: "invalid",
      name: "refused data",
      answer: { status: 422 },
      outcome: { kind: "failed", code: "validation_failed" },
    },
  ],
  actionData: {
    segments: {
      steps: [
        {
          method: "GET",
          path: "/segments",
          answer: { status: 200, json: { data: [{ id: "1", name: "A" }], next: "1" } },
        },
        {
          method: "GET",
          path: "/segments?page=1",
          answer: { status: 200, json: { data: [{ id: "2", name: "B" }], next: null } },
        },
      ],
      items: [
        { id: "1", name: "A" },
        { id: "2", name: "B" },
      ],
    },
    topics: {
      steps: [
        { method: "GET", path: "/topics", answer: { status: 200, json: { data: [{ id: "t", title: "News" }] } } },
      ],
      items: [{ id: "t", name: "News" }],
    },
  },
  fields: {
    steps: [
      { method: "GET", path: "/fields", answer: { status: 200, json: { fields: [{ key: "age", type: "number" }] } } },
    ],
    has: [{ key: "age", type: "number" }],
  },
  onAmbiguous: "retry",
});
