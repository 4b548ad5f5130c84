import type { PictureShape, Product } from "./product.ts";

/** Drawings on a 400 by 400 ground; `c` is the figure's colour, and shades come from white and black over it. */
const shapes: Record<PictureShape, (c: string) => string> = {
  mug: (c) =>
    `<path d="M112 136h150v128c0 30-22 48-52 48h-46c-30 0-52-18-52-48z" fill="${c}"/><path d="M262 168h26c26 0 40 18 40 42s-14 44-40 44h-26v-24h22c12 0 20-8 20-20s-8-19-20-19h-22z" fill="${c}"/><path d="M112 136h150v12H112z" fill="#fff" opacity=".75"/><path d="M136 168v92c0 14 6 24 16 28" fill="none" stroke="#fff" stroke-width="10" stroke-linecap="round" opacity=".35"/>`,
  blanket: (c) =>
    `<path d="M84 148c0-22 16-38 38-38h156c22 0 38 16 38 38v112c0 22-16 38-38 38H122c-22 0-38-16-38-38z" fill="${c}"/><path d="M84 170h232M84 204h232M84 238h232" stroke="#fff" stroke-width="9" opacity=".4"/><path d="M108 298v26m22-26v26m22-26v26m22-26v26m22-26v26m22-26v26m22-26v26m22-26v26" stroke="${c}" stroke-width="7" stroke-linecap="round"/><path d="M84 160c40 14 192 14 232 0v-12c0-22-16-38-38-38H122c-22 0-38 16-38 38z" fill="#000" opacity=".12"/>`,
  lantern: (c) =>
    `<path d="M150 128c0-34 22-56 50-56s50 22 50 56" fill="none" stroke="${c}" stroke-width="10"/><path d="M150 128h100l14 28H136zM136 296h128v26c0 10-8 16-18 16h-92c-10 0-18-6-18-16z" fill="${c}"/><path d="M146 164h108v124H146z" fill="#fff" opacity=".7"/><path d="M200 190c22 24 28 40 28 56 0 18-12 30-28 30s-28-12-28-30c0-16 6-32 28-56z" fill="#f0a832"/><path d="M200 230c10 12 12 20 12 28 0 10-5 16-12 16s-12-6-12-16c0-8 2-16 12-28z" fill="#fff3c9"/><path d="M146 164v124m108-124v124" stroke="${c}" stroke-width="8"/>`,
  bottle: (c) =>
    `<path d="M168 70h64v34h-64z" fill="#20302b"/><path d="M160 104h80l10 38c6 10 10 20 10 34v126c0 20-14 34-34 34h-52c-20 0-34-14-34-34V176c0-14 4-24 10-34z" fill="${c}"/><path d="M160 190v104" stroke="#fff" stroke-width="12" stroke-linecap="round" opacity=".35"/><path d="M140 250h120v34H140z" fill="#fff" opacity=".55"/>`,
  candle: (c) =>
    `<path d="M124 176h152v134c0 18-12 30-30 30h-92c-18 0-30-12-30-30z" fill="${c}" opacity=".55"/><path d="M124 212h152v98c0 18-12 30-30 30h-92c-18 0-30-12-30-30z" fill="${c}"/><path d="M200 212v-48" stroke="#3a2c1a" stroke-width="6" stroke-linecap="round"/><path d="M200 84c22 26 26 42 26 54 0 16-11 26-26 26s-26-10-26-26c0-12 4-28 26-54z" fill="#f0a832"/><path d="M200 122c9 12 11 18 11 24 0 8-5 13-11 13s-11-5-11-13c0-6 2-12 11-24z" fill="#fff3c9"/><path d="M156 248h88v46h-88z" fill="#fff" opacity=".8"/>`,
  tin: (c) =>
    `<rect x="130" y="140" width="140" height="190" rx="12" fill="${c}"/><rect x="122" y="100" width="156" height="56" rx="12" fill="${c}"/><path d="M122 148h156v10H122z" fill="#000" opacity=".18"/><circle cx="200" cy="238" r="44" fill="#fff" opacity=".85"/><path d="M200 210c18 12 22 34 0 56-22-22-18-44 0-56zm0 0v56" fill="none" stroke="${c}" stroke-width="6"/>`,
  teapot: (c) =>
    `<path d="M130 210c0-44 32-70 74-70s74 26 74 70c0 54-32 88-74 88s-74-34-74-88z" fill="${c}"/><path d="M132 206c-28-6-38-30-60-38l-14 14c24 12 34 62 82 70z" fill="${c}"/><path d="M272 176c30-10 60 4 58 36-2 30-30 44-62 42" fill="none" stroke="${c}" stroke-width="16"/><path d="M150 150c10-18 30-28 54-28s44 10 54 28z" fill="${c}"/><circle cx="204" cy="108" r="13" fill="${c}"/><path d="M152 150h104" stroke="#fff" stroke-width="6" opacity=".4"/><path d="M158 190c-6 30 2 56 18 72" fill="none" stroke="#fff" stroke-width="10" stroke-linecap="round" opacity=".3"/>`,
  backpack: (c) =>
    `<path d="M166 100c0-22 14-34 34-34s34 12 34 34" fill="none" stroke="${c}" stroke-width="12"/><path d="M120 168c0-44 32-74 80-74s80 30 80 74v136c0 18-12 30-30 30H150c-18 0-30-12-30-30z" fill="${c}"/><path d="M120 182c40 22 120 22 160 0v-14c0-44-32-74-80-74s-80 30-80 74z" fill="#000" opacity=".16"/><rect x="148" y="226" width="104" height="76" rx="12" fill="#fff" opacity=".28"/><path d="M148 250h104" stroke="${c}" stroke-width="6"/><rect x="190" y="192" width="20" height="40" rx="6" fill="#e9c987"/>`,
  box: (c) =>
    `<path d="M92 172h216v132c0 14-10 24-24 24H116c-14 0-24-10-24-24z" fill="${c}"/><path d="M80 128h240v52H80z" fill="${c}"/><path d="M80 172h240v10H80z" fill="#000" opacity=".18"/><path d="M184 128h32v200h-32z" fill="#fff" opacity=".75"/><path d="M200 128c-40 0-64-14-64-34 0-26 46-22 64 34 18-56 64-60 64-34 0 20-24 34-64 34z" fill="none" stroke="#fff" stroke-width="12" stroke-linejoin="round"/>`,
  scarf: (c) =>
    `<path d="M108 120c48-32 136-32 184 0 10 26 2 52-16 66-40 20-112 20-152 0-18-14-26-40-16-66z" fill="${c}"/><path d="M144 188l92 4-18 128-60 10z" fill="${c}"/><path d="M228 176l58 10 14 116-52 6z" fill="${c}"/><path d="M144 188l92 4-18 128-60 10z" fill="#fff" opacity=".14"/><path d="M120 140c50 24 110 24 160 0M126 164c44 20 104 20 148 0" fill="none" stroke="#fff" stroke-width="6" opacity=".45"/><path d="M160 300l56-8m-52 18l52-8m40-12l42-6" stroke="#fff" stroke-width="6" opacity=".6"/>`,
};

/** A product's picture: flat shapes on its ground, soft shadow, square. */
export function productPicture({ picture, title }: Product): string {
  const name = title.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" role="img" aria-label="${name}"><rect width="400" height="400" fill="${picture.ground}"/><ellipse cx="200" cy="340" rx="118" ry="15" fill="#000" opacity=".12"/>${shapes[picture.shape](picture.figure)}</svg>`;
}
