// The part of CUDA C++ that the kernels use, as C++17: g++ -x c++ -DAUMANN_EMULATOR compiles a .cu file with it.
//
// A CUDA thread is a fiber. A block runs on one operating-system thread at a time, so that thread-local storage is
// its shared memory. There is no model of the memory hierarchy, of weak memory order or of time.
#pragma once
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <utility>

#define __global__
#define __device__
#define __host__
#define __shared__ static thread_local
#define __forceinline__ inline __attribute__((always_inline))
#define __launch_bounds__(...)

struct uint3 { unsigned x, y, z; };
struct dim3 { unsigned x = 1, y = 1, z = 1; };
struct alignas(16) double2 { double x, y; };

namespace emulator {

// What a kernel can ask about the thread that runs it.
struct Place {
  uint3 thread, block;
  dim3 blockSize, gridSize;
  unsigned lane;
};
extern thread_local Place* place __attribute__((tls_model("initial-exec")));

enum class WarpOperation { Sync, Shuffle, Ballot };

void barrier();
uint64_t warp(WarpOperation operation, unsigned mask, uint64_t value, int source);
void* dynamicShared();

// Kernels register themselves by name when their library is loaded; a launch has an array of argument pointers.
using Entry = void (*)(void** arguments);
struct Registration { Registration(const char* name, Entry entry); };

template <auto Kernel> struct Adapter;
template <class... A, void (*Kernel)(A...)> struct Adapter<Kernel> {
  template <size_t... I> static void call(void** arguments, std::index_sequence<I...>) {
    Kernel(*static_cast<std::remove_reference_t<A>*>(arguments[I])...);
  }
  static void entry(void** arguments) { call(arguments, std::make_index_sequence<sizeof...(A)>()); }
};

template <class T> inline uint64_t bitsOf(T value) {
  static_assert(sizeof(T) <= sizeof(uint64_t));
  uint64_t bits = 0;
  memcpy(&bits, &value, sizeof value);
  return bits;
}

template <class T> inline T fromBits(uint64_t bits) {
  T value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

}  // namespace emulator

#define threadIdx (::emulator::place->thread)
#define blockIdx (::emulator::place->block)
#define blockDim (::emulator::place->blockSize)
#define gridDim (::emulator::place->gridSize)

#define DYNAMIC_SHARED(T, name) T* name = static_cast<T*>(::emulator::dynamicShared())
#define EXPORT_KERNEL(kernel) \
  static ::emulator::Registration registrationOf_##kernel(#kernel, &::emulator::Adapter<&kernel>::entry);

static inline void __syncthreads() { emulator::barrier(); }
static inline void __syncwarp(unsigned mask = ~0u) { emulator::warp(emulator::WarpOperation::Sync, mask, 0, 0); }

template <class T> inline T __shfl_xor_sync(unsigned mask, T value, int distance) {
  int source = static_cast<int>(emulator::place->lane) ^ distance;
  return emulator::fromBits<T>(
      emulator::warp(emulator::WarpOperation::Shuffle, mask, emulator::bitsOf(value), source));
}

static inline unsigned __ballot_sync(unsigned mask, int predicate) {
  return static_cast<unsigned>(emulator::warp(emulator::WarpOperation::Ballot, mask, predicate != 0, 0));
}

// Integers only: sums of floating-point numbers would depend on the order of the threads.
static inline unsigned atomicAdd(unsigned* address, unsigned value) {
  return __atomic_fetch_add(address, value, __ATOMIC_RELAXED);
}
static inline long long __double_as_longlong(double value) { return emulator::fromBits<long long>(emulator::bitsOf(value)); }

// Never contracted, as everything is compiled here.
static inline double __dmul_rn(double a, double b) { return a * b; }
static inline double __dadd_rn(double a, double b) { return a + b; }
template <class T> inline T __ldg(const T* address) { return *address; }

static inline int min(int a, int b) { return a < b ? a : b; }
static inline int max(int a, int b) { return a < b ? b : a; }
static inline long long min(long long a, long long b) { return a < b ? a : b; }
static inline long long max(long long a, long long b) { return a < b ? b : a; }
using std::ceil;
using std::exp;
using std::fabs;
using std::fma;
using std::fmax;
using std::fmin;
using std::log;
using std::log1p;
using std::pow;
using std::sqrt;
