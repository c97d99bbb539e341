import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import { NOT_ALLOWED } from "./check-url.ts";
import type { Connection } from "./connection-pool.ts";
import { EgressError, type EgressResult, type RequestTimings } from "./egress-result.ts";
import { errorCode, networkProblem } from "./network-problem.ts";
import { ResponseBody, flattenHeaders, readHead, type ResponseHead } from "./response.ts";
import type { SocketTap } from "./socket-tap.ts";

const INFORMATIONAL_MAX = 16;

export type ExchangeOptions = {
  connection: Pick<Connection, "tap" | "connectTimings">;
  /** When the request was begun, by `performance.now()`. */
  startedAt: number;
  responseBytesMax: number;
  connectTimeoutMs: number;
  totalTimeoutMs: number;
};

/** What is known of a request that ended without an answer; `whole`: all of it may have arrived. */
type Unanswered = "partly_sent" | "whole";

/**
 * One request and its answer. The status line decides: once it was read there is a response, whatever becomes of the
 * rest. `result` settles as soon as the outcome is known; `finished` when undici is done with it, which can be later: a
 * place at the gate is only free when the socket is.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly #outcome = Promise.withResolvers<EgressResult>();
  readonly #end = Promise.withResolvers<void>();
  readonly #options: ExchangeOptions;
  readonly #body: ResponseBody;
  #controller: Dispatcher.DispatchController | null = null;
  #tap: SocketTap | null = null;
  #head: ResponseHead | null = null;
  #informational = 0;
  #isRequestSent = false;
  #isSettled = false;
  #unanswered: Unanswered | null = null;

  constructor(options: ExchangeOptions) {
    this.#options = options;
    this.#body = new ResponseBody(options.responseBytesMax);
  }

  get result(): Promise<EgressResult> {
    return this.#outcome.promise;
  }

  get finished(): Promise<void> {
    return this.#end.promise;
  }

  /** Not null when a socket that had been used before closed without a byte of an answer: it was about to close anyway. */
  get unansweredOnReused(): Unanswered | null {
    return this.#unanswered;
  }

  /** The total deadline has passed. Before undici has a connection there is nothing to abort yet. */
  expire(): void {
    const isConnected = this.#controller !== null;
    const late = () => this.#timeout(isConnected ? "response" : "connect", this.#options.totalTimeoutMs);
    this.#settle(this.#cutShort("timeout") ?? late());
    this.#controller?.abort(new EgressError("EGRESS_DONE"));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    this.#tap = this.#options.connection.tap;
    this.#tap?.begin();
    if (this.#isSettled) controller.abort(new EgressError("EGRESS_DONE"));
  }

  onRequestSent(): void {
    this.#isRequestSent = true;
  }

  onResponseStart(controller: Dispatcher.DispatchController, statusCode: number, headers: IncomingHttpHeaders): void {
    if (statusCode >= 200) {
      this.#head = { statusCode, headers: flattenHeaders(headers) };
      this.#tap?.forgetHead();
      return;
    }
    this.#informational += 1;
    if (this.#informational > INFORMATIONAL_MAX) controller.abort(new EgressError("EGRESS_INFORMATIONAL_FLOOD"));
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#body.append(chunk);
    if (!this.#body.isTruncated) return;
    this.#settleWhole();
    controller.abort(new EgressError("EGRESS_DONE"));
  }

  onResponseEnd(): void {
    this.#settleWhole();
    this.#end.resolve();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (!this.#isSettled) this.#settle(this.#cutShort("network") ?? this.#failure(error));
    this.#end.resolve();
  }

  #settle(result: EgressResult): void {
    this.#isSettled = true;
    this.#outcome.resolve(result);
  }

  #settleWhole(): void {
    if (this.#head !== null && !this.#isSettled) this.#settle(this.#response(this.#head));
  }

  #response(head: ResponseHead): Extract<EgressResult, { kind: "response" }> {
    const truncated = this.#body.isTruncated;
    return { kind: "response", ...head, body: this.#body.text(), truncated, ...this.#times() };
  }

  /** The response as far as it came; null when there is not even a status. */
  #cutShort(cut: "timeout" | "network"): EgressResult | null {
    const head = this.#head ?? (this.#tap === null ? null : readHead(this.#tap.head));
    return head === null ? null : { ...this.#response(head), cut };
  }

  #times(): { durationMs: number; timings: RequestTimings } {
    const { connection, startedAt } = this.#options;
    const firstByteMs = this.#tap?.firstByteMs;
    const timings = { ...connection.connectTimings, ...(firstByteMs === undefined ? {} : { firstByteMs }) };
    return { durationMs: Math.round(performance.now() - startedAt), timings };
  }

  #timeout(phase: "connect" | "response", limitMs: number, missing?: string): EgressResult {
    const what =
      missing ?? (phase === "connect" ? "No connection to the destination" : "No response from the destination");
    return { kind: "timeout", phase, ...this.#times(), problem: `${what} within ${limitMs / 1000} s.` };
  }

  #failure(error: Error): EgressResult {
    const code = errorCode(error);
    const times = this.#times();
    if (code === "EGRESS_BLOCKED") return { kind: "blocked", problem: NOT_ALLOWED, durationMs: times.durationMs };
    if (code === "EGRESS_CONNECT_TIMEOUT") {
      const missing = error instanceof EgressError ? error.missing : undefined;
      return this.#timeout("connect", this.#options.connectTimeoutMs, missing);
    }
    const isSent = this.#controller !== null;
    this.#noteUnanswered();
    const problem = networkProblem(error, isSent);
    return { kind: "network_error", problem, ...(code === undefined ? {} : { code }), isSent, ...times };
  }

  #noteUnanswered(): void {
    const tap = this.#tap;
    if (tap === null || tap.exchanges < 2 || tap.hasAnswered) return;
    this.#unanswered = this.#isRequestSent && tap.isFlushed ? "whole" : "partly_sent";
  }
}
