import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeWindow } from "../testing/page/fake-window.ts";
import { systemClock } from "./clock.ts";
import { ParentChannel } from "./parent-channel.ts";

const HOST = "https://host.example";
const OTHER = "https://other.example";

function setUp(allowedOrigins: string[] = [HOST, OTHER]) {
  const window = new FakeWindow();
  const tokens: string[] = [];
  const configs: object[] = [];
  const channel = new ParentChannel({
    window,
    clock: systemClock,
    allowedOrigins,
    onToken: (token) => tokens.push(token),
    onConfig: (config) => configs.push(config),
  });
  return { window, channel, tokens, configs };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("ready", () => {
  it("says ready at once and every two seconds until the first token, then never again", () => {
    const { window, channel } = setUp();
    channel.start();
    expect(window.take()).toEqual([{ message: { type: "meshes:ready", v: 1 }, targetOrigin: "*" }]);
    vi.advanceTimersByTime(4_000);
    expect(window.types()).toEqual(["meshes:ready", "meshes:ready"]);
    window.take();
    window.receive({ type: "meshes:auth", token: "t" });
    vi.advanceTimersByTime(60_000);
    expect(window.take()).toEqual([]);
  });

  it("does not repeat it after a restart when a token has come", () => {
    const { window, channel } = setUp();
    const stop = channel.start();
    window.receive({ type: "meshes:auth", token: "t" });
    stop();
    window.take();
    channel.start();
    vi.advanceTimersByTime(10_000);
    expect(window.take()).toEqual([]);
  });

  it("leaves exactly one listener and one timer after start, stop, start", () => {
    const { window, channel } = setUp();
    const stop = channel.start();
    stop();
    expect(window.count("message")).toBe(0);
    channel.start();
    expect(window.count("message")).toBe(1);
    expect(vi.getTimerCount()).toBe(1);
  });

  it("says and hears nothing outside of a frame", () => {
    const window = new FakeWindow();
    Object.assign(window, { parent: window, postMessage: vi.fn() });
    const channel = new ParentChannel({ window, clock: systemClock, allowedOrigins: [HOST], onToken: () => {} });
    channel.start();
    expect(channel.isEmbedded).toBe(false);
    expect(window.count("message")).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("tokens", () => {
  const auth = { type: "meshes:auth", token: "t" };
  it.each([
    ["a foreign origin", auth, { origin: "https://evil.example" }],
    ["an origin that only begins like an allowed one", auth, { origin: `${HOST}.evil.example` }],
    ["an opaque origin", auth, { origin: "null" }],
    ["another window of an allowed origin", auth, { source: {} }],
    ["no source", auth, { source: null }],
    ["another type", { type: "meshes:ready", token: "t" }, {}],
    ["no token", { type: "meshes:auth" }, {}],
    ["an empty token", { type: "meshes:auth", token: "" }, {}],
    ["a token that is no string", { type: "meshes:auth", token: 7 }, {}],
    ["an enormous token", { type: "meshes:auth", token: "t".repeat(8193) }, {}],
    ["text", "meshes:auth", {}],
    ["nothing", null, {}],
  ])("ignores %s", (_, data, from) => {
    const { window, channel, tokens } = setUp();
    channel.start();
    window.receive(data, from);
    expect(tokens).toEqual([]);
    channel.post({ type: "meshes:resize", height: 5 });
    expect(new Set(window.types())).toEqual(new Set(["meshes:ready"]));
  });

  it("takes one from any port of the own machine where development allows that, and answers exactly there", () => {
    const { window, channel, tokens } = setUp(["http://localhost:*", "http://127.0.0.1:*"]);
    channel.start();
    window.receive(auth, { origin: "http://127.0.0.2:4000" });
    expect(tokens).toEqual([]);
    window.receive(auth, { origin: "http://127.0.0.1:4000" });
    expect(tokens).toEqual(["t"]);
    window.take();
    channel.post({ type: "meshes:resize", height: 5 });
    expect(window.take()).toMatchObject([{ targetOrigin: "http://127.0.0.1:4000" }]);
  });

  it("hands over every token, with unknown keys ignored", () => {
    const { window, channel, tokens } = setUp();
    channel.start();
    window.receive({ type: "meshes:auth", token: "a", extra: 1 });
    window.receive({ type: "meshes:auth", token: "b" });
    expect(tokens).toEqual(["a", "b"]);
  });
});

describe("post", () => {
  it("holds only the newest height and route before the token, and sends them to the origin that it came from", () => {
    const { window, channel } = setUp();
    channel.start();
    channel.post({ type: "meshes:resize", height: 1 });
    channel.post({ type: "meshes:navigate", page: "rules" });
    channel.post({ type: "meshes:resize", height: 2 });
    channel.post({ type: "meshes:token-refresh", reason: "scheduled" });
    window.take();
    window.receive({ type: "meshes:auth", token: "t" }, { origin: OTHER });
    expect(window.take()).toEqual([
      { message: { type: "meshes:resize", height: 2, v: 1 }, targetOrigin: OTHER },
      { message: { type: "meshes:navigate", page: "rules", v: 1 }, targetOrigin: OTHER },
    ]);
    channel.post({ type: "meshes:resize", height: 3 });
    expect(window.take()).toEqual([{ message: { type: "meshes:resize", height: 3, v: 1 }, targetOrigin: OTHER }]);
  });
});

type Step =
  | { kind: "message"; origin: string; fromParent: boolean; data: unknown }
  | { kind: "post"; height: number }
  | { kind: "restart" }
  | { kind: "wait"; ms: number };

const token = fc.oneof(fc.string({ maxLength: 12 }), fc.constant(7), fc.constant("t".repeat(9000)));
const data = fc.oneof(
  fc.record({ type: fc.constantFrom("meshes:auth", "meshes:AUTH", "meshes:ready", "x"), token }),
  fc.record({ type: fc.constant("meshes:auth"), token: fc.string({ minLength: 1, maxLength: 12 }) }),
  fc.anything(),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant("message" as const),
    origin: fc.constantFrom(HOST, OTHER, "https://evil.example", "null", "", `${HOST}:444`, "*"),
    fromParent: fc.boolean(),
    data,
  }),
  fc.record({ kind: fc.constant("post" as const), height: fc.nat() }),
  fc.record({ kind: fc.constant("restart" as const) }),
  fc.record({ kind: fc.constant("wait" as const), ms: fc.nat({ max: 5_000 }) }),
);

/** The contract, told a second time and as plainly as possible. */
function validToken(step: Extract<Step, { kind: "message" }>): string | undefined {
  if (!step.fromParent || (step.origin !== HOST && step.origin !== OTHER)) return undefined;
  const { type, token } = Object(step.data ?? {});
  return type === "meshes:auth" && typeof token === "string" && token !== "" && token.length <= 8192
    ? token
    : undefined;
}

it("never takes a token from, or says anything but ready to, a place that the contract does not name", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { window, channel, tokens } = setUp();
      let stop = channel.start();
      let origin: string | undefined;
      const expected: string[] = [];
      for (const current of steps) {
        window.take();
        if (current.kind === "message") {
          const valid = validToken(current);
          if (valid !== undefined) {
            expected.push(valid);
            origin = current.origin;
          }
          window.receive(current.data, { origin: current.origin, source: current.fromParent ? window.parent : {} });
        } else if (current.kind === "post") channel.post({ type: "meshes:resize", height: current.height });
        else if (current.kind === "wait") vi.advanceTimersByTime(current.ms);
        else {
          stop();
          stop = channel.start();
        }
        expect(tokens).toEqual(expected);
        for (const { message, targetOrigin } of window.posted) {
          if (origin === undefined) expect([message, targetOrigin]).toEqual([{ type: "meshes:ready", v: 1 }, "*"]);
          else expect([message["type"], targetOrigin]).toEqual(["meshes:resize", origin]);
        }
        expect(window.count("message")).toBe(1);
      }
      stop();
      expect(vi.getTimerCount()).toBe(0);
    }),
    { numRuns: 300 },
  );
});

