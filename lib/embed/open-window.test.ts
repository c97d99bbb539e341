import { describe, expect, it } from "vitest";
import { openWindow } from "./open-window.ts";

function opener(opened: { closed: boolean; focus(): void } | null) {
  const calls: string[][] = [];
  const window = {
    screenX: 100,
    screenY: 0,
    outerWidth: 1400,
    outerHeight: 700,
    open: (...call: string[]) => {
      calls.push(call);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the part of a window that is used
      return opened as unknown as Window | null;
    },
  };
  return { window, calls };
}

describe("openWindow", () => {
  it("opens over the page, and in front", () => {
    let isFocused = false;
    const { window, calls } = opener({ closed: false, focus: () => (isFocused = true) });
    expect(openWindow(window, "/oauth/start", "connect")).toBe(true);
    expect(calls).toEqual([["/oauth/start", "connect", "popup,width=600,height=760,left=500,top=0"]]);
    expect(isFocused).toBe(true);
  });

  it("says when the browser blocks it, in either of the two ways", () => {
    for (const answer of [null, { closed: true, focus: () => {} }]) {
      expect(openWindow(opener(answer).window, "/oauth/start", "connect")).toBe(false);
    }
  });
});
