import "#app/globals.css";

// What Next puts there when it builds a page.
globalThis.process ??= { env: {} } as typeof process;
