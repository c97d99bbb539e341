import { expect, it } from "vitest";
import { readConfig } from "./read-config.ts";

it("reads the look that a host asks for", () => {
  const answer = readConfig({
    type: "meshes:config",
    appearance: { theme: "dark", hide_navigation: true },
    later: "unknown here",
  });
  expect(answer).toEqual({
    look: {
      css: expect.stringContaining("color-scheme:dark"),
      isNavigationHidden: true,
      areTitlesHidden: false,
      notes: [],
    },
  });
});

it("says what is wrong with a message that it cannot use", () => {
  expect(readConfig({ type: "meshes:config", appearance: { radius: 99 } })).toEqual({
    problems: ["Meshes: meshes:config was ignored. appearance.radius: At most 24"],
  });
  expect(readConfig({ type: "meshes:config" })).toEqual({
    problems: [expect.stringMatching(/^Meshes: meshes:config was ignored\. appearance: /)],
  });
});

it("takes nothing from a prototype", () => {
  const data: unknown = JSON.parse('{"type":"meshes:config","appearance":{"__proto__":{"radius":1},"radius":2}}');
  readConfig(data);
  expect({}).not.toHaveProperty("radius");
});