describe("config", () => {
  const DARK = { type: "meshes:config", appearance: { theme: "dark" } };
  const TOKEN = { type: "meshes:auth", token: "t" };

  it("is taken from the host that has sent a token", () => {
    const { window, channel, configs } = setUp();
    channel.start();
    window.receive(TOKEN);
    window.receive(DARK);
    expect(configs).toEqual([DARK]);
  });

  it("waits for the token when it comes first, each in its turn", () => {
    const { window, channel, configs } = setUp();
    channel.start();
    const GERMAN = { type: "meshes:config", locale: "de" };
    window.receive(GERMAN);
    window.receive(DARK);
    expect(configs).toEqual([]);
    window.receive(TOKEN);
    expect(configs).toEqual([GERMAN, DARK]);
    window.receive({ ...TOKEN, token: "another" });
    expect(configs).toEqual([GERMAN, DARK]);
  });

  it("is not taken from another origin, allowed or not, nor from another window", () => {
    const { window, channel, configs } = setUp();
    channel.start();
    window.receive(DARK, { origin: OTHER });
    window.receive(TOKEN);
    window.receive(DARK, { origin: OTHER });
    window.receive(DARK, { origin: "https://evil.example" });
    window.receive(DARK, { source: {} });
    expect(configs).toEqual([]);
  });
});
