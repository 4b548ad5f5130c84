import styles from "./hidden-table.module.css";

export interface HiddenTableProps {
  caption: string;
  columns: string[];
  /** The first cell names the row. */
  rows: (string | number)[][];
}

/** What a chart shows, for those who hear it instead of seeing it. */
export function HiddenTable({ caption, columns, rows }: HiddenTableProps) {
  return (
    // A table is as wide as its words whatever its style says, and would widen the page.
    <div className={styles.hidden}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first = "", ...rest]) => (
            <tr key={first}>
              <th scope="row">{first}</th>
              {rest.map((cell, column) => (
                <td key={columns[column + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
