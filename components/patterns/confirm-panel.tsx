"use client";

import { useId, type KeyboardEvent, type MouseEvent, type ReactNode } from "react";
import { ErrorNote } from "#components/patterns/error-note.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { PAGE_TITLE_ID } from "#components/patterns/page-header.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Spinner } from "#components/ui/spinner.tsx";
import { commonTexts } from "#lib/i18n/texts/common.ts";

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
  /** Nothing is lost by it, so it does not look dangerous. */
  isHarmless?: boolean;
};

/** The harmless choice takes the focus, and gives it back to what opened the panel. */
export function holdFocus(node: HTMLElement | null) {
  const previous = document.activeElement;
  node?.focus();
  return () => {
    if (!(previous instanceof HTMLElement)) return;
    // What was deleted may be gone together with the button that opened the panel.
    requestAnimationFrame(() => (previous.isConnected ? previous : document.getElementById(PAGE_TITLE_ID))?.focus());
  };
}

/** The second step of an action with consequences: names the thing, states the effect. Escape takes it back. */
export function ConfirmPanel(props: ConfirmPanelProps) {
  const { title, children, confirmLabel, cancelLabel, onConfirm, onCancel, error } = props;
  const { isPending = false, isBlocked = false, isHarmless = false } = props;
  const t = useTranslations(commonTexts);
  const id = useId();
  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || isPending) return;
    event.stopPropagation();
    onCancel();
  };
  /** That the first of two clicks is being worked on is known here too late for the second. */
  const handleConfirm = ({ detail }: MouseEvent) => {
    if (detail < 2) onConfirm();
  };
  return (
    <div
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      className={cn(
        "space-y-2 rounded-md border bg-surface p-3 text-start whitespace-normal",
        isHarmless ? "border-line" : "border-danger",
      )}
    >
      <p id={`${id}-title`} className="text-sm font-semibold">
        {title}
      </p>
      <div id={`${id}-text`} className="text-sm text-soft">
        {children}
      </div>
      {error ? <ErrorNote error={error} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button
          variant={isHarmless ? "primary" : "danger"}
          disabled={isPending || isBlocked}
          onClick={handleConfirm}
          onKeyDown={handleKeyDown}
        >
          {isPending ? <Spinner /> : null}
          <span>{confirmLabel}</span>
        </Button>
        <Button
          ref={holdFocus}
          aria-disabled={isPending}
          onClick={isPending ? undefined : onCancel}
          onKeyDown={handleKeyDown}
        >
          {cancelLabel ?? t("confirm.keep")}
        </Button>
      </div>
    </div>
  );
}
