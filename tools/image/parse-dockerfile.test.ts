import { expect, it } from "vitest";
import { parseDockerfile, withoutIgnored } from "./parse-dockerfile.ts";

it("the stages of a Dockerfile have their names, their bases and whole steps", () => {
  const source = [
    "# The tools.",
    "FROM node:24 AS build",
    "WORKDIR /app",
    "RUN npm ci \\",
    "  && npm run build",
    "",
    "from node:24-slim",
    'CMD ["node", "main.ts"]',
  ].join("\n");
  expect(parseDockerfile(source)).toEqual([
    {
      name: "build",
      base: "node:24",
      steps: [
        { instruction: "WORKDIR", text: "/app" },
        { instruction: "RUN", text: "npm ci && npm run build" },
      ],
    },
    { name: "1", base: "node:24-slim", steps: [{ instruction: "CMD", text: '["node", "main.ts"]' }] },
  ]);
});

it("no step stands before the first stage", () => {
  expect(() => parseDockerfile("RUN npm ci")).toThrow("before the first FROM");
});

it("the last pattern that says something about a file decides whether it is left out", () => {
  const files = [".env", "lib/a.ts", "lib/a.test.ts", "lib/testing/world.ts", "library/a.ts", "tools/b.test.ts"];
  expect(withoutIgnored(files, "*\n!lib\n# Tests\n**/*.test.ts\nlib/testing\n")).toEqual(["lib/a.ts"]);
  expect(withoutIgnored(files, "**/*.test.ts")).toEqual([".env", "lib/a.ts", "lib/testing/world.ts", "library/a.ts"]);
  expect(withoutIgnored(files, "")).toEqual(files);
});
