"use client";

import { parseAsString, useQueryState } from "nuqs";

const NEW = "new";

/** The bulk retry that is shown is part of the URL, so that it survives a reload and can be linked to. */
export function useRetryPanel() {
  const [shown, setShown] = useQueryState("retry", parseAsString);
  return {
    isOpen: shown !== null,
    retryId: shown === null || shown === NEW ? undefined : shown,
    open: () => void setShown(NEW),
    show: (retryId: string) => void setShown(retryId),
    close: () => void setShown(null),
  };
}
