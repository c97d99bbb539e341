import { cn } from "#components/ui/cn.ts";
import { docTree } from "#lib/docs/tree.ts";

/** All pages; the one that is shown is marked. Plain links: every page is a document of its own. */
export function DocsNav({ path, label }: { path: string; label: string }) {
  return (
    <nav aria-label={label} className="text-base">
      {docTree.map(({ title, links }) => (
        <section key={title} className="mb-5">
          <h2 className="mb-1 px-2 text-sm font-semibold text-ink">{title}</h2>
          <ul>
            {links.map((link) => (
              <li key={link.href}>
                <a
                  href={link.href}
                  aria-current={link.href === path ? "page" : undefined}
                  className={cn(
                    "block rounded-md px-2 py-1 hover:bg-hover",
                    link.href === path ? "bg-hover font-medium text-link" : "text-soft",
                  )}
                >
                  {link.title}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
