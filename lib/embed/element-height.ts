import type { HeightSource } from "./height-reporter.ts";

/** The border box of one element. It must not depend on the frame's own height: no viewport units inside the embed. */
export function elementHeight(element: HTMLElement): HeightSource {
  return {
    measure: () => element.getBoundingClientRect().height,
    isHidden: () => document.hidden,
    onNextFrame: (callback) => {
      const frame = requestAnimationFrame(callback);
      return () => cancelAnimationFrame(frame);
    },
    watch: (callback) => {
      const observer = new ResizeObserver(callback);
      observer.observe(element, { box: "border-box" });
      document.addEventListener("visibilitychange", callback);
      return () => {
        observer.disconnect();
        document.removeEventListener("visibilitychange", callback);
      };
    },
  };
}
