import { expect, it } from "vitest";
import { toLocale } from "#lib/i18n/languages.ts";
import { workspaceTexts } from "#lib/i18n/texts/workspace.ts";
import { createTranslate } from "#lib/i18n/translator.ts";
import { describeRoute } from "./describe-route.ts";

const translateTo = async (tag: string) => {
  const locale = toLocale(tag, undefined);
  return createTranslate(workspaceTexts, await workspaceTexts.read(locale.language), { locale, phrases: {} });
};
const t = await translateTo("en");

it.each([
  ["/workspace/dashboard", "", { page: "dashboard", path: "/workspace/dashboard", title: "Dashboard" }],
  ["/workspace/events", "status=failed", { page: "events", path: "/workspace/events?status=failed", title: "Events" }],
  ["/workspace/events/42", "", { page: "event", path: "/workspace/events/42", title: "Event" }],
  [
    "/workspace/connections/new",
    "",
    { page: "connections", path: "/workspace/connections/new", title: "New connection" },
  ],
  [
    "/workspace/connections/new/slack",
    "attempt=1",
    { page: "connections", path: "/workspace/connections/new/slack?attempt=1", title: "New connection" },
  ],
  [
    "/workspace/connections/42",
    "",
    { page: "connections", path: "/workspace/connections/42", title: "Edit connection" },
  ],
  [
    "/workspace/connections/0190a000/mappings",
    "",
    { page: "connection_mappings", path: "/workspace/connections/0190a000/mappings", title: "Connection mappings" },
  ],
  ["/workspace/rules/0190a000", "", { page: "rules", path: "/workspace/rules/0190a000", title: "Edit rule" }],
  ["/workspace/rules/new", "", { page: "rules", path: "/workspace/rules/new", title: "New rule" }],
])("describes %s?%s", (pathname, search, expected) => {
  expect(describeRoute(pathname, search, t)).toEqual(expected);
});

it("never tells the launch token", () => {
  expect(describeRoute("/workspace/rules", "launch=secret&event=a", t)?.path).toBe("/workspace/rules?event=a");
});

it("says nothing about other addresses", () => {
  expect(describeRoute("/workspace/members", "", t)).toBeUndefined();
  expect(describeRoute("/", "", t)).toBeUndefined();
});

it("names a page in the language of the person", async () => {
  expect(describeRoute("/workspace/rules/new", "", await translateTo("de-AT"))?.title).toBe("Neue Regel");
});
