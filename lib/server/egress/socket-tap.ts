import type { Socket } from "node:net";

/** The most of a response's head that is kept, and the limit of the parser. */
export const RESPONSE_HEADER_BYTES_MAX = 128 * 1024;

type Written = (error?: Error | null) => void;

/**
 * What passes over one socket, which the parser does not tell: whether anything was answered at all, the first bytes of
 * the answer as they came, and whether the request left this process. One exchange at a time, between `begin` and the next.
 */
export class SocketTap {
  readonly #socket: Socket;
  #received = 0;
  #head: Buffer[] = [];
  #unwritten = 0;
  #exchanges = 0;
  #beganAt = 0;
  #firstByteMs: number | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.#watchReading();
    this.#watchWriting();
  }

  begin(): void {
    this.#received = 0;
    this.#head = [];
    this.#exchanges += 1;
    this.#beganAt = performance.now();
    this.#firstByteMs = undefined;
  }

  /** The parser has read the head, so it need not be kept. */
  forgetHead(): void {
    this.#head = [];
  }

  get head(): Buffer {
    return Buffer.concat(this.#head);
  }

  get hasAnswered(): boolean {
    return this.#received > 0;
  }

  /** Since the exchange began; undefined while nothing was answered. */
  get firstByteMs(): number | undefined {
    return this.#firstByteMs;
  }

  get exchanges(): number {
    return this.#exchanges;
  }

  /** False while bytes that were handed to the socket have not been taken over by the operating system. */
  get isFlushed(): boolean {
    return this.#unwritten === 0;
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed && this.#socket.writable;
  }

  #watchReading(): void {
    const read = this.#socket.read.bind(this.#socket);
    this.#socket.read = (size?: number) => {
      const chunk: unknown = read(size);
      if (chunk instanceof Buffer) this.#keep(chunk);
      return chunk;
    };
  }

  #keep(chunk: Buffer): void {
    this.#firstByteMs ??= performance.now() - this.#beganAt;
    const room = RESPONSE_HEADER_BYTES_MAX - this.#received;
    // Copied: the parser may use the memory of a chunk again.
    if (room > 0) this.#head.push(Buffer.from(chunk.subarray(0, room)));
    this.#received += chunk.length;
  }

  #watchWriting(): void {
    const write = this.#socket.write.bind(this.#socket);
    this.#socket.write = (chunk: Uint8Array | string, given?: BufferEncoding | Written, done?: Written) => {
      const [encoding, callback] = typeof given === "function" ? [undefined, given] : [given, done];
      this.#unwritten += 1;
      return write(chunk, encoding, (error) => {
        if (!error) this.#unwritten -= 1;
        callback?.(error);
      });
    };
  }
}
