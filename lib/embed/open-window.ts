const WIDTH = 600;
const HEIGHT = 760;

type OpeningWindow = Pick<Window, "open" | "screenX" | "screenY" | "outerWidth" | "outerHeight">;

/**
 * Opens a window over this one; false when the browser does not let it. To be called in the click itself: later,
 * browsers block it. A second call with the same name leads back into the first window while that is there.
 */
export function openWindow(opener: OpeningWindow, url: string, name: string): boolean {
  const left = Math.max(0, Math.round(opener.screenX + (opener.outerWidth - WIDTH) / 2));
  const top = Math.max(0, Math.round(opener.screenY + (opener.outerHeight - HEIGHT) / 2));
  // Without noopener, for which Safari answers nothing at all.
  const opened = opener.open(url, name, `popup,width=${WIDTH},height=${HEIGHT},left=${left},top=${top}`);
  if (opened === null || opened.closed) return false;
  opened.focus();
  return true;
}
