// What the driver double and the tests ask of the emulator.
#pragma once
#include <cstdint>
#include <string>

#include "cuda_emulator.h"

namespace emulator {

// The order in which the threads of a block get to run. A correct kernel gives the same result in each.
enum class Schedule { Forward, Reverse, Random };

// Sets the order of all launches that follow.
void schedule(Schedule schedule, uint64_t seed);

// A kernel by name, or null.
Entry find(const std::string& name);

struct LaunchShape {
  dim3 grid, block;
  unsigned sharedBytes;
};

enum class Outcome { Done, InvalidShape, Failed };

// Runs a kernel to its end. What went wrong is in message.
Outcome launch(Entry kernel, const LaunchShape& shape, void** arguments, std::string& message);

}  // namespace emulator
