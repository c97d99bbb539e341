import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { render } from "vitest-browser-react";
import { SessionGate } from "#components/shell/session-gate.tsx";
import type { FrameStatus } from "#components/shell/use-embed.ts";
import { createQueryClient } from "#lib/client/query-client.ts";
import { sessionQuery, useSession } from "#lib/client/session.ts";
import { heldReply, refusal } from "#lib/testing/page/fake-api.ts";
import { buildSession } from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

function Page() {
  const { can, isEnded } = useSession();
  return <p>{`The page: ${isEnded ? "ended" : "open"}, ${can("write_rules") ? "may" : "may not"} write rules`}</p>;
}

function Gate({ status }: { status: FrameStatus }) {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      <Inner status={status} />
    </QueryClientProvider>
  );
}

function Inner({ status }: { status: FrameStatus }) {
  const session = useQuery({ ...sessionQuery, enabled: status === "ready" });
  return (
    <SessionGate status={status} session={session} allowedOrigins={[]}>
      <Page />
    </SessionGate>
  );
}

test("says outside of a host page where the workspace belongs, and asks for nothing", async ({ api }) => {
  const page = await render(<Gate status="not_embedded" />);
  await expect.element(page.getByRole("heading", { name: "This workspace is part of another page" })).toBeVisible();
  await expect.element(page.getByText("The page", { exact: false })).not.toBeInTheDocument();
  expect(api.calls()).toEqual([]);
});

test("says whom it waits for: the host, or the server", async ({ api }) => {
  const slow = heldReply();
  api.on("GET", "/session", slow.reply);
  const page = await render(<Gate status="waiting" />);
  await expect.element(page.getByRole("heading")).toMatchTextContent("Waiting for the host page…");
  await page.rerender(<Gate status="ready" />);
  await expect.element(page.getByRole("heading")).toMatchTextContent("Loading the workspace…");
  slow.answer(buildSession({ capabilities: [] }));
  await expect.element(page.getByText("The page: open, may not write rules")).toBeVisible();
});

for (const status of ["expired", "revoked"] as const) {
  test(`keeps the page when the session is ${status}, and tells it so`, async ({ api }) => {
    api.on("GET", "/session", buildSession());
    const page = await render(<Gate status="ready" />);
    await expect.element(page.getByText("The page: open, may write rules")).toBeVisible();
    await page.rerender(<Gate status={status} />);
    await expect.element(page.getByText("The page: ended, may write rules")).toBeVisible();
    await page.rerender(<Gate status="ready" />);
    await expect.element(page.getByText("The page: open, may write rules")).toBeVisible();
  });
}

test("keeps the page while the token is renewed", async ({ api }) => {
  api.on("GET", "/session", buildSession());
  const page = await render(<Gate status="ready" />);
  await expect.element(page.getByText("The page: open, may write rules")).toBeVisible();
  await page.rerender(<Gate status="refreshing" />);
  await expect.element(page.getByText("The page: open, may write rules")).toBeVisible();
  expect(api.calls()).toHaveLength(1);
});

test("does not offer another try when the session is refused for good", async ({ api }) => {
  api.on("GET", "/session", () => refusal(403, "Forbidden", "Not allowed"));
  const page = await render(<Gate status="ready" />);
  await expect.element(page.getByRole("alert")).toMatchTextContent("The workspace could not be opened");
  await expect.element(page.getByRole("button", { name: "Retry" })).not.toBeInTheDocument();
});
