import { describe, expect, it } from "vitest";
import type { Memory } from "./access.ts";
import { knownTypes } from "./known-types.ts";

function memoryInTest(): Memory {
  const values = new Map<string, string>();
  return {
    recall: (key) => Promise.resolve(values.get(key)),
    remember: (key, value) => Promise.resolve(void values.set(key, value)),
    forget: (key) => Promise.resolve(void values.delete(key)),
  };
}

/** An account with these fields, which counts how often all of them were read. */
function account(types: Record<string, string>) {
  const held = { types, reads: 0 };
  const load = () => {
    held.reads += 1;
    return Promise.resolve({ ok: true as const, value: new Map(Object.entries(held.types)) });
  };
  return { held, load };
}

async function typesOf(of: ReturnType<typeof knownTypes>): Promise<Record<string, string>> {
  const loaded = await of;
  return loaded.ok ? Object.fromEntries(loaded.value) : {};
}

describe("the types of fields", () => {
  it("are read once, also when the account has lost one of the fields", async () => {
    const memory = memoryInTest();
    const { held, load } = account({ plan: "text" });
    for (let delivery = 0; delivery < 20; delivery += 1) {
      expect(await typesOf(knownTypes(memory, ["plan", "gone", "plan"], load))).toEqual({ plan: "text" });
    }
    expect(held.reads).toBe(1);
  });

  it("are read again after a while, so that a field that came back is found", async () => {
    const memory = memoryInTest();
    const { held, load } = account({});
    let now = 0;
    const read = () => typesOf(knownTypes(memory, ["plan"], load, () => now));
    expect(await read()).toEqual({});
    held.types = { plan: "text" };
    now = 599_999;
    expect(await read()).toEqual({});
    now = 600_000;
    expect(await read()).toEqual({ plan: "text" });
    expect(await read()).toEqual({ plan: "text" });
    expect(held.reads).toBe(2);
  });

  it("are not remembered when they could not be read", async () => {
    const memory = memoryInTest();
    const fault = { class: "unavailable", message: "away", code: undefined } as const;
    const { held, load } = account({ plan: "text" });
    expect(await knownTypes(memory, ["plan"], () => Promise.resolve({ ok: false, fault } as never))).toMatchObject({
      ok: false,
    });
    expect(await typesOf(knownTypes(memory, ["plan"], load))).toEqual({ plan: "text" });
    expect(held.reads).toBe(1);
  });
});
