/** What a demo or a test asks its keeper to run. Null: not needed, because the environment names another one. */
export interface ServiceOrder {
  /** Absolute; holds the record, the logs and (unless we are root) the data. */
  folder: string;
  /** True: one holder at a time (a demo). False: everyone who comes shares (tests). */
  isExclusive: boolean;
  isDurable: boolean;
  /** `settings` are PostgreSQL's own, by their names; what is not given is as for a demo. */
  postgres: { preferredPort: number | null; settings?: Record<string, string> } | null;
  redis: { preferredPort: number | null; databases: number } | null;
  /** A Redis Cluster of so many masters without replicas. It begins empty at every start, durable or not. */
  redisCluster?: { masters: number };
}
