import type { Frame } from "playwright-core";

/** How smoothly a page was drawn. */
export interface Smoothness {
  framesPerSecond: number;
  p95FrameMs: number;
  longestFrameMs: number;
}

interface Recorder {
  lengths: number[];
  isOn: boolean;
}

declare global {
  interface Window {
    frameRecorder: Recorder;
  }
}

/** Counts the frames that the page draws while something is done to it. */
export async function framesDuring(frame: Frame, activity: () => Promise<void>): Promise<Smoothness> {
  await frame.evaluate(() => {
    const recorder: Recorder = { lengths: [], isOn: true };
    window.frameRecorder = recorder;
    let last = performance.now();
    const note = (now: number) => {
      recorder.lengths.push(now - last);
      last = now;
      if (recorder.isOn) requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  await activity();
  const lengths = await frame.evaluate(() => {
    window.frameRecorder.isOn = false;
    // The first frame began before the recorder.
    return window.frameRecorder.lengths.slice(1);
  });
  const sorted = lengths.toSorted((one, other) => one - other);
  const sum = lengths.reduce((total, length) => total + length, 0);
  return {
    framesPerSecond: (lengths.length * 1_000) / sum,
    p95FrameMs: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
    longestFrameMs: sorted.at(-1) ?? 0,
  };
}
