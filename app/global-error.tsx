"use client";

import "./globals.css";

export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong</title>
        <main className="mx-auto max-w-xl px-6 py-12" role="alert">
          <h1 className="text-xl font-semibold">Something went wrong</h1>
          <p className="mt-2 text-soft">
            Trying again may help. If it does not, reload the page that contains this one.
          </p>
          <button type="button" className="mt-4 rounded-md border px-3 py-1.5" onClick={retry}>
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
