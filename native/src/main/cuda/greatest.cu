// Where the greatest numbers are: a radix selection, digit by digit from the top. See GreatestElements.java.
#include "device.cuh"

constexpr int kDigitBits = 8;
constexpr int kDigits = 1 << kDigitBits;

// The numbers among which is selected: those whose key begins like the prefix. The key of a number has the order of
// the number; once all of it is known, the key is the place, the lower the greater. (GreatestElements.java)
struct Selection {
  const double* d_numbers;
  Long count;
  Long prefix;     // the first knownBits of the keys that are still undecided, the other bits 0
  Long knownBits;
  Long number;     // the whole key of the numbers, where places are selected
  Long byPlace;

  __device__ __forceinline__ unsigned long long numberKey(Long i) const {
    Long bits = __double_as_longlong(d_numbers[i] + 0.0);  // -0 is 0
    return static_cast<unsigned long long>(bits < 0 ? ~bits : bits ^ (1LL << 63));
  }

  __device__ __forceinline__ unsigned long long placeKey(Long i) const { return ~static_cast<unsigned long long>(i); }

  // The first bits of a key, as many as are known.
  __device__ __forceinline__ unsigned long long known(unsigned long long key) const {
    return knownBits == 0 ? 0 : key >> (64 - knownBits);
  }

  // Whether an element is undecided, and then its key.
  __device__ __forceinline__ bool undecided(Long i, unsigned long long* key) const {
    *key = numberKey(i);
    if (byPlace) {
      if (*key != static_cast<unsigned long long>(number)) return false;
      *key = placeKey(i);
    }
    return known(*key) == known(static_cast<unsigned long long>(prefix));
  }

  // Whether an element is one of the selected: its key does not come before the prefix.
  __device__ __forceinline__ bool selected(Long i) const {
    unsigned long long key = numberKey(i);
    if (!byPlace) return known(key) >= known(static_cast<unsigned long long>(prefix));
    if (key != static_cast<unsigned long long>(number)) return key > static_cast<unsigned long long>(number);
    return known(placeKey(i)) >= known(static_cast<unsigned long long>(prefix));
  }
};

// One block counts the next digits of the undecided keys in its share of the numbers.
//
// Grid: any. Reads 8 bytes a number, writes kDigits counts a block.
extern "C" __global__ void __launch_bounds__(kBlock) greatest_digits(Selection selection, Long* d_counts) {
  DYNAMIC_SHARED(unsigned, counts);
  for (int digit = threadIdx.x; digit < kDigits; digit += kBlock) counts[digit] = 0;
  __syncthreads();
  int shift = static_cast<int>(64 - selection.knownBits) - kDigitBits;
  for (Long i = gridThread(); i < selection.count; i += gridThreads()) {
    unsigned long long key;
    if (selection.undecided(i, &key)) atomicAdd(&counts[key >> shift & (kDigits - 1)], 1u);
  }
  __syncthreads();
  for (int digit = threadIdx.x; digit < kDigits; digit += kBlock) {
    d_counts[static_cast<Long>(blockIdx.x) * kDigits + digit] = counts[digit];
  }
}

// One thread counts the selected elements among every gridThreads()-th.
//
// Grid: any. Reads 8 bytes a number, writes 8 a thread.
extern "C" __global__ void __launch_bounds__(kBlock) greatest_count(Selection selection, Long* d_counts) {
  Long count = 0;
  for (Long i = gridThread(); i < selection.count; i += gridThreads()) count += selection.selected(i) ? 1 : 0;
  d_counts[gridThread()] = count;
}

// The same thread writes their places and the numbers there, from its first slot on.
extern "C" __global__ void __launch_bounds__(kBlock)
    greatest_collect(Selection selection, const Long* d_first, Long* d_places, double* d_found) {
  Long slot = d_first[gridThread()];
  for (Long i = gridThread(); i < selection.count; i += gridThreads()) {
    if (selection.selected(i)) {
      d_places[slot] = i;
      d_found[slot++] = selection.d_numbers[i];
    }
  }
}

EXPORT_KERNEL(greatest_digits)
EXPORT_KERNEL(greatest_count)
EXPORT_KERNEL(greatest_collect)
