export function NotEmbeddedState() {
  return (
    <div data-slot="not-embedded-state" className="rounded-lg border px-4 py-6 text-center">
      <h1 className="font-medium">This workspace is part of another page</h1>
      <p className="mt-1 text-sm text-soft">
        It works inside the product that it belongs to. Open it there instead of in its own window.
      </p>
    </div>
  );
}
