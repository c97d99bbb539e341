import { systemClock } from "./clock.ts";
import { LostParts } from "./lost-parts.ts";

const PREFIX = "/_next/static/";

/** For the whole page: what is missing of it, and why. */
export const lostParts = new LostParts({ clock: systemClock, request: addScript, isOutdated });

function addScript(path: string): void {
  const script = document.createElement("script");
  script.setAttribute("src", path);
  document.head.append(script);
}

/** Each build has a manifest of its own; one that is not found belongs to a build that was replaced. */
async function isOutdated(): Promise<boolean> {
  const build = /\\?"b\\?":\\?"([\w-]+)/.exec(Array.from(document.scripts, ({ text }) => text).join(""))?.[1];
  if (build === undefined) return false;
  const answer = await fetch(`${PREFIX}${build}/_buildManifest.js`, { method: "HEAD" }).catch(() => undefined);
  return answer?.status === 404;
}

/**
 * Takes the failure of a script away from the loader, which would give up for good, and with it the page that asked:
 * for the loader the script is only late.
 */
export function watchScripts(): void {
  const scriptPath = ({ target }: Event) => {
    const path = target instanceof HTMLScriptElement ? target.getAttribute("src") : null;
    return path?.startsWith(PREFIX) === true ? path : undefined;
  };
  document.addEventListener("error", onError, true);
  document.addEventListener("load", onLoad, true);

  function onError(event: Event): void {
    const path = scriptPath(event);
    if (path === undefined) return;
    event.stopImmediatePropagation();
    // The loader waits for a script that is in the document, and would not ask for it again.
    if (event.target instanceof Element) event.target.remove();
    void lostParts.fail(path);
  }

  function onLoad(event: Event): void {
    const path = scriptPath(event);
    if (path !== undefined) lostParts.arrive(path);
  }
}
