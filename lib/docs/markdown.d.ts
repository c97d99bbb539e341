/** The build brings the text of a Markdown file along (`turbopack.rules` in next.config.ts). */
declare module "*.md" {
  const text: string;
  export default text;
}
