export type DocPage = { slug: string; title: string; description: string; markdown: string };

const FRONT_MATTER = /^---\ntitle: (?<title>.+)\ndescription: (?<description>.+)\n---\n+/;

/** A page from its file: two lines of front matter, then Markdown without a first heading of its own. */
export function parsePage(slug: string, text: string): DocPage {
  const found = FRONT_MATTER.exec(text);
  const { title, description } = found?.groups ?? {};
  if (found === null || title === undefined || description === undefined) {
    throw new Error(`docs/${slug}.md must begin with front matter: title, then description`);
  }
  return { slug, title, description, markdown: text.slice(found[0].length) };
}
