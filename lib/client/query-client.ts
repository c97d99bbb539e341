import { QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "./api-error.ts";
import { isSessionEnded } from "./is-session-ended.ts";

const RETRIES_MAX = 2;
const RETRY_DELAY_MS = 500;
const RETRY_DELAY_MAX_MS = 5_000;
const STALE_MS = 1_000;

/** Only what may pass by itself: no answer, or a server in trouble. A 4xx will be a 4xx again. */
export function shouldRetry(failures: number, error: unknown): boolean {
  if (failures >= RETRIES_MAX || !(error instanceof ApiError)) return false;
  return error.status === 0 || error.status >= 500;
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
        retryDelay: (failures) => Math.min(RETRY_DELAY_MS * 2 ** failures, RETRY_DELAY_MAX_MS),
        staleTime: STALE_MS,
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false },
    },
  });
}
