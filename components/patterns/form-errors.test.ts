import type { FieldPath } from "react-hook-form";
import { describe, expect, it, vi } from "vitest";
import { showFieldErrors } from "#components/patterns/form-errors.ts";
import { ApiError } from "#lib/client/api-error.ts";
import type { ErrorDetail } from "#lib/contracts/errors.ts";

type Form = { name: string; headers: { name: string }[] };

function fieldOf(param: string): FieldPath<Form> | undefined {
  if (param === "name") return param;
  return param === "headers.0.name" ? param : undefined;
}

function refusal(data: ErrorDetail[]) {
  return new ApiError({ status: 400, name: "BadRequest", message: "Invalid", data });
}

describe("showFieldErrors", () => {
  it("puts a complaint about a list item at its field", () => {
    const setError = vi.fn();
    const error = refusal([{ param: "headers[0].name", msg: "Reserved" }]);
    expect(showFieldErrors<Form>({ error, setError, fieldOf })).toBe(true);
    expect(setError).toHaveBeenCalledWith("headers.0.name", { type: "server", message: "Reserved" });
  });

  it("says when a complaint has no field in the form", () => {
    const error = refusal([
      { param: "name", msg: "Too long" },
      { param: "workspace", msg: "Unknown" },
    ]);
    expect(showFieldErrors<Form>({ error, setError: vi.fn(), fieldOf })).toBe(false);
  });

  it("leaves an error without parameters to the form", () => {
    const setError = vi.fn();
    expect(showFieldErrors<Form>({ error: refusal([]), setError, fieldOf })).toBe(false);
    expect(showFieldErrors<Form>({ error: new Error("x"), setError, fieldOf })).toBe(false);
    expect(setError).not.toHaveBeenCalled();
  });
});
