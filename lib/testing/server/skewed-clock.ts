/** Loaded before everything else (`node --import`), it sets the clock of a process wrong by MESHES_TEST_SKEW_MS. */
const skewMs = Number(process.env["MESHES_TEST_SKEW_MS"]);
const RealDate = Date;

class SkewedDate extends RealDate {
  constructor(...args: unknown[]) {
    if (args.length === 0) super(SkewedDate.now());
    else super(...(args as [number]));
  }

  static override now(): number {
    return RealDate.now() + skewMs;
  }
}

Object.assign(globalThis, { Date: SkewedDate });
