/** Tuesday, 10:00 in New York, 08:00 in Denver, 07:00 in Los Angeles: what most tests begin at, whenever they run. */
export const TUESDAY_MORNING = new Date("2026-11-24T15:00:00Z");
