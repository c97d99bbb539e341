"use client";

import { useSyncExternalStore } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { forbidsForms } from "#lib/embed/sandbox.ts";

const subscribeNever = () => () => {};

let isKnownToForbid: boolean | undefined;
/** A document keeps its sandbox, so it is asked once. */
const areFormsForbidden = () => (isKnownToForbid ??= forbidsForms(window));

/** For developers whose frame forbids forms: everything can be read then, and nothing be saved. */
export function SandboxNote() {
  const isForbidden = useSyncExternalStore(subscribeNever, areFormsForbidden, () => false);
  if (!isForbidden) return null;
  return (
    <Alert tone="warning" className="mb-3">
      <p>
        <span>Nothing can be saved here, because the page around this workspace blocks forms. Its iframe needs </span>
        <code>allow-forms</code>
        <span> in its sandbox attribute.</span>
      </p>
    </Alert>
  );
}

/** A browser that may run no scripts shows this in place of a page that could only wait. */
export function ScriptsNote() {
  return (
    <noscript>
      <Alert tone="warning" className="m-4">
        <p>
          <span>This workspace needs scripts. If you build the page around it, its iframe needs </span>
          <code>allow-scripts</code>
          <span> and </span>
          <code>allow-same-origin</code>
          <span> in its sandbox attribute.</span>
        </p>
      </Alert>
    </noscript>
  );
}
