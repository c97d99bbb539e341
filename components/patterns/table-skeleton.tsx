import { columnClasses, type Column } from "#components/patterns/column.ts";
import { TableFrame } from "#components/patterns/table-frame.tsx";
import { TableHead } from "#components/patterns/table-head.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

const ROWS = 8;

type TableSkeletonProps<T> = { caption: string; loadingLabel: string; columns: readonly Column<T>[]; rows?: number };

export function TableSkeleton<T>({ caption, loadingLabel, columns, rows = ROWS }: TableSkeletonProps<T>) {
  return (
    <>
      <p role="status" className="sr-only">
        {loadingLabel}
      </p>
      <TableFrame isBusy>
        <TableHead caption={caption} columns={columns} />
        <tbody className="divide-y">
          {Array.from({ length: rows }, (_, index) => (
            <tr key={index} className="h-11">
              {columns.map((column) => (
                <td key={column.key} className={columnClasses(column)}>
                  <Skeleton className={column.align === "end" ? "ms-auto w-2/3" : "w-2/3"} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </TableFrame>
    </>
  );
}
