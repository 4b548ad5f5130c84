/** Zones of regions outside the United States and Canada whose country spans several. Source: IANA database 2025b. */
export const REGION_ZONES: Readonly<Record<string, string>> = {
  "AU-ACT": "Australia/Sydney",
  "AU-NSW": "Australia/Sydney Australia/Adelaide Australia/Lord_Howe",
  "AU-NT": "Australia/Darwin",
  "AU-QLD": "Australia/Brisbane",
  "AU-SA": "Australia/Adelaide Australia/Eucla",
  "AU-TAS": "Australia/Sydney",
  "AU-VIC": "Australia/Sydney",
  "AU-WA": "Australia/Perth Australia/Eucla",
};
