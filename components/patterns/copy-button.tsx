"use client";

import { Check, Copy } from "lucide-react";
import { type ClipboardEvent, useEffect, useState } from "react";
import { useTranslations } from "#components/patterns/language.ts";
import { Button } from "#components/ui/button.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { copyingTexts } from "#lib/i18n/texts/copying.ts";

type CopyState = "idle" | "copied" | "denied";

const COPIED_MS = 2000;

/** A frame may lack the clipboard permission, or the whole API on plain http. */
async function writeClipboard(value: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    return false;
  }
}

function useCopy(value: string) {
  const [state, setState] = useState<CopyState>("idle");
  useEffect(() => {
    if (state !== "copied") return;
    const timer = setTimeout(() => setState("idle"), COPIED_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async () => setState((await writeClipboard(value)) ? "copied" : "denied");
  return { state, copy, reset: () => setState("idle") };
}

type CopyButtonProps = { value: string; label: string; isLabelShown?: boolean };

/** Copies `value`; where the browser refuses, shows the text selected and ready to be copied by hand. */
export function CopyButton({ value, label, isLabelShown = false }: CopyButtonProps) {
  const t = useTranslations(copyingTexts);
  const { state, copy, reset } = useCopy(value);
  if (state === "denied") {
    return <ManualCopy value={value} label={label} onDone={reset} />;
  }
  const Icon = state === "copied" ? Check : Copy;
  return (
    <>
      <Button
        variant={isLabelShown ? "secondary" : "ghost"}
        size={isLabelShown ? "sm" : "icon"}
        aria-label={isLabelShown ? undefined : label}
        title={isLabelShown ? undefined : label}
        onClick={() => void copy()}
      >
        <Icon aria-hidden />
        {isLabelShown ? <span>{state === "copied" ? t("copied") : label}</span> : null}
      </Button>
      <span role="status" className="sr-only">
        {state === "copied" ? t("copied") : ""}
      </span>
    </>
  );
}

function selectAll(node: HTMLTextAreaElement | null) {
  node?.focus();
  node?.select();
}

function ManualCopy({ value, label, onDone }: { value: string; label: string; onDone: () => void }) {
  const t = useTranslations(copyingTexts);
  /** A text area knows only one kind of line break; what is copied whole is the text as it is. */
  const handleCopy = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const { selectionStart, selectionEnd, textLength } = event.currentTarget;
    if (selectionEnd - selectionStart < textLength) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", value);
  };
  return (
    // A text area, because a field of one line would take the line breaks out of what is copied.
    <Textarea
      ref={selectAll}
      readOnly
      rows={value.includes("\n") ? 3 : 1}
      value={value}
      aria-label={t("blocked", { label })}
      title={t("blocked.keys")}
      className="max-w-64 resize-none font-mono text-xs"
      onCopy={handleCopy}
      onBlur={onDone}
    />
  );
}
