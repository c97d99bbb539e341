export default function NotFound() {
  return (
    <main className="mx-auto max-w-xl px-6 py-12">
      <h1 className="text-xl font-semibold">This page does not exist</h1>
      <p className="mt-2 text-soft">The address may be mistyped, or the page may have moved.</p>
    </main>
  );
}
