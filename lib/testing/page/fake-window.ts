import type { EmbedWindow } from "../../embed/create-embed.ts";

type Listener = (event: never) => void;
export type Posted = { message: Record<string, unknown>; targetOrigin: string };

class FakeTarget {
  readonly #listeners: { type: string; listener: Listener }[] = [];

  addEventListener(type: string, listener: Listener): void {
    const isKnown = this.#listeners.some((entry) => entry.type === type && entry.listener === listener);
    if (!isKnown) this.#listeners.push({ type, listener });
  }

  removeEventListener(type: string, listener: Listener): void {
    const index = this.#listeners.findIndex((entry) => entry.type === type && entry.listener === listener);
    if (index >= 0) this.#listeners.splice(index, 1);
  }

  count(type: string): number {
    return this.#listeners.filter((entry) => entry.type === type).length;
  }

  emit(type: string, event: unknown = {}): void {
    for (const { listener } of this.#listeners.filter((entry) => entry.type === type)) listener(asEvent(event));
  }
}

/** Listeners of all kinds share one list here; each is only ever called with the event of its own type. */
function asEvent(event: unknown): never {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return event as never;
}

/** For tests: a frame inside a host page that records what it is sent. */
export class FakeWindow extends FakeTarget implements EmbedWindow {
  readonly posted: Posted[] = [];
  readonly document = Object.assign(new FakeTarget(), { hidden: false });
  readonly parent = {
    postMessage: (message: unknown, targetOrigin: string) => {
      this.posted.push({ message: { ...Object(message) }, targetOrigin });
    },
  };

  receive(data: unknown, from: { origin?: string; source?: unknown } = {}): void {
    this.emit("message", { data, origin: "https://host.example", source: this.parent, ...from });
  }

  types(): unknown[] {
    return this.posted.map(({ message }) => message["type"]);
  }

  /** What was posted since the last call. */
  take(): Posted[] {
    return this.posted.splice(0);
  }
}

/** An unsigned token that lives for so many seconds; `mark` makes two of them differ. */
export function fakeToken(lifeSeconds: number, mark = ""): string {
  const payload = { iat: 1_000_000, exp: 1_000_000 + lifeSeconds, mark };
  return `e30.${Buffer.from(JSON.stringify(payload)).toString("base64url")}.x`;
}
