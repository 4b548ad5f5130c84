import { retentionMonths } from "#domain/operations/partitions";
import { KEY_DAYS } from "#domain/operations/prune";
import { ASSUMED, MEASURED, PRICES } from "./inputs.ts";

const MICROS = 1_000_000;
const GIBIBYTE = 1024 ** 3;
const GIGABYTE = 1_000_000_000;
const DAYS_A_MONTH = 365 / 12;
/** vCPUs of the database classes m7g.large to m7g.16xlarge. */
const DATABASE_CORES = [2, 4, 8, 16, 32, 48, 64];

export interface Month {
  /** In the busiest hour. */
  textsPerSecond: number;
  hosts: number;
  databaseCores: number;
  /** What the tables take when old months are dropped as fast as new ones come. */
  tableGibibytes: number;
  /** Dollars a month, by line of the bill. */
  dollars: Record<Line, number>;
  total: number;
}

export const LINES = [
  "web and worker",
  "PostgreSQL, with a standby",
  "disks of both",
  "backups",
  "Redis, with a replica",
  "load balancer",
  "traffic",
] as const;
type Line = (typeof LINES)[number];

/** What so many texts a month cost. Throws when one database can't carry them: then shops are divided among several. */
export function monthOf(texts: number): Month {
  const textsPerSecond = (texts * ASSUMED.busiestHour) / 3_600;
  const cores = (micros: number) => (textsPerSecond * micros) / MICROS / ASSUMED.mostBusy;
  const hosts = Math.max(
    ASSUMED.leastHosts,
    Math.ceil(cores(MEASURED.cpu.web + MEASURED.cpu.worker) / ASSUMED.coresAHost),
  );
  const databaseCores = DATABASE_CORES.find((it) => it >= cores(MEASURED.cpu.postgres));
  if (databaseCores === undefined || cores(MEASURED.cpu.redis) > 1)
    throw new Error(`${texts} texts a month are more than one database or one Redis can carry.`);
  const tableGibibytes = (texts * tableBytesOf()) / GIBIBYTE;
  const disk = tableGibibytes * ASSUMED.diskSpare;
  const dollars: Month["dollars"] = {
    "web and worker": hosts * hourly(PRICES.host.usd),
    "PostgreSQL, with a standby": 2 * (databaseCores / 2) * hourly(PRICES.database.usd),
    "disks of both": 2 * disk * PRICES.databaseStorage.usd,
    backups: backups(texts, tableGibibytes, disk),
    "Redis, with a replica": 2 * hourly(PRICES.redis.usd),
    "load balancer": hourly(PRICES.balancer.usd) + gigabytes(texts, MEASURED.receipts) * PRICES.balancerUnit.usd,
    traffic: traffic(texts),
  };
  const total = LINES.reduce((sum, line) => sum + dollars[line], 0);
  return { textsPerSecond, hosts, databaseCores, tableGibibytes, dollars, total };
}

/** Of each text of a month: its bytes, as many times as months of them are there at once. A month is dropped when its retention is over. */
function tableBytesOf(): number {
  const { withMessages, intake, intakeKeys } = MEASURED.bytes;
  return (
    withMessages * (retentionMonths.messages + 1) +
    intake * (retentionMonths.intake + 1) +
    (intakeKeys * KEY_DAYS) / DAYS_A_MONTH
  );
}

/** A full copy and the log of some days; as much as the disk that is paid for costs nothing. */
function backups(texts: number, tableGibibytes: number, disk: number): number {
  const log = (texts * MEASURED.bytes.wal * ASSUMED.backupDays) / DAYS_A_MONTH / GIBIBYTE;
  return Math.max(0, tableGibibytes + log - disk) * PRICES.databaseBackup.usd;
}

function traffic(texts: number): number {
  const out = gigabytes(texts, MEASURED.network.carrier);
  const inside = gigabytes(texts, MEASURED.network.database + MEASURED.network.redis);
  return (
    2 * hourly(PRICES.gateway.usd) +
    out * (PRICES.gatewayTraffic.usd + PRICES.internet.usd) +
    inside * ASSUMED.betweenZones * PRICES.betweenZones.usd
  );
}

function hourly(usd: number): number {
  return usd * ASSUMED.hoursAMonth;
}

function gigabytes(texts: number, bytes: number): number {
  return (texts * bytes) / GIGABYTE;
}
