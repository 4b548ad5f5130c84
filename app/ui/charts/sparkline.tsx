import { lazy, Suspense } from "react";
import { BrowserOnly } from "../browser-only.tsx";

const SparklineChart = lazy(() => import("./sparkline-chart.tsx"));

/** Reserved before the chart is there, so that nothing jumps. */
const HEIGHT = 40;

/** A trend without axes. It says nothing that the number beside it doesn't, so it is hidden from screen readers. */
export function Sparkline({ values }: { values: number[] }) {
  return (
    <div style={{ height: HEIGHT }} aria-hidden="true">
      <BrowserOnly fallback={null}>
        {() => (
          <Suspense fallback={null}>
            <SparklineChart values={values} height={HEIGHT} />
          </Suspense>
        )}
      </BrowserOnly>
    </div>
  );
}
