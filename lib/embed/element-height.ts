import type { HeightSource } from "./height-reporter.ts";

/** How long to wait for an animation frame: a browser may give none to a frame that nobody sees yet. */
const FRAME_MS_MAX = 1_000;

/** The border box of one element. It must not depend on the frame's own height: no viewport units inside the embed. */
export function elementHeight(element: HTMLElement): HeightSource {
  return {
    measure: () => element.getBoundingClientRect().height,
    isHidden: () => document.hidden,
    onNextFrame: (callback) => {
      const cancel = () => {
        cancelAnimationFrame(frame);
        clearTimeout(timer);
      };
      const run = () => {
        cancel();
        callback();
      };
      const frame = requestAnimationFrame(run);
      const timer = setTimeout(run, FRAME_MS_MAX);
      return cancel;
    },
    watch: (callback) => {
      const observer = new ResizeObserver(callback);
      observer.observe(element, { box: "border-box" });
      // Sizes are observed when something is painted; what is below the fold has to be measured when its data arrives.
      const changes = new MutationObserver(callback);
      changes.observe(element, { childList: true, characterData: true, subtree: true });
      document.addEventListener("visibilitychange", callback);
      return () => {
        observer.disconnect();
        changes.disconnect();
        document.removeEventListener("visibilitychange", callback);
      };
    },
  };
}
