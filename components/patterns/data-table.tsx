"use client";

import type { ReactNode } from "react";
import { type Column } from "#components/patterns/column.ts";
import { LoadMore } from "#components/patterns/load-more.tsx";
import { TableFrame } from "#components/patterns/table-frame.tsx";
import { TableHead } from "#components/patterns/table-head.tsx";
import { TableRow } from "#components/patterns/table-row.tsx";

export type DataTableProps<T> = {
  caption: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  rowHref?: (row: T) => string;
  /** Something that belongs under one row, such as a confirmation; called, not mounted as a component. */
  getRowDetails?: (row: T) => ReactNode;
  onLoadMore?: (() => void) | undefined;
  isLoadingMore?: boolean;
};

export function DataTable<T>(props: DataTableProps<T>) {
  const { caption, columns, rows, rowKey, rowHref, getRowDetails, onLoadMore, isLoadingMore = false } = props;
  return (
    <div>
      <TableFrame>
        <TableHead caption={caption} columns={columns} />
        <tbody className="divide-y">
          {rows.map((row) => (
            <TableRow
              key={rowKey(row)}
              row={row}
              columns={columns}
              href={rowHref?.(row)}
              details={getRowDetails?.(row)}
            />
          ))}
        </tbody>
      </TableFrame>
      {onLoadMore ? <LoadMore shown={rows.length} onLoadMore={onLoadMore} isLoading={isLoadingMore} /> : null}
    </div>
  );
}
