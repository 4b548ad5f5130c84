import { lazy, Suspense } from "react";
import { BrowserOnly } from "../browser-only.tsx";
import { HiddenTable } from "./hidden-table.tsx";
import type { LineChartProps } from "./line-chart-props.ts";

const LineChartDrawing = lazy(() => import("./line-chart-drawing.tsx"));

/** Reserved before the chart is there, so that nothing jumps. */
export const CHART_HEIGHT = 240;

/** One measure over time, beside the period before; as a table for screen readers. */
export function LineChart({ title, points, format }: LineChartProps) {
  const isCompared = points.some(({ previous }) => previous !== undefined);
  return (
    <>
      <div style={{ height: CHART_HEIGHT }} aria-hidden="true">
        <BrowserOnly fallback={null}>
          {() => (
            <Suspense fallback={null}>
              <LineChartDrawing title={title} points={points} format={format} height={CHART_HEIGHT} />
            </Suspense>
          )}
        </BrowserOnly>
      </div>
      <HiddenTable
        caption={title}
        columns={["Day", title, ...(isCompared ? ["Previous period"] : [])]}
        rows={points.map(({ label, value, previous }) => [
          label,
          format(value),
          ...(isCompared ? [previous === undefined ? "–" : format(previous)] : []),
        ])}
      />
    </>
  );
}
