// The streams of chance of src/sim/random.ts with its ziggurat, and the logarithm and exponential of src/sim/exact.ts,
// bit for bit (compile with -ffp-contract=off), so that every system of the bench draws the same numbers.
#pragma once
#include <array>
#include <cmath>
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

/** e to the x, where neither x nor the result is extreme. */
inline double exact_exp(double x) {
  const double k = std::floor(x * 1.4426950408889634 + 0.5);
  const double r = x - k * 0.6931471803691238 - k * 1.9082149292705877e-10;
  double inverses[14];
  double product = 1;
  for (int n = 0; n < 14; n += 1) {
    product *= n == 0 ? 1 : n;
    inverses[n] = 1 / product;
  }
  double sum = 1.0 / 87178291200;
  for (int n = 13; n >= 0; n -= 1) sum = sum * r + inverses[n];
  return sum * std::ldexp(1.0, static_cast<int>(k));
}

/** The layers of the exponential's ziggurat. */
struct Layers {
  static constexpr int COUNT = 256;
  std::array<double, COUNT + 1> edges{}, heights{};

  Layers() {
    const double tail = 7.69711747013105;
    const double area = (tail + 1) * exact_exp(-tail);
    edges[0] = area / exact_exp(-tail);
    edges[1] = tail;
    for (int i = 2; i < COUNT; i += 1) edges[i] = -exact_log(area / edges[i - 1] + exact_exp(-edges[i - 1]));
    for (int i = 0; i <= COUNT; i += 1) heights[i] = exact_exp(-edges[i]);
  }
};

inline const Layers layers;

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
    const uint32_t high = bits();
    return unit(high, bits());
  }

  int32_t below(int32_t n) { return static_cast<int32_t>(uniform() * n); }

  double exponential(double mean) { return mean * gap(); }

private:
  static double unit(uint32_t high, uint32_t low) {
    return (static_cast<double>(high >> 6) * 134217728 + (low >> 5)) * (1.0 / 9007199254740992);
  }

  /** Exponential with mean 1. */
  double gap() {
    for (;;) {
      const uint32_t high = bits();
      const uint32_t low = bits();
      const int layer = ((high & 7) << 5) | (low & 31);
      const double gap = unit(high, low) * layers.edges[layer];
      if (gap < layers.edges[layer + 1]) return gap;
      if (layer == 0) return layers.edges[1] + this->gap();
      const double height = layers.heights[layer] + uniform() * (layers.heights[layer + 1] - layers.heights[layer]);
      if (height < exact_exp(-gap)) return gap;
    }
  }
};
