import { describe, expect, it } from "vitest";
import { isDatabaseUnavailable, isDataError, isTransientConflict, isUniqueViolation, findPgError } from "./pg-error.ts";

const pgError = (code: string, more: object = {}) => Object.assign(new Error("from PostgreSQL"), { code, ...more });
const wrapped = (error: Error) => new Error("Failed query", { cause: new Error("again", { cause: error }) });

describe("an error of the database", () => {
  it("is found below what a library wrapped around it", () => {
    expect(findPgError(wrapped(pgError("23505", { constraint: "a_name" })))).toEqual({
      code: "23505",
      constraint: "a_name",
    });
    expect(findPgError(pgError("40001"))).toEqual({ code: "40001" });
  });

  it.each([
    undefined,
    null,
    "23505",
    { code: "23505" },
    new Error("plain"),
    Object.assign(new Error("odd"), { code: 5 }),
  ])("is not %j", (error) => {
    expect(findPgError(error)).toBeUndefined();
    expect(
      isUniqueViolation(error, "a_name") ||
        isTransientConflict(error) ||
        isDataError(error) ||
        isDatabaseUnavailable(error),
    ).toBe(false);
  });

  it("is not looked for without end", () => {
    const circle = new Error("circle");
    circle.cause = circle;
    expect(findPgError(circle)).toBeUndefined();
  });

  it("is a duplicate only of the constraint in question", () => {
    const error = wrapped(pgError("23505", { constraint: "a_name" }));
    expect(isUniqueViolation(error, "a_name")).toBe(true);
    expect(isUniqueViolation(error, "b_name")).toBe(false);
    expect(isUniqueViolation(pgError("23503", { constraint: "a_name" }), "a_name")).toBe(false);
  });

  it.each([
    ["40P01", { conflict: true, away: true }],
    ["40001", { conflict: true, away: true }],
    ["22P05", { data: true }],
    ["22021", { data: true }],
    ["54001", { data: true }],
    ["08006", { away: true }],
    ["53100", { away: true }],
    ["53300", { away: true }],
    ["57P01", { away: true }],
    ["57P03", { away: true }],
    ["25006", { away: true }],
    ["ECONNREFUSED", { away: true }],
    ["ECONNRESET", { away: true }],
    ["23505", {}],
    ["42P01", {}],
    ["57014", { away: true }],
  ])(
    "%s means %j",
    (
      code,
      { conflict = false, data = false, away = false }: { conflict?: boolean; data?: boolean; away?: boolean },
    ) => {
      const error = wrapped(pgError(code));
      expect([isTransientConflict(error), isDataError(error), isDatabaseUnavailable(error)]).toEqual([
        conflict,
        data,
        away,
      ]);
    },
  );

  it.each(["Connection terminated unexpectedly", "timeout exceeded when trying to connect"])(
    "that says '%s' means that the database is away",
    (message) => {
      expect(isDatabaseUnavailable(new Error("Failed query", { cause: new Error(message) }))).toBe(true);
    },
  );
});
