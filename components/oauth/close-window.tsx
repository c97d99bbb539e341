"use client";

import { useState } from "react";
import { useTranslations } from "#components/patterns/language.ts";
import { Button } from "#components/ui/button.tsx";
import { authorizedTexts } from "#lib/i18n/texts/authorized.ts";

/** A browser closes only windows that a page has opened, and says nothing when it does not. */
export function CloseWindow() {
  const t = useTranslations(authorizedTexts);
  const [isAsked, setIsAsked] = useState(false);
  const close = () => {
    window.close();
    setIsAsked(true);
  };
  return (
    <div className="pt-5">
      <Button variant="primary" onClick={close}>
        {t("close")}
      </Button>
      <p role="status" className="mt-2 min-h-5 text-sm text-soft">
        {isAsked ? t("close.hint") : ""}
      </p>
    </div>
  );
}
