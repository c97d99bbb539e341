import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SECRET_MASK } from "#lib/contracts/constants.ts";
import { curlCommand } from "./curl-command.ts";

const request = { method: "POST", url: "https://example.com/", headers: {}, body: "" };

/** What the shell would pass to curl. */
function runIn(shell: string, command: string, env: Record<string, string> = {}): string[] {
  const script = `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }\n${command}`;
  const out = execFileSync(shell, ["-c", script], {
    env: { NODE_ENV: "test", PATH: "/usr/bin:/bin", LC_ALL: "C.UTF-8", ...env },
  });
  return out.toString("utf8").split("\0").slice(0, -1);
}

const SHELLS = ["sh", "bash"];
/** An argument of a process cannot hold NUL, and neither can what is stored. */
const text = fc
  .oneof(
    fc.string({ unit: "binary" }),
    fc.string({
      unit: fc.constantFrom("'", '"', "\\", "$", "`", "!", "\n", "\r", "\t", "\u001b", "(", ";", "@", "\u0085", "%"),
    }),
  )
  .map((value) => value.replaceAll("\0", "").replaceAll(SECRET_MASK, ""));
const headerName = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}$/);

describe.each(SHELLS)("a command for curl in %s", (shell) => {
  it("gives curl every text as it is, and runs nothing else", () => {
    fc.assert(
      fc.property(text, fc.dictionary(headerName, text), text, (query, headers, body) => {
        const url = `https://example.com/?${query}`;
        const { command, placeholders } = curlCommand({ ...request, url, headers, body });
        expect(placeholders).toEqual([]);
        const headerWords = Object.entries(headers).map(([name, value]) =>
          value === "" ? `${name};` : `${name}: ${value}`,
        );
        expect(runIn(shell, command)).toEqual(
          [
            ["--globoff", "--request", "POST", url],
            ...headerWords.map((header) => ["--header", header]),
            body === "" ? [] : ["--data-raw", body],
          ].flat(),
        );
      }),
      { numRuns: 60 },
    );
  });

  it("expands the variable that stands for a secret, and nothing of its value", () => {
    const headers = { authorization: `Bearer ${SECRET_MASK}`, path: SECRET_MASK };
    const url = `https://example.com/?a=1&api-key=${SECRET_MASK}&b=2`;
    const body = `{"token":"${SECRET_MASK}","n":1}`;
    const { command, placeholders } = curlCommand({ ...request, url, headers, body });
    const names = ["SECRET_API_KEY", "SECRET_AUTHORIZATION", "SECRET_PATH", "SECRET"];
    expect(placeholders).toEqual(names);
    const value = 'it\'s $(a) "secret" *';
    const seen = runIn(shell, command, Object.fromEntries(names.map((name) => [name, value])));
    expect(seen).toEqual(
      [
        ["--globoff", "--request", "POST", `https://example.com/?a=1&api-key=${value}&b=2`],
        ["--header", `authorization: Bearer ${value}`, "--header", `path: ${value}`],
        ["--data-raw", `{"token":"${value}","n":1}`],
      ].flat(),
    );
  });
});

it("holds no character that a terminal takes for a key", () => {
  fc.assert(
    fc.property(text, (body) => {
      expect(curlCommand({ ...request, body }).command).not.toMatch(/(?!\n)\p{Cc}/u);
    }),
  );
});

it("is written one option a line", () => {
  const headers = { "content-type": "application/json" };
  expect(curlCommand({ ...request, headers, body: '{"a":"it\'s"}' }).command).toBe(
    String.raw`curl --globoff --request 'POST' 'https://example.com/' \
  --header 'content-type: application/json' \
  --data-raw '{"a":"it'\''s"}'`,
  );
});
