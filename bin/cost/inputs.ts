/** A list price, and where it stands. */
export interface Price {
  usd: number;
  per: string;
  /** The provider's own page. */
  page: string;
  /**
   * How it was read: from a copy of that page in an article of that date, if there was one at hand. The provider's pages load
   * their tables by script, so they could not be read directly.
   */
  read: string;
}

const INSTANCES = "https://aws.amazon.com/ec2/pricing/on-demand/";
const RDS = "https://aws.amazon.com/rds/postgresql/pricing/";
const UNCONFIRMED = "not confirmed: no copy of the page was at hand on 2026-11-30";

/** AWS, us-east-1, on demand, without any discount. */
export const PRICES = {
  host: {
    usd: 0.0816,
    per: "hour of an m7g.large (2 vCPU, 8 GiB)",
    page: INSTANCES,
    read: "factualminds.com, 2026-06-17",
  },
  database: {
    usd: 0.168,
    per: "hour of a db.m7g.large (2 vCPU, 8 GiB); larger ones in proportion",
    page: RDS,
    read: UNCONFIRMED,
  },
  databaseStorage: { usd: 0.115, per: "GiB-month of gp3 at RDS", page: RDS, read: "usage.ai, June 2026" },
  databaseBackup: {
    usd: 0.095,
    per: "GiB-month of backups beyond the database's own size",
    page: RDS,
    read: "usage.ai, June 2026",
  },
  redis: {
    usd: 0.032,
    per: "hour of a cache.t4g.small (1.37 GiB)",
    page: "https://aws.amazon.com/elasticache/pricing/",
    read: UNCONFIRMED,
  },
  balancer: {
    usd: 0.0225,
    per: "hour of an Application Load Balancer",
    page: "https://aws.amazon.com/elasticloadbalancing/pricing/",
    read: "calculator.city, read 2026-11-30",
  },
  balancerUnit: {
    usd: 0.008,
    per: "hour of one of its capacity units (1 GB an hour)",
    page: "https://aws.amazon.com/elasticloadbalancing/pricing/",
    read: UNCONFIRMED,
  },
  gateway: {
    usd: 0.045,
    per: "hour of a NAT gateway",
    page: "https://aws.amazon.com/vpc/pricing/",
    read: "leanopstech.com, 2026-04-27",
  },
  gatewayTraffic: {
    usd: 0.045,
    per: "GB through a NAT gateway",
    page: "https://aws.amazon.com/vpc/pricing/",
    read: "leanopstech.com, 2026-04-27",
  },
  internet: {
    usd: 0.09,
    per: "GB to the internet (the first 10 TB; more is cheaper)",
    page: INSTANCES,
    read: "leanopstech.com, 2026-04-27",
  },
  betweenZones: {
    usd: 0.02,
    per: "GB between zones (0.01 on each side)",
    page: INSTANCES,
    read: "leanopstech.com, 2026-04-27",
  },
} satisfies Record<string, Price>;

/** Of one text with its two receipts. */
export const MEASURED = {
  /** Where the figures come from, for the page. */
  from:
    "CPU and tables: the first 250,000 texts of `soak` with two receipts each, web, worker, PostgreSQL, Redis and carrier on one machine (AMD EPYC, 2 cores, " +
    "load average 25), 2026-11-30. Network: `hosts`, the same day. On a quiet machine a text took web 96, worker 101 and PostgreSQL 275 µs " +
    "(`dispatch --receipts`, 2026-11-21), so the figures below are on the safe side",
  /** CPU µs. */
  cpu: { web: 327, worker: 341, postgres: 794, redis: 40 },
  /** Bytes in PostgreSQL, by how long they are kept. */
  bytes: {
    /** messages, short links and all else that stays with a text */
    withMessages: 1_511,
    /** what came by webhook, the bodies of receipts included */
    intake: 1_053,
    /** the names by which a repeated webhook is known */
    intakeKeys: 406,
    /** the log of changes */
    wal: 6_136,
  },
  /** Bytes on the network, both ways, headers included. */
  network: { carrier: 1_128, database: 1_254, redis: 195 },
  /** Two receipts as they come to the web process; of Twilio's form of some 500 bytes with its headers. */
  receipts: 3_000,
};

export const ASSUMED = {
  hoursAMonth: 730,
  /** Of a month's texts in its busiest hour: 3.6 times the average of twelve hours a day. */
  busiestHour: 0.01,
  /** No processor is busier than this in that hour. */
  mostBusy: 0.5,
  /** Disk is bought for so much more than is used. */
  diskSpare: 1.2,
  /** Days that can be gone back to. */
  backupDays: 7,
  /** Of what processes and database say to each other, the share between zones. */
  betweenZones: 0.5,
  /** Each of web and worker runs twice, in two zones. One host runs both. */
  leastHosts: 2,
  coresAHost: 2,
};
