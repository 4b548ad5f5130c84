/** What a demo or a test asks its keeper to run. Null: not needed, because the environment names another one. */
export interface ServiceOrder {
  /** Absolute; holds the record, the logs and (unless we are root) the data. */
  folder: string;
  isDurable: boolean;
  postgres: { preferredPort: number } | null;
  redis: { preferredPort: number; databases: number } | null;
}
