import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import { NOT_ALLOWED } from "./check-url.ts";
import { EgressError } from "./egress-error.ts";
import type { EgressResult } from "./egress-result.ts";
import { errorCode, networkProblem } from "./network-problem.ts";
import { ResponseBody } from "./response-body.ts";
import { flattenHeaders } from "./response-headers.ts";

const INFORMATIONAL_MAX = 16;

export type ExchangeOptions = {
  responseBytesMax: number;
  connectTimeoutMs: number;
  totalTimeoutMs: number;
  onFinished: () => void;
};

type Head = { statusCode: number; headers: Record<string, string> };

/**
 * One request and its answer. `result` settles as soon as the outcome is known; `onFinished` runs when undici is done
 * with it, which can be later: a place at the gate is only free when the socket is.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly #outcome = Promise.withResolvers<EgressResult>();
  readonly #startedAt = performance.now();
  readonly #options: ExchangeOptions;
  readonly #body: ResponseBody;
  #controller: Dispatcher.DispatchController | null = null;
  #head: Head | null = null;
  #informational = 0;
  #isSettled = false;

  constructor(options: ExchangeOptions) {
    this.#options = options;
    this.#body = new ResponseBody(options.responseBytesMax);
  }

  get result(): Promise<EgressResult> {
    return this.#outcome.promise;
  }

  /** The total deadline has passed. Before undici has a connection there is nothing to abort yet. */
  expire(): void {
    const isConnected = this.#controller !== null;
    this.#settle(this.#timeout(isConnected ? "response" : "connect", this.#options.totalTimeoutMs));
    this.#controller?.abort(new EgressError("EGRESS_DONE"));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#isSettled) controller.abort(new EgressError("EGRESS_DONE"));
  }

  onResponseStart(controller: Dispatcher.DispatchController, statusCode: number, headers: IncomingHttpHeaders): void {
    if (statusCode >= 200) {
      this.#head = { statusCode, headers: flattenHeaders(headers) };
      return;
    }
    this.#informational += 1;
    if (this.#informational > INFORMATIONAL_MAX) controller.abort(new EgressError("EGRESS_INFORMATIONAL_FLOOD"));
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#body.append(chunk);
    if (!this.#body.isTruncated) return;
    this.#settleResponse();
    controller.abort(new EgressError("EGRESS_DONE"));
  }

  onResponseEnd(): void {
    this.#settleResponse();
    this.#options.onFinished();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#settle(this.#failure(error));
    this.#options.onFinished();
  }

  #settle(result: EgressResult): void {
    this.#isSettled = true;
    this.#outcome.resolve(result);
  }

  #settleResponse(): void {
    if (this.#head === null || this.#isSettled) return;
    const { isTruncated } = this.#body;
    this.#settle({
      kind: "response",
      ...this.#head,
      body: this.#body.text(),
      truncated: isTruncated,
      durationMs: this.#durationMs(),
    });
  }

  #durationMs(): number {
    return Math.round(performance.now() - this.#startedAt);
  }

  #timeout(phase: "connect" | "response", limitMs: number): EgressResult {
    const what = phase === "connect" ? "No connection to the destination" : "No complete response from the destination";
    return {
      kind: "timeout",
      phase,
      durationMs: this.#durationMs(),
      problem: `${what} within ${limitMs / 1000} s.`,
    };
  }

  #failure(error: Error): EgressResult {
    const code = errorCode(error);
    const durationMs = this.#durationMs();
    if (code === "EGRESS_BLOCKED") return { kind: "blocked", problem: NOT_ALLOWED, durationMs };
    if (code === "EGRESS_CONNECT_TIMEOUT" || (code === "ETIMEDOUT" && this.#controller === null)) {
      return this.#timeout("connect", this.#options.connectTimeoutMs);
    }
    return {
      kind: "network_error",
      problem: networkProblem(code),
      ...(code === undefined ? {} : { code }),
      isSent: this.#controller !== null,
      durationMs,
    };
  }
}
