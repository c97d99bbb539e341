import { QueryClientProvider } from "@tanstack/react-query";
import { AppRouterContext } from "next/dist/shared/lib/app-router-context.shared-runtime";
import {
  PathnameContext,
  PathParamsContext,
  SearchParamsContext,
} from "next/dist/shared/lib/hooks-client-context.shared-runtime";
import { NuqsTestingAdapter } from "nuqs/adapters/testing";
import { type ReactNode, useMemo, useState } from "react";
import { expect, test as base } from "vitest";
import { render, type RenderResult } from "vitest-browser-react";
import { createQueryClient } from "#lib/client/query-client.ts";
import { SessionContext, toSessionValue } from "#lib/client/session.ts";
import type { CurrentSession } from "#lib/contracts/sessions.ts";
import { createFakeApi, type FakeApi } from "./fake-api.ts";
import { buildSession } from "./records.ts";

export type OpenOptions = {
  /** Of the workspace, with its search: `/workspace/events?status=failed`. */
  url?: string;
  session?: Partial<CurrentSession>;
  /** The session is over: what is loaded stays, and nothing can be changed. */
  isEnded?: boolean;
};

/** Where the page went, oldest first: addresses of links and of the router, and searches that it wrote. */
export type Visits = string[];

type Workspace = {
  /** Shows a part of the workspace as the frame does, around it a session and the router. */
  open: (part: ReactNode, options?: OpenOptions) => Promise<RenderResult>;
  visits: Visits;
};

/** The tests of what runs in the page, in a real browser, with the API in the place of the server. */
export const test = base
  // oxlint-disable-next-line no-empty-pattern -- vitest reads the names of the fixtures from this pattern.
  .extend("api", ({}, { onCleanup }) => {
    const api: FakeApi & { stop: () => void } = createFakeApi();
    onCleanup(() => {
      api.stop();
      expect(api.unexpected, "calls that the test has no answer for").toEqual([]);
    });
    return api;
  })
  .extend("workspace", ({ api: _api }): Workspace => {
    const visits: Visits = [];
    return {
      visits,
      open: (part, options = {}) =>
        render(
          <Surroundings {...options} visits={visits}>
            {part}
          </Surroundings>,
        ),
    };
  });

/** Asks again at once what failed: how long the workspace waits is tested with its client. */
function createTestClient() {
  const client = createQueryClient();
  const defaults = client.getDefaultOptions();
  client.setDefaultOptions({ ...defaults, queries: { ...defaults.queries, retryDelay: 0 } });
  return client;
}

type SurroundingsProps = OpenOptions & { visits: Visits; children: ReactNode };

function Surroundings({ url = "/workspace/dashboard", session, isEnded = false, visits, children }: SurroundingsProps) {
  const [client] = useState(createTestClient);
  const { pathname, search } = new URL(url, window.location.href);
  const value = useMemo(() => toSessionValue(buildSession(session), isEnded), [session, isEnded]);
  const router = useMemo(() => fakeRouter(visits), [visits]);
  return (
    <AppRouterContext value={router}>
      <PathnameContext value={pathname}>
        <SearchParamsContext value={new URLSearchParams(search)}>
          <PathParamsContext value={{}}>
            <NuqsTestingAdapter
              searchParams={search}
              hasMemory
              onUrlUpdate={({ queryString }) => visits.push(queryString)}
            >
              <QueryClientProvider client={client}>
                <SessionContext value={value}>
                  <div>{children}</div>
                </SessionContext>
              </QueryClientProvider>
            </NuqsTestingAdapter>
          </PathParamsContext>
        </SearchParamsContext>
      </PathnameContext>
    </AppRouterContext>
  );
}

type Router = NonNullable<React.ContextType<typeof AppRouterContext>>;

/** Goes nowhere, and says where it would have gone. */
function fakeRouter(visits: Visits): Router {
  const go = (href: string) => void visits.push(href);
  return {
    push: go,
    replace: go,
    back: () => go("back"),
    forward: () => go("forward"),
    refresh: () => {},
    prefetch: () => {},
    bfcacheId: "",
  };
}

export { expect } from "vitest";
