import { Link, Text } from "@shopify/polaris";
import styles from "./bar-list.module.css";

export interface BarListItem {
  label: string;
  value: number;
  /** The list behind the number. */
  url?: string;
}

export interface BarListProps {
  title: string;
  items: BarListItem[];
  format?: (value: number) => string;
}

/** Amounts by kind, longest bar first. It is a table to begin with, so everyone reads the same. */
export function BarList({ title, items, format = (value) => value.toLocaleString("en-US") }: BarListProps) {
  const sorted = [...items].sort((one, other) => other.value - one.value);
  const most = Math.max(1, ...items.map(({ value }) => value));
  return (
    <table className={styles.list}>
      <caption className={styles.caption}>{title}</caption>
      <tbody>
        {sorted.map(({ label, value, url }) => (
          <tr key={label}>
            <th scope="row" className={styles.label}>
              <span className={styles.bar} style={{ width: `${(100 * value) / most}%` }} />
              <span className={styles.text}>{url ? <Link url={url}>{label}</Link> : label}</span>
            </th>
            <td className={styles.value}>
              <Text as="span" numeric>
                {format(value)}
              </Text>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
