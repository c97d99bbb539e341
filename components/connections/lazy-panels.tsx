"use client";

import { lazily } from "#components/patterns/lazily.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

// What most visits never open is loaded when it is opened.
function Loading() {
  return <Skeleton className="my-2 w-1/2" />;
}

function Nothing() {
  return null;
}

export const DeleteConnection = lazily(
  () => import("#components/connections/delete-connection.tsx").then((module) => module.DeleteConnection),
  Loading,
);

export const PauseConnection = lazily(
  () => import("#components/connections/pause-connection.tsx").then((module) => module.PauseConnection),
  Loading,
);

export const ConnectionCreatedPanel = lazily(
  () => import("#components/connections/connection-created-panel.tsx").then((module) => module.ConnectionCreatedPanel),
  Loading,
);

export const ExchangeView = lazily(
  () => import("#components/patterns/exchange-view.tsx").then((module) => module.ExchangeView),
  Loading,
);

export const SigningSecret = lazily(
  () => import("#components/connections/signing-secret.tsx").then((module) => module.SigningSecret),
  Loading,
);

export const DisconnectedNote = lazily(
  () => import("#components/connections/disconnected-note.tsx").then((module) => module.DisconnectedNote),
  Nothing,
);

export const OpenAttemptNote = lazily(
  () => import("#components/connections/open-attempt-note.tsx").then((module) => module.OpenAttemptNote),
  Nothing,
);
