import type { ReactNode } from "react";

export interface Column<Row> {
  name: string;
  isNumber?: boolean;
  cell(row: Row): ReactNode;
}

interface TableProps<Row> {
  /** Its name among the places that refresh themselves. */
  fresh: string;
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  keyOf(row: Row): string;
  /** What an empty table says. */
  empty: string;
}

/** A table that refreshes itself. The first column names the row. */
export function Table<Row>({ fresh, caption, columns, rows, keyOf, empty }: TableProps<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls on a phone, and a keyboard must reach it
    <section className="card scroll" data-fresh={fresh} aria-label={caption} tabIndex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ name, isNumber }) => (
              <th key={name} scope="col" className={isNumber ? "number" : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ name, isNumber, cell }, at) =>
                at === 0 ? (
                  <th key={name} scope="row">
                    {cell(row)}
                  </th>
                ) : (
                  <td key={name} className={isNumber ? "number" : undefined}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p>{empty}</p>}
    </section>
  );
}
