import { QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "./api-error.ts";
import { isSessionEnded } from "./is-session-ended.ts";

const RETRIES_MAX = 2;
const RETRY_DELAY_MS = 500;
const RETRY_DELAY_MAX_MS = 5_000;
const RETRY_AFTER_MAX_MS = 30_000;
const STALE_MS = 1_000;

/** Only what may pass by itself: no answer, a server in trouble, too many requests. Another 4xx will be a 4xx again. */
export function shouldRetry(failures: number, error: unknown): boolean {
  if (failures >= RETRIES_MAX || !(error instanceof ApiError)) return false;
  return error.status === 0 || error.status === 429 || error.status >= 500;
}

/** Twice as long each time, and not before the server wants to hear from us again. */
export function retryDelay(failures: number, error: unknown): number {
  const asked = error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0;
  const own = Math.min(RETRY_DELAY_MS * 2 ** failures, RETRY_DELAY_MAX_MS);
  return Math.max(own, Math.min(asked, RETRY_AFTER_MAX_MS));
}

export function createQueryClient(): QueryClient {
  const queryCache = new QueryCache({
    onError: (error, query) => {
      // Data stays readable after the session ended: the shell says so once, above all pages.
      if (isSessionEnded(error) && query.state.data !== undefined) query.setState({ status: "success", error: null });
    },
  });
  return new QueryClient({
    queryCache,
    defaultOptions: {
      queries: {
        retry: shouldRetry,
        retryDelay,
        staleTime: STALE_MS,
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false },
    },
  });
}
