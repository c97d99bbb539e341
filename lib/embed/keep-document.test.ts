import { expect, test } from "vitest";
import { keepDocument } from "./keep-document.ts";

const ORIGIN = "https://embed.example";

function isKept(event: {
  url: string;
  sameDocument?: boolean;
  navigationType?: string;
  cancelable?: boolean;
}): boolean {
  const { url, sameDocument = false, navigationType = "push", cancelable = true } = event;
  let isPrevented = false;
  let isTold = false;
  const destination = { url, sameDocument };
  const navigation = {
    addEventListener: (_type: "navigate", listener: (navigate: never) => void) =>
      listener({ cancelable, navigationType, destination, preventDefault: () => (isPrevented = true) } as never),
  };
  keepDocument({ navigation, location: { origin: ORIGIN } }, () => (isTold = true));
  expect(isTold).toBe(isPrevented);
  return isPrevented;
}

test("stays in its document when the browser is told to fetch a page of the workspace", () => {
  expect(isKept({ url: `${ORIGIN}/workspace/events` })).toBe(true);
  expect(isKept({ url: `${ORIGIN}/workspace/events?status=failed`, navigationType: "replace" })).toBe(true);
});

test("lets everything else happen", () => {
  expect(isKept({ url: `${ORIGIN}/workspace/events`, sameDocument: true })).toBe(false);
  expect(isKept({ url: `${ORIGIN}/workspace/events`, navigationType: "reload" })).toBe(false);
  expect(isKept({ url: `${ORIGIN}/workspace/events`, cancelable: false })).toBe(false);
  expect(isKept({ url: `${ORIGIN}/oauth/start` })).toBe(false);
  expect(isKept({ url: "https://elsewhere.example/workspace/events" })).toBe(false);
});

test("does nothing in a browser without the Navigation API", () => {
  expect(() => keepDocument({ location: { origin: ORIGIN } }, () => {})).not.toThrow();
});
