export default function RootPage() {
  return (
    <main className="mx-auto max-w-xl px-6 py-12">
      <h1 className="text-xl font-semibold">Meshes</h1>
      <p className="mt-2 text-soft">
        This server delivers a product&apos;s events to the tools of its customers. There is nothing to see at this
        address: the workspace opens inside the product that it belongs to, and programs use the API.
      </p>
      <p className="mt-4">
        <a href="/docs" className="text-link underline">
          Documentation
        </a>
      </p>
    </main>
  );
}
