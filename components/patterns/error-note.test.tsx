import { ErrorNote } from "#components/patterns/error-note.tsx";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { ApiError, type ApiErrorName } from "#lib/client/api-error.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const failure = (status: number, name: ApiErrorName, message = "As the server says it", requestId?: string) =>
  new ApiError({ status, name, message, requestId });

test.for([
  [failure(0, "NetworkError"), "The server could not be reached. Check the connection and try again."],
  [failure(401, "SessionEnded"), "Your session has ended. Reload the page that contains this workspace."],
  [failure(403, "Forbidden"), "Your role does not allow this. Ask an administrator of your workspace."],
  [failure(404, "NotFound"), "It no longer exists, or it belongs to another workspace."],
  [failure(429, "TooManyRequests"), "Too many requests in a short time. Wait a few seconds and try again."],
  [failure(500, "InternalServerError"), "Something went wrong on the server. Trying again may help."],
  [failure(409, "Conflict", "This rule exists already."), "This rule exists already."],
  [failure(422, "UnprocessableEntity", "The event is too long."), "The event is too long."],
  [new TypeError("x is undefined"), "Something unexpected happened on this page."],
] as const)("says of %s in plain words what to do", async ([error, words], { workspace }) => {
  const page = await workspace.open(<ErrorNote title="The rule was not saved." error={error} />);
  await expect.element(page.getByRole("alert")).toHaveTextContent(`The rule was not saved. ${words}`);
  await expect.element(page.getByText(/Request ID/)).not.toBeInTheDocument();
});

test("names the request, for who asks the support", async ({ workspace }) => {
  const error = failure(500, "InternalServerError", "Broken", "req_1");
  const page = await workspace.open(<ErrorState error={error} />);
  await expect.element(page.getByRole("alert")).toMatchTextContent("Request ID req_1");
  await expect.element(page.getByText(/Broken/)).not.toBeInTheDocument();
});

test("offers another try only where it can answer otherwise", async ({ workspace }) => {
  let tries = 0;
  const retry = () => void (tries += 1);
  const page = await workspace.open(<ErrorState error={failure(503, "ServiceUnavailable")} onRetry={retry} />);
  await page.getByRole("button", { name: "Retry" }).click();
  expect(tries).toBe(1);
  for (const error of [failure(403, "Forbidden"), failure(404, "NotFound"), failure(401, "SessionEnded")]) {
    await page.rerender(<ErrorState error={error} onRetry={retry} />);
    await expect.element(page.getByRole("button")).not.toBeInTheDocument();
  }
});
