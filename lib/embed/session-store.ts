import type { RefreshReason, WorkspaceMessage } from "#lib/contracts/messages.ts";
import type { Clock } from "./clock.ts";
import { askEndsAt, isExhausted, nextAskAt, refreshAt, type Ask, type HeldToken } from "./refresh-schedule.ts";
import { tokenLifeMs } from "./token-life.ts";

/** A timer this late means that the computer slept or the tab was frozen: the host could not have answered. */
const LATE_MS = 10_000;
/** Longer delays overflow in browsers and would fire at once. */
const TIMER_MS_MAX = 2 ** 31 - 1;

export type SessionStatus = "waiting" | "ready" | "refreshing" | "expired" | "revoked";
type End = "expired" | "revoked";
type Waiter = PromiseWithResolvers<string>;
type Options = { clock: Clock; post: (message: WorkspaceMessage) => void };

/**
 * The access token, in memory only, and when to ask the host for another one. Single flight: however many calls need
 * a token, the host is asked once and all of them get its answer.
 */
export class SessionStore {
  readonly #options: Options;
  readonly #listeners = new Set<() => void>();
  #status: SessionStatus = "waiting";
  #token: HeldToken | undefined;
  #ask: Ask | undefined;
  #waiters: Waiter[] = [];
  #stopTimer = (): void => {};

  constructor(options: Options) {
    this.#options = options;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): SessionStatus => this.#status;

  /** Timers run between `start` and the function that it returns; state survives both. */
  start(): () => void {
    this.#plan();
    return () => this.#stopTimer();
  }

  /** A token from the host: asked for or not. The one that we already hold is no answer. */
  accept(value: string): void {
    if (value === this.#token?.value) return;
    this.#token = {
      value,
      arrivedAt: this.#options.clock.now(),
      lifeMs: tokenLifeMs(value) ?? Number.POSITIVE_INFINITY,
    };
    this.#ask = undefined;
    this.#setStatus("ready");
    for (const waiter of this.#takeWaiters()) waiter.resolve(value);
    this.#plan();
  }

  /** A token that should work: at once, or when the host has sent one. Rejects when the session has ended. */
  token(): Promise<string> {
    if (this.#end()) return Promise.reject(new Error("The session has ended"));
    if (!this.#token) return this.#wait();
    const isExpired = this.#options.clock.now() >= this.#token.arrivedAt + this.#token.lifeMs;
    if (this.#ask?.reason === "unauthorized") return this.#wait();
    return isExpired ? this.requestRefresh("resumed") : Promise.resolve(this.#token.value);
  }

  /** A token other than the refused one. */
  replace(refused: string): Promise<string> {
    return refused === this.#token?.value ? this.requestRefresh("unauthorized") : this.token();
  }

  /** The server refused this token although the host had just renewed it: asking again would not help. */
  refuse(value: string): void {
    if (value === this.#token?.value && !this.#end()) this.#finish("revoked");
  }

  requestRefresh(reason: RefreshReason): Promise<string> {
    if (this.#end()) return Promise.reject(new Error("The session has ended"));
    const answer = this.#wait();
    if (!this.#ask || isExhausted(this.#ask)) this.#begin(reason);
    else if (reason === "unauthorized") this.#ask = { ...this.#ask, reason };
    return answer;
  }

  /** The page was shown, came online or was restored: timers may have stood still. */
  wake(): void {
    if (!this.#token || this.#status === "revoked") return;
    const isDue = this.#options.clock.now() >= refreshAt(this.#token);
    if (this.#ask ? isExhausted(this.#ask) && this.#ask.reason !== "unauthorized" : isDue) this.#begin("resumed");
  }

  #end(): End | undefined {
    return this.#status === "expired" || this.#status === "revoked" ? this.#status : undefined;
  }

  #wait(): Promise<string> {
    const waiter = Promise.withResolvers<string>();
    this.#waiters.push(waiter);
    return waiter.promise;
  }

  #takeWaiters(): Waiter[] {
    const waiters = this.#waiters;
    this.#waiters = [];
    return waiters;
  }

  #begin(reason: RefreshReason): void {
    this.#setStatus("refreshing");
    this.#send({ reason, sent: 0, lastAt: 0 });
  }

  #send(ask: Ask): void {
    this.#ask = { ...ask, sent: ask.sent + 1, lastAt: this.#options.clock.now() };
    this.#plan();
    this.#options.post({ type: "meshes:token-refresh", reason: ask.reason });
  }

  #finish(end: End): void {
    this.#ask = undefined;
    this.#setStatus(end);
    this.#plan();
    this.#options.post({ type: "meshes:token-expired", reason: end });
    for (const waiter of this.#takeWaiters()) waiter.reject(new Error("The session has ended"));
  }

  #plan(): void {
    this.#stopTimer();
    if (!this.#token || this.#end()) return;
    const dueAt = this.#ask ? nextAskAt(this.#ask, this.#token) : refreshAt(this.#token);
    if (!Number.isFinite(dueAt)) return;
    const delayMs = Math.min(Math.max(0, dueAt - this.#options.clock.now()), TIMER_MS_MAX);
    this.#stopTimer = this.#options.clock.setTimer(() => this.#tick(dueAt), delayMs);
  }

  #tick(dueAt: number): void {
    if (!this.#token) return;
    const now = this.#options.clock.now();
    if (now < dueAt) return this.#plan();
    const isLate = now - dueAt > LATE_MS;
    if (!this.#ask) return this.#begin(isLate ? "resumed" : "scheduled");
    if (isLate && this.#ask.reason === "scheduled") {
      if (isExhausted(this.#ask)) return this.#begin("resumed");
      this.#ask = { ...this.#ask, reason: "resumed" };
    }
    if (now >= askEndsAt(this.#ask, this.#token)) {
      return this.#finish(this.#ask.reason === "unauthorized" ? "revoked" : "expired");
    }
    if (isExhausted(this.#ask)) return this.#plan();
    this.#send(this.#ask);
  }

  #setStatus(status: SessionStatus): void {
    if (status === this.#status) return;
    this.#status = status;
    for (const listener of this.#listeners) listener();
  }
}
