"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";

/** A browser closes only windows that a page has opened, and says nothing when it does not. */
export function CloseWindow() {
  const [isAsked, setIsAsked] = useState(false);
  const close = () => {
    window.close();
    setIsAsked(true);
  };
  return (
    <div className="pt-5">
      <Button variant="primary" onClick={close}>
        Close this window
      </Button>
      <p role="status" className="mt-2 min-h-5 text-sm text-soft">
        {isAsked ? "If it stays open, close it yourself." : ""}
      </p>
    </div>
  );
}
