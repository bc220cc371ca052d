// Random numbers that are a pure function of key and counter, the same as on the host.
#pragma once
#include "device.cuh"

// Words of a Philox block, one draw each.
constexpr int kWords = 4;

// Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011), as Philox.java has it.
__device__ __forceinline__ void philox(uint32_t key0, uint32_t key1, uint32_t* counter) {
#pragma unroll
  for (int round = 0; round < 10; round++) {
    uint64_t product0 = static_cast<uint64_t>(0xD2511F53u) * counter[0];
    uint64_t product1 = static_cast<uint64_t>(0xCD9E8D57u) * counter[2];
    counter[0] = static_cast<uint32_t>(product1 >> 32) ^ counter[1] ^ key0;
    counter[2] = static_cast<uint32_t>(product0 >> 32) ^ counter[3] ^ key1;
    counter[1] = static_cast<uint32_t>(product1);
    counter[3] = static_cast<uint32_t>(product0);
    key0 += 0x9E3779B9u;
    key1 += 0xBB67AE85u;
  }
}
