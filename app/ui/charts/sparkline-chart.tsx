import { Area, AreaChart, ResponsiveContainer, YAxis } from "recharts";

export default function SparklineChart({ values, height }: { values: number[]; height: number }) {
  const data = values.map((value, place) => ({ place, value }));
  return (
    <ResponsiveContainer width="100%" height={height}>
      <AreaChart data={data} margin={{ top: 2, right: 0, bottom: 2, left: 0 }} accessibilityLayer={false}>
        <YAxis hide domain={[0, (most: number) => most || 1]} />
        <Area
          dataKey="value"
          type="monotone"
          stroke="var(--p-color-border-emphasis)"
          strokeWidth={1.5}
          fill="var(--p-color-bg-surface-emphasis)"
          isAnimationActive={false}
        />
      </AreaChart>
    </ResponsiveContainer>
  );
}
