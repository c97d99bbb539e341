"use client";

import { useId, type KeyboardEvent, type ReactNode } from "react";
import { ErrorNote } from "#components/patterns/error-note.tsx";
import { Button } from "#components/ui/button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";

export type ConfirmPanelProps = {
  title: ReactNode;
  children: ReactNode;
  confirmLabel: string;
  cancelLabel?: string;
  onConfirm: () => void;
  onCancel: () => void;
  isPending?: boolean;
  isBlocked?: boolean;
  error?: unknown;
};

/** The panel takes the focus while it is open and gives it back to what opened it. */
function holdFocus(node: HTMLElement | null) {
  const previous = document.activeElement;
  node?.focus();
  return () => {
    if (previous instanceof HTMLElement && previous.isConnected) previous.focus();
  };
}

/** The second step of an action that cannot be undone: names the thing, states the effect. */
export function ConfirmPanel(props: ConfirmPanelProps) {
  const { title, children, confirmLabel, cancelLabel = "Keep it", onConfirm, onCancel, error } = props;
  const { isPending = false, isBlocked = false } = props;
  const id = useId();
  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || isPending) return;
    event.stopPropagation();
    onCancel();
  };
  return (
    <div
      ref={holdFocus}
      role="alertdialog"
      tabIndex={-1}
      data-focus-quiet
      aria-labelledby={`${id}-title`}
      onKeyDown={handleKeyDown}
      className="space-y-2 rounded-md border border-danger bg-surface p-3 text-left whitespace-normal"
    >
      <p id={`${id}-title`} className="text-sm font-semibold">
        {title}
      </p>
      <div className="text-sm text-soft">{children}</div>
      {error ? <ErrorNote error={error} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button variant="danger" disabled={isPending || isBlocked} onClick={onConfirm}>
          {isPending ? <Spinner /> : null}
          {confirmLabel}
        </Button>
        <Button disabled={isPending} onClick={onCancel}>
          {cancelLabel}
        </Button>
      </div>
    </div>
  );
}
