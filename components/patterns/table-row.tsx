"use client";

import Link from "next/link";
import type { MouseEvent, ReactNode } from "react";
import { columnClasses, type Column } from "#components/patterns/column.ts";
import { cn } from "#components/ui/cn.ts";

const INTERACTIVE = "a,button,input,select,textarea,time,[role=alertdialog]";

/** A click beside the link opens the row too; selecting text or using a control in the row does not. */
function followRowLink(event: MouseEvent<HTMLTableRowElement>) {
  if (event.target instanceof Element && event.target.closest(INTERACTIVE)) return;
  if (window.getSelection()?.toString()) return;
  event.currentTarget.querySelector<HTMLAnchorElement>("a[data-row-link]")?.click();
}

/** A span over columns that are hidden on narrow screens would bring them back as empty ones. */
function spanShownColumns(cell: HTMLTableCellElement | null) {
  const table = cell?.closest("table");
  if (!cell || !table) return undefined;
  const fit = () => {
    const headers = [...table.querySelectorAll("thead th")];
    cell.colSpan = headers.filter((header) => header.getClientRects().length > 0).length;
  };
  const observer = new ResizeObserver(fit);
  observer.observe(table);
  fit();
  return () => observer.disconnect();
}

type TableRowProps<T> = { row: T; columns: readonly Column<T>[]; href: string | undefined; details: ReactNode };

export function TableRow<T>({ row, columns, href, details }: TableRowProps<T>) {
  const rowClasses = cn("h-11", href && "cursor-pointer hover:bg-hover");
  return (
    <>
      <tr className={rowClasses} onClick={href ? followRowLink : undefined}>
        {columns.map((column) => (
          <Cell key={column.key} column={column} row={row} href={href} />
        ))}
      </tr>
      {details ? (
        <tr>
          <td ref={spanShownColumns} className="p-2">
            {details}
          </td>
        </tr>
      ) : null}
    </>
  );
}

function Cell<T>({ column, row, href }: { column: Column<T>; row: T; href: string | undefined }) {
  const content = column.cell(row);
  if (!column.isRowHeader) return <td className={columnClasses(column, "py-1.5")}>{content}</td>;
  return (
    <th scope="row" className={columnClasses(column, "py-1.5 font-medium")}>
      {href ? (
        <Link data-row-link href={href} className="block min-w-0 hover:[&>:first-child]:underline">
          {content}
        </Link>
      ) : (
        content
      )}
    </th>
  );
}
