export interface LineChartPoint {
  /** What stands on the axis: "Nov 21". */
  label: string;
  value: number;
  /** The same day of the period it is compared with. */
  previous?: number;
}

export interface LineChartProps {
  /** What is measured: "Attributed revenue". */
  title: string;
  points: LineChartPoint[];
  format: (value: number) => string;
}
