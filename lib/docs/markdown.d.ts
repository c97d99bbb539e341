/** The build brings the text of a Markdown file along (`turbopack.rules` in next.config.js). */
declare module "*.md" {
  const text: string;
  export default text;
}
