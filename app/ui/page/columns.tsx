import type { ReactNode } from "react";
import styles from "./columns.module.css";

export interface ColumnsProps {
  /** The narrow column; below the main one on a phone. */
  aside: ReactNode;
  /** Keeps the narrow column in view while the main one scrolls. */
  isAsideSticky?: boolean;
  children: ReactNode;
}

/**
 * A wide column and a narrow one. Not by Polaris's Layout: it centers the wide column until the narrow one has arrived, and
 * a page that arrives in pieces then jumps.
 */
export function Columns({ aside, isAsideSticky = false, children }: ColumnsProps) {
  return (
    <div className={styles.columns}>
      <div>{children}</div>
      <div>
        <div className={isAsideSticky ? styles.sticky : undefined}>{aside}</div>
      </div>
    </div>
  );
}
