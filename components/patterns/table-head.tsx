import { columnClasses, type Column } from "#components/patterns/column.ts";

type TableHeadProps<T> = { caption: string; columns: readonly Column<T>[] };

export function TableHead<T>({ caption, columns }: TableHeadProps<T>) {
  return (
    <>
      <caption className="sr-only">{caption}</caption>
      <thead className="border-b text-xs text-soft">
        <tr className="h-8">
          {columns.map((column) => (
            <th key={column.key} scope="col" className={columnClasses(column, column.width, "font-medium")}>
              <span className={column.isHeaderHidden ? "sr-only" : ""}>{column.header}</span>
            </th>
          ))}
        </tr>
      </thead>
    </>
  );
}
