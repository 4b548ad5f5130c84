import styles from "./long-name.module.css";

export interface LongNameProps {
  children: string;
  /** In a column that is not the table's first. */
  isNarrow?: boolean;
}

/** A name that someone chose, of any length, in at most three lines. The whole name is its title. */
export function LongName({ children, isNarrow = false }: LongNameProps) {
  return (
    <span className={`${styles.name} ${isNarrow ? styles.narrow : ""}`} title={children}>
      {children}
    </span>
  );
}
