import encodeQR from "qr";

/** A QR code as an SVG document with the quiet zone that scanners need (four modules, ISO/IEC 18004). */
export function qrCode(contents: string): string {
  return encodeQR(contents, "svg", { border: 4 });
}
