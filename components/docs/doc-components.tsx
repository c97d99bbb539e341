import type { ComponentProps, ReactNode } from "react";
import type { Components, ExtraProps } from "react-markdown";
import { CodeBlock } from "./code-block.tsx";

type CodeProps = Pick<ComponentProps<"code">, "className" | "children"> & ExtraProps;
type HeadingProps = { id?: string | undefined; children?: ReactNode };

function Anchor({ id }: { id: string | undefined }) {
  if (id === undefined) return null;
  return (
    <a
      href={`#${id}`}
      aria-label="Link to this section"
      className="ml-2 font-normal text-soft opacity-0 group-hover:opacity-100 hover:text-link focus:opacity-100"
    >
      #
    </a>
  );
}

function SectionHeading({ id, children }: HeadingProps) {
  return (
    <h2 id={id} className="group mt-10 mb-3 scroll-mt-4 border-t pt-6 text-xl font-semibold">
      <span>{children}</span>
      <Anchor id={id} />
    </h2>
  );
}

function SubHeading({ id, children }: HeadingProps) {
  return (
    <h3 id={id} className="group mt-6 mb-2 scroll-mt-4 text-lg font-semibold">
      <span>{children}</span>
      <Anchor id={id} />
    </h3>
  );
}

/** No inline style: the policy of the pages refuses it, and columns need no alignment of their own. */
function Cell({ children, isHead }: { children?: ReactNode; isHead: boolean }) {
  const className = "border-b px-3 py-1.5 text-left align-top first:pl-0";
  return isHead ? (
    <th scope="col" className={`${className} font-semibold`}>
      {children}
    </th>
  ) : (
    <td className={className}>{children}</td>
  );
}

/** How the elements of Markdown look. */
export const docComponents: Components = {
  h2: ({ id, children }) => <SectionHeading id={id}>{children}</SectionHeading>,
  h3: ({ id, children }) => <SubHeading id={id}>{children}</SubHeading>,
  p: ({ children }) => <p className="my-3 text-lg leading-relaxed">{children}</p>,
  ul: ({ children }) => <ul className="my-3 list-disc pl-6 text-lg leading-relaxed">{children}</ul>,
  ol: ({ children }) => <ol className="my-3 list-decimal pl-6 text-lg leading-relaxed">{children}</ol>,
  li: ({ children }) => <li className="my-1 [&>p]:my-1">{children}</li>,
  a: ({ href, children }) => (
    <a href={href} className="text-link underline underline-offset-2">
      {children}
    </a>
  ),
  blockquote: ({ children }) => (
    <blockquote className="my-4 rounded-md border-l-4 border-l-info bg-info-soft px-4 py-1">{children}</blockquote>
  ),
  table: ({ children }) => (
    <div role="region" aria-label="Table" tabIndex={0} className="my-4 overflow-x-auto">
      <table className="w-full border-collapse text-base">{children}</table>
    </div>
  ),
  th: ({ children }) => <Cell isHead>{children}</Cell>,
  td: ({ children }) => <Cell isHead={false}>{children}</Cell>,
  hr: () => <hr className="my-8" />,
  pre: ({ children }) => <>{children}</>,
  code: (props) => <Code {...props} />,
};

/** A fenced block knows its language, or at least has more than one line; everything else stands in a sentence. */
function Code({ className, children, node }: CodeProps) {
  const text = typeof children === "string" ? children : "";
  const language = /^language-(\w+)$/.exec(className ?? "")?.[1];
  if (language !== undefined || text.endsWith("\n")) {
    const caption = blockCaption(node?.data?.meta ?? "");
    return <CodeBlock language={language ?? "text"} text={text.replace(/\n$/, "")} caption={caption} />;
  }
  return <code className="rounded bg-muted px-1 py-0.5 font-mono text-[0.875em] break-words">{children}</code>;
}

/** What stands behind the language is for the tests, but two things help a reader: a file's name, an answer's status. */
function blockCaption(info: string): string | undefined {
  const file = /\bfile=(\S+)/.exec(info)?.[1];
  if (file !== undefined) return file;
  if (!/\banswer\b/.test(info)) return undefined;
  const status = /\bstatus=(\d+)/.exec(info)?.[1];
  return status === undefined ? "Answer" : `Answer, ${status}`;
}
