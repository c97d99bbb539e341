import { expect, test } from "vitest";
import { HttpError, ownOrigin } from "./http.ts";
import { sessionRequest } from "./session-request.ts";

const ORIGIN = "http://127.0.0.1:4000";

test("a session is asked for with the host's own origin and only with the keys that the page gave", () => {
  expect(sessionRequest({ role: "owner", page: "events", extra: 1 }, "w", ORIGIN)).toEqual({
    workspace_id: "w",
    external_user_id: "joost.owner",
    role: "owner",
    launch_page: "events",
    allowed_origins: [ORIGIN],
  });
});

test("the page can replace the allowed origins, and an empty list sends none", () => {
  const replaced = sessionRequest({ allowed_origins: ["https://other.example"] }, "w", ORIGIN);
  expect(replaced["allowed_origins"]).toEqual(["https://other.example"]);
  expect(sessionRequest({ allowed_origins: [] }, "w", ORIGIN)).not.toHaveProperty("allowed_origins");
});

test("the own origin is what the browser names, and another site's is refused", () => {
  expect(ownOrigin({ host: "127.0.0.1:4000" })).toBe(ORIGIN);
  expect(ownOrigin({ host: "demo.example", origin: "https://demo.example" })).toBe("https://demo.example");
  expect(() => ownOrigin({ host: "127.0.0.1:4000", origin: "https://evil.example" })).toThrow(HttpError);
  expect(() => ownOrigin({ host: "127.0.0.1:4000", origin: "null" })).toThrow(HttpError);
});
