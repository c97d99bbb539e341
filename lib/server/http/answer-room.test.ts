import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { AppError } from "#lib/server/runtime/errors.ts";
import { createAnswerRoom } from "./large-answer.ts";

const PATIENCE_MS = 20;

function reader(room: ReturnType<typeof createAnswerRoom>, bytes: number) {
  const state = { isCut: false };
  return { ...room.hold(bytes, () => (state.isCut = true)), isCut: () => state.isCut };
}

describe("the room for large answers", () => {
  it("is given back by who has read", () => {
    const room = createAnswerRoom(100, PATIENCE_MS);
    for (let n = 0; n < 10; n += 1) reader(room, 60).release();
    const last = reader(room, 100);
    last.release();
    last.release();
    expect(reader(room, 100).isCut()).toBe(false);
  });

  it("is refused while everybody is still reading, with the time to wait", () => {
    const room = createAnswerRoom(100, PATIENCE_MS);
    const first = reader(room, 60);
    expect(() => reader(room, 60)).toThrow(AppError);
    expect(first.isCut()).toBe(false);
    expect(reader(room, 40).isCut()).toBe(false);
  });

  it("is taken from those that read nothing, the longest first, and from no more than is needed", async () => {
    const room = createAnswerRoom(100, PATIENCE_MS);
    const [first, second, third] = [reader(room, 30), reader(room, 30), reader(room, 30)];
    await delay(PATIENCE_MS * 2);
    first.taken();
    const next = reader(room, 40);
    expect([first, second, third, next].map((one) => one.isCut())).toEqual([false, true, false, false]);
    second.taken();
    second.release();
    expect(reader(room, 30).isCut()).toBe(false);
    expect(third.isCut()).toBe(true);
  });

  it("is enough for one answer of any size", () => {
    const room = createAnswerRoom(100, PATIENCE_MS);
    expect(reader(room, 1_000).isCut()).toBe(false);
    expect(() => reader(room, 1)).toThrow(AppError);
  });
});
