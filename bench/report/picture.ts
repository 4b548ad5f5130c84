import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type EChartsOption, init } from "echarts";
import { ROOT } from "../../bin/root.ts";

/** An ECharts option; colours of text and lines are chosen here, so that one file is readable on light and dark pages. */
export interface Chart {
  title: string;
  option: EChartsOption;
  width?: number;
  height?: number;
}

/** One hue a side, seen on white and on near-black alike. */
export const COLORS = ["#2f81f7", "#d29922", "#3fb950", "#db61a2", "#8b949e"];

const LINES = "#8b949e";
const STYLE =
  "<style>text{fill:#1f2328;stroke:none!important}@media(prefers-color-scheme:dark){text{fill:#e6edf3}}</style>";

/** Draws docs/benchmarks/<name>.svg and returns the file's name from the root. */
export function drawPicture(name: string, chart: Chart): string {
  const file = `docs/benchmarks/${name}.svg`;
  mkdirSync(join(ROOT, "docs/benchmarks"), { recursive: true });
  writeFileSync(join(ROOT, file), `${svgOf(chart)}\n`);
  return file;
}

export function svgOf({ title, option, width = 720, height = 320 }: Chart): string {
  const picture = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    picture.setOption({
      animation: false,
      backgroundColor: "transparent",
      color: COLORS,
      textStyle: { fontFamily: "system-ui, sans-serif", fontSize: 12 },
      title: { text: title, left: 8, top: 4, textStyle: { fontSize: 14, fontWeight: 600 } },
      grid: { left: 8, right: 24, top: 56, bottom: 8, containLabel: true },
      ...option,
    });
    return picture.renderToSVGString().replace(/(<svg[^>]*>)/, `$1${STYLE}`);
  } finally {
    picture.dispose();
  }
}

/** A few named amounts side by side, each with its figure at the end of its bar. */
export function barChart(title: string, unit: string, bars: Record<string, number>): Chart {
  const names = Object.keys(bars);
  // Drawn where no one can measure a text: somewhat more than a letter takes on average.
  const labelsWidth = 20 + 7 * Math.max(...names.map((name) => name.length));
  const rounded = (value: number) => (value >= 100 ? Math.round(value) : Number(value.toPrecision(3)));
  return {
    title,
    height: 84 + 36 * names.length,
    option: {
      xAxis: {
        type: "value",
        name: unit,
        nameLocation: "middle",
        nameGap: 24,
        splitLine: { lineStyle: { color: LINES, opacity: 0.25 } },
      },
      yAxis: {
        type: "category",
        inverse: true,
        data: names,
        axisLine: { lineStyle: { color: LINES } },
        axisTick: { show: false },
      },
      grid: { left: labelsWidth, right: 72, top: 36, bottom: 48 },
      series: [
        {
          type: "bar",
          barMaxWidth: 20,
          data: Object.values(bars).map((value, index) => ({
            value: rounded(value),
            itemStyle: { color: COLORS[index % COLORS.length] ?? LINES },
          })),
          label: { show: true, position: "right", formatter: ({ value }) => Number(value).toLocaleString("en") },
        },
      ],
    },
  };
}
