// The streams of chance of src/sim/random.ts and the logarithm of src/sim/exact.ts, bit for bit (compile with
// -ffp-contract=off), so that every system of the bench draws the same numbers.
#pragma once
#include <cstdint>
#include <cstring>
#include <string>

inline double bits_to_double(uint64_t bits) {
  double value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

inline uint64_t double_to_bits(double value) {
  uint64_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

/** Natural logarithm of a normal number above 0. */
inline double exact_log(double x) {
  const uint64_t bits = double_to_bits(x);
  double exponent = static_cast<double>(static_cast<int>(bits >> 52) - 1023);
  double mantissa = bits_to_double((bits & 0x000fffffffffffffULL) | 0x3ff0000000000000ULL);
  if (mantissa > 1.4142135623730951) {
    mantissa *= 0.5;
    exponent += 1;
  }
  const double f = mantissa - 1;
  const double s = f / (2 + f);
  const double z = s * s;
  const double w = z * z;
  const double odd = 1.0 / 5 + w * (1.0 / 9 + w * (1.0 / 13 + w * (1.0 / 17 + w * (1.0 / 21))));
  const double even = 1.0 / 3 + w * (1.0 / 7 + w * (1.0 / 11 + w * (1.0 / 15 + w * (1.0 / 19))));
  const double tail = z * (even + z * odd);
  const double half = f * f * 0.5;
  return exponent * 0.6931471803691238 - (half - (s * (half + 2 * tail) + exponent * 1.9082149292705877e-10) - f);
}

class Random {
  uint32_t a, b, c, counter;

  static uint32_t mixed(uint32_t z) {
    z = (z ^ (z >> 16)) * 0x21f0aaadU;
    z = (z ^ (z >> 15)) * 0x735a2d97U;
    return z ^ (z >> 15);
  }

public:
  Random(uint32_t seed, const std::string &name) {
    uint32_t low = mixed(seed);
    for (const char letter : name) low = (low ^ static_cast<unsigned char>(letter)) * 0x01000193U;
    a = mixed(low + 0x9e3779b9U);
    b = mixed(low + 0x3c6ef372U);
    c = mixed(low + 0xdaa66d2bU);
    counter = 1;
    for (int i = 0; i < 12; i += 1) bits();
  }

  uint32_t bits() {
    const uint32_t sum = a + b + counter;
    counter += 1;
    a = b ^ (b >> 9);
    b = c + (c << 3);
    c = ((c << 21) | (c >> 11)) + sum;
    return sum;
  }

  double uniform() {
    const double high = bits() >> 6;
    return (high * 134217728 + (bits() >> 5)) * (1.0 / 9007199254740992);
  }

  int32_t below(int32_t n) { return static_cast<int32_t>(uniform() * n); }

  double exponential(double mean) { return -mean * exact_log(1 - uniform()); }
};
