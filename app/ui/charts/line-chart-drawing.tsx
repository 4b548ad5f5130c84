import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { LineChartProps } from "./line-chart-props.ts";

const text = { fill: "var(--p-color-text-secondary)", fontSize: 12 };

export default function LineChartDrawing({ title, points, format, height }: LineChartProps & { height: number }) {
  return (
    <ResponsiveContainer width="100%" height={height}>
      <LineChart data={points} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--p-color-border-secondary)" />
        <XAxis dataKey="label" tick={text} tickLine={false} axisLine={false} minTickGap={32} />
        <YAxis tick={text} tickLine={false} axisLine={false} width={72} tickFormatter={format} />
        <Tooltip formatter={(value) => format(Number(value))} isAnimationActive={false} />
        <Line
          dataKey="previous"
          name="Previous period"
          stroke="var(--p-color-border-tertiary)"
          strokeDasharray="4 4"
          dot={false}
          isAnimationActive={false}
        />
        <Line
          dataKey="value"
          name={title}
          stroke="var(--p-color-border-emphasis)"
          strokeWidth={2}
          dot={false}
          isAnimationActive={false}
        />
      </LineChart>
    </ResponsiveContainer>
  );
}
