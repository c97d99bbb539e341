import { expect, it, vi } from "vitest";
import { scrubLaunchUrl } from "./scrub-launch-url.ts";

const run = (href: string) => {
  const state = { __NA: true };
  const replaceState = vi.fn();
  scrubLaunchUrl({ location: { href }, history: { state, replaceState } });
  return { state, replaceState };
};

it("removes the launch token only, and keeps the state of the history entry", () => {
  const { state, replaceState } = run("https://x.example/workspace/events?status=failed&launch=secret#a");
  expect(replaceState.mock.calls).toEqual([[state, "", "/workspace/events?status=failed#a"]]);
});

it("removes it however often it is there", () => {
  expect(run("https://x.example/workspace/rules?launch=a&launch=b").replaceState.mock.calls[0]?.[2]).toBe(
    "/workspace/rules",
  );
});

it("leaves an address without one alone", () => {
  expect(run("https://x.example/workspace/rules?a=launch").replaceState).not.toHaveBeenCalled();
});
