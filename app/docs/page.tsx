import type { Metadata } from "next";
import { DocsFrame } from "#components/docs/docs-frame.tsx";
import { docTree } from "#lib/docs/tree.ts";

const DESCRIPTION =
  "Emit an event once, deliver it to the tools your customers have connected, and let them watch and repair it.";

export const metadata: Metadata = { title: "Meshes docs", description: DESCRIPTION };

export default function DocsIndexPage() {
  return (
    <DocsFrame path="/docs" title="Documentation" description={DESCRIPTION}>
      {docTree.map(({ title, links }) => (
        <section key={title} className="mt-8">
          <h2 className="text-xl font-semibold">{title}</h2>
          <ul className="mt-2">
            {links.map(({ href, title: name, description }) => (
              <li key={href} className="border-b py-2">
                <a href={href} className="font-medium text-link hover:underline">
                  {name}
                </a>
                <span className="block text-soft">{description}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </DocsFrame>
  );
}
