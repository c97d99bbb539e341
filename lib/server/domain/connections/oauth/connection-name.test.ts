import fc from "fast-check";
import { expect, it } from "vitest";
import { ConnectionName } from "#lib/contracts/connections.ts";
import { nameFrom, namesLike } from "./connect-account.ts";

it.each([
  ["Acme", "Acme"],
  ["Müller & Søn, Ltd.", "Muller S n Ltd"],
  ["ann@example.com", "ann example com"],
  ["株式会社", "Slack"],
  ["", "Slack"],
])("names a connection to %j %j", (label, name) => {
  expect(nameFrom(label, "Slack")).toBe(name);
});

it("makes names that a connection may have, whatever the label, and each of them once", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (label) => {
      const names = namesLike(nameFrom(label, "Slack"));
      expect(new Set(names).size).toBe(names.length);
      expect(names.filter((name) => !ConnectionName.safeParse(name).success)).toEqual([]);
    }),
  );
});
