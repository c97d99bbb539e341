import { DrizzleQueryError } from "drizzle-orm/errors";
import { expect, it } from "vitest";
import { createLog } from "./log.ts";

function logged(fields: object, level = "info"): string {
  const lines: string[] = [];
  createLog(level, { write: (line: string) => void lines.push(line) }).error(fields, "What happened");
  return lines.join("");
}

it.each(["authorization", "access_token", "launch_token", "secret", "password", "token", "publishable_key"])(
  "%s is removed",
  (name) => {
    const line = logged({ [name]: "planted", inner: { [name]: "planted" }, shown: "yes" });
    expect(line).not.toContain("planted");
    expect(line).toContain("[redacted]");
    expect(line).toContain('"shown":"yes"');
  },
);

it("a failed query is logged with its text and its cause, without its values", () => {
  const cause = Object.assign(new Error("duplicate key"), {
    code: "23505",
    detail: "Key (name)=(planted) already exists.",
  });
  const line = logged({ err: new DrizzleQueryError("insert into x values ($1)", ["planted $& value"], cause) });
  expect(line).toContain("insert into x values ($1)");
  expect(line).toContain("duplicate key");
  expect(line).toContain("log.test.ts");
  expect(line).not.toContain("planted");
  expect(logged({ err: cause })).not.toContain("planted");
  expect(logged({ err: cause })).toContain("23505");
});

it("an error that is none is logged as it is", () => {
  expect(logged({ err: "just text" })).toContain("just text");
});

it("the level decides", () => {
  expect(logged({}, "silent")).toBe("");
});
