/** The code and the paragraphs of a short description; the document uses nothing else of Markdown in them. */
export function InlineMarkdown({ text }: { text: string }) {
  return text.split(/(`[^`]+`)/).map((part, index) =>
    part.startsWith("`") ? (
      // oxlint-disable-next-line react/no-array-index-key -- The text never changes.
      <code key={index} className="rounded bg-muted px-1 font-mono text-[0.875em]">
        {part.slice(1, -1)}
      </code>
    ) : (
      part
    ),
  );
}
