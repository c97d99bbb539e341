"use client";

import { type ReactNode, useSyncExternalStore } from "react";
import { useTranslations } from "#components/patterns/language.ts";
import { Alert } from "#components/ui/alert.tsx";
import { forbidsForms } from "#lib/embed/sandbox.ts";
import { workspaceTexts } from "#lib/i18n/texts/workspace.ts";

const code = (inside: ReactNode) => <code dir="ltr">{inside}</code>;

const subscribeNever = () => () => {};

let isKnownToForbid: boolean | undefined;
/** A document keeps its sandbox, so it is asked once. */
const areFormsForbidden = () => (isKnownToForbid ??= forbidsForms(window));

/** For developers whose frame forbids forms: everything can be read then, and nothing be saved. */
export function SandboxNote() {
  const t = useTranslations(workspaceTexts);
  const isForbidden = useSyncExternalStore(subscribeNever, areFormsForbidden, () => false);
  if (!isForbidden) return null;
  return (
    <Alert tone="warning" className="mb-3">
      <p>{t.rich("sandbox.forms", { code })}</p>
    </Alert>
  );
}

/** A browser that may run no scripts shows this in place of a page that could only wait. */
export function ScriptsNote() {
  const t = useTranslations(workspaceTexts);
  return (
    <noscript>
      <Alert tone="warning" className="m-4">
        <p>{t.rich("sandbox.scripts", { code })}</p>
      </Alert>
    </noscript>
  );
}
