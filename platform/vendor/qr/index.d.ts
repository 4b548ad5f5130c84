/** The one form that we use. */
export default function encodeQR(text: string, output: "svg", options?: { border?: number }): string;
