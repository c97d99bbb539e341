import { columnClasses, type Column } from "#components/patterns/column.ts";
import { cn } from "#components/ui/cn.ts";

type TableHeadProps<T> = { caption: string; columns: readonly Column<T>[] };

export function TableHead<T>({ caption, columns }: TableHeadProps<T>) {
  return (
    <>
      <caption className="sr-only">{caption}</caption>
      {/* WebKit goes on counting the widths of cells that a container query hides; those of hidden columns it drops. */}
      <colgroup>
        {columns.map(({ key, width, isHiddenOnNarrow }) => (
          <col key={key} className={cn(isHiddenOnNarrow && "hidden @2xl:table-column", width)} />
        ))}
      </colgroup>
      <thead className="border-b text-xs text-soft">
        <tr className="h-8">
          {columns.map((column) => (
            <th key={column.key} scope="col" className={columnClasses(column, "font-medium")}>
              <span className={column.isHeaderHidden ? "sr-only" : ""}>{column.header}</span>
            </th>
          ))}
        </tr>
      </thead>
    </>
  );
}
