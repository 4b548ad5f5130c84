/**
 * A number from 0 on and below 1 that depends on the words alone, evenly spread: the same in every process and in the browser.
 * FNV-1a over UTF-16 code units, with MurmurHash3's last mixing, twice for 53 bits. Not for secrets.
 */
export function stableShare(words: string): number {
  const high = mixHash(fnvHash(words, 0x811c9dc5)) & 0x1fffff;
  const low = mixHash(fnvHash(words, 0x9747b28c));
  return (high * 2 ** 32 + low) / 2 ** 53;
}

function fnvHash(words: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ words.charCodeAt(i), 0x01000193);
  return hash;
}

function mixHash(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return (twice ^ (twice >>> 16)) >>> 0;
}
