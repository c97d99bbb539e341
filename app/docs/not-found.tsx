import { DocsFrame } from "#components/docs/docs-frame.tsx";

export default function DocsNotFound() {
  return (
    <DocsFrame
      path="/docs/not-found"
      title="This page does not exist"
      description="The address may be mistyped, or the page may have moved."
    >
      <p className="mt-4">
        <a href="/docs" className="text-link underline">
          All pages of the documentation
        </a>
      </p>
    </DocsFrame>
  );
}
