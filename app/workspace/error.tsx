"use client";

import { ErrorState } from "#components/patterns/error-state.tsx";

/** Inside the frame, so that the navigation and the token survive a page that breaks. */
export default function WorkspaceError({ error, retry }: { error: unknown; retry: () => void }) {
  return <ErrorState title="This page stopped working" error={error} onRetry={retry} />;
}
