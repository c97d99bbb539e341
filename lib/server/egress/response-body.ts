import { StringDecoder } from "node:string_decoder";

const FIRST_BYTES = 512;

/** Keeps the first `bytesMax` bytes in one growing buffer; many tiny chunks cost no more than one large one. */
export class ResponseBody {
  readonly #bytesMax: number;
  #buffer: Buffer = Buffer.alloc(0);
  #length = 0;
  isTruncated = false;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  append(chunk: Uint8Array): void {
    const room = this.#bytesMax - this.#length;
    const kept = chunk.length > room ? chunk.subarray(0, room) : chunk;
    this.isTruncated ||= chunk.length > room;
    this.#grow(this.#length + kept.length);
    this.#buffer.set(kept, this.#length);
    this.#length += kept.length;
  }

  /** Invalid UTF-8 becomes U+FFFD, and so does NUL, which Postgres text cannot hold. A cut character is dropped. */
  text(): string {
    const bytes = this.#buffer.subarray(0, this.#length);
    const text = this.isTruncated ? new StringDecoder("utf8").write(bytes) : bytes.toString("utf8");
    return text.replaceAll("\0", "\uFFFD");
  }

  #grow(needed: number): void {
    if (needed <= this.#buffer.length) return;
    const size = Math.min(this.#bytesMax, Math.max(needed, this.#buffer.length * 2, FIRST_BYTES));
    const grown = Buffer.allocUnsafe(size);
    grown.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = grown;
  }
}
