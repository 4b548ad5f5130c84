import { Link } from "@shopify/polaris";
import type { ReactNode } from "react";
import styles from "./report.module.css";

export interface NumberRow {
  label: string;
  /** Null: not known, or not of this step. */
  value: number | null;
  /** The list behind the number. */
  url?: string;
  /** In its place, when it isn't a plain number: an amount of money. */
  shown?: ReactNode;
  /** What share of something it is: "8.3% of delivered". */
  share?: string | null;
  /** It explains the row above. */
  isDetail?: boolean;
}

/** Numbers with their names, each a link to the people behind it. A dash means that the number isn't known. */
export function NumbersTable({ title, rows }: { title: string; rows: NumberRow[] }) {
  return (
    <table className={styles.numbers}>
      <caption>{title}</caption>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.label} ${row.url}`} className={row.isDetail ? styles.detail : undefined}>
            <th scope="row">{row.label}</th>
            <td>
              {shownIn(row)}
              {row.share && ` (${row.share})`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function shownIn({ value, url, shown }: NumberRow): ReactNode {
  if (shown !== undefined) return shown;
  if (value === null) return "–";
  const text = value.toLocaleString("en-US");
  return url && value > 0 ? <Link url={url}>{text}</Link> : text;
}
