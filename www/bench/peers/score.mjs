// What both rankings in JavaScript share: the whole numbers of src/matching.rs. Values are below 2^21 and a job has few
// hundreds of them, so their sums are exact in numbers; their products are not, and only there is BigInt needed.

/** The binary logarithm of a quotient in 1/65536, rounded down: each squaring yields a bit. */
export function log2(dividend, divisor) {
  let bits = BigInt(Math.floor(Math.log2(dividend / divisor)));
  let mantissa = (BigInt(dividend) << 31n) / (BigInt(divisor) << bits);
  for (let bit = 0; bit < 16; bit += 1) {
    const square = (mantissa * mantissa) >> 31n;
    mantissa = square >> (square >> 32n);
    bits = (bits << 1n) | (square >> 32n);
  }
  return Number(bits);
}

/** 1000 × the cosine, rounded down. A float tells, unless it is so near a whole number that it may be wrong. */
export function perMille(product, length, size) {
  if (length === 0 || size === 0) return 0;
  const cosine = (1000 * product) / Math.sqrt(length * size);
  const nearest = Math.round(cosine);
  if (Math.abs(cosine - nearest) > 1e-6) return Math.floor(cosine);
  const reaches = BigInt(nearest) ** 2n * BigInt(length) * BigInt(size) <= 1_000_000n * BigInt(product) ** 2n;
  return Math.min(1000, reaches ? nearest : nearest - 1);
}
