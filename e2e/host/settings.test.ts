import { expect, test } from "vitest";
import { changedSearch, hashOf, readSettings, sessionBody } from "./public/settings.js";

test("without a query the demo opens a workspace session that may read payloads", () => {
  expect(sessionBody(readSettings("", ""))).toEqual({
    role: "admin",
    page: "dashboard",
    session_type: "workspace",
    scopes: ["events.payload:read"],
    ttl_seconds: undefined,
    allowed_origins: undefined,
  });
});

test("the query sets the session, and empty lists mean none", () => {
  const query = "?role=owner&type=resource&page=events&resource=shop&resource_id=x&ttl=300&scopes=&allowed_origins=a,b";
  expect(sessionBody(readSettings(query, ""))).toEqual({
    role: "owner",
    page: "events",
    session_type: "resource",
    resource: "shop",
    resource_id: "x",
    scopes: [],
    ttl_seconds: 300,
    allowed_origins: ["a", "b"],
  });
});

test("a reload comes back to the page in the hash when the session may open it", () => {
  expect(readSettings("?page=rules", "#/workspace/events/42").page).toBe("events");
  expect(readSettings("?type=resource&page=rules", "#/connections").page).toBe("rules");
});

test("only a path becomes a hash", () => {
  expect(hashOf({ page: "events", path: "/events/42" })).toBe("#/events/42");
  expect(hashOf({ page: "rules" })).toBe("#/rules");
  expect(hashOf({ path: "javascript:alert(1)" })).toBeNull();
});

test("a changed control keeps the rest of the query", () => {
  expect(changedSearch("?ttl=300&role=member", { role: "owner" })).toBe("?ttl=300&role=owner");
});

test("a look that the page knows goes into the session, the standard one does not", () => {
  expect(sessionBody(readSettings("?look=dark", ""))).toMatchObject({ appearance: { theme: "dark" } });
  expect(sessionBody(readSettings("?look=standard", ""))).not.toHaveProperty("appearance");
  expect(readSettings("?look=constructor", "").look).toBe("standard");
});
