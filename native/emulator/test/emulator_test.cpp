// Tests of the emulator, through the driver double: that it runs a correct kernel and finds every mistake of faults.cu.
// Usage: emulator_test           all tests
//        emulator_test KERNEL    runs one kernel, for what the address sanitizer finds
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "emulator.h"

extern "C" {
int cuInit(unsigned);
int cuMemAlloc_v2(uintptr_t*, size_t);
int cuMemFree_v2(uintptr_t);
int cuMemcpyHtoDAsync_v2(uintptr_t, const void*, size_t, void*);
int cuMemcpyDtoHAsync_v2(void*, uintptr_t, size_t, void*);
int cuModuleGetFunction(void**, void*, const char*);
int cuLaunchKernel(void*, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, void*, void**, void**);
int cuCtxCreate_v2(void**, unsigned, int);
int cuCtxDestroy_v2(void*);
int cuCtxSetCurrent(void*);
int cuGetErrorString(int, const char**);
int cuEventCreate(void**, unsigned);
int cuEventRecord(void*, void*);
int cuEventSynchronize(void*);
int cuEventDestroy_v2(void*);
int cuFuncSetAttribute(void*, int, int);
int cuStreamSynchronize(void*);
}

namespace {

constexpr int kThreads = 128;
constexpr size_t kBytes = kThreads * sizeof(double);
constexpr int kInvalidValue = 1;
constexpr int kInvalidContext = 201;
constexpr int kMaxDynamicSharedBytes = 8;
constexpr int kIllegalAddress = 700;
constexpr int kLaunchFailed = 719;

struct Run {
  int result;
  std::string message;
  std::vector<double> y;
};

std::vector<double> input() {
  std::vector<double> x(kThreads);
  for (int i = 0; i < kThreads; i++) x[i] = i + 1;
  return x;
}

// Runs y = kernel(x) on one block.
Run run(const char* kernel, emulator::Schedule schedule) {
  emulator::schedule(schedule, 7);
  void* context = nullptr;
  cuCtxCreate_v2(&context, 0, 0);
  void* function = nullptr;
  cuModuleGetFunction(&function, nullptr, kernel);
  uintptr_t d_x = 0, d_y = 0;
  cuMemAlloc_v2(&d_x, kBytes);
  cuMemAlloc_v2(&d_y, kBytes);
  std::vector<double> x = input();
  cuMemcpyHtoDAsync_v2(d_x, x.data(), kBytes, nullptr);
  void* arguments[] = {&d_x, &d_y};
  Run run;
  run.result = cuLaunchKernel(function, 1, 1, 1, kThreads, 1, 1, kBytes, nullptr, arguments, nullptr);
  const char* message = nullptr;
  cuGetErrorString(run.result, &message);
  run.message = message;
  run.y.resize(kThreads);
  cuMemcpyDtoHAsync_v2(run.y.data(), d_y, kBytes, nullptr);
  cuStreamSynchronize(nullptr);
  cuMemFree_v2(d_x);
  cuMemFree_v2(d_y);
  cuCtxDestroy_v2(context);  // forgets the failure
  return run;
}

int failures = 0;

void require(bool condition, const char* what) {
  if (condition) return;
  fprintf(stderr, "emulator_test: %s\n", what);
  failures++;
}

const emulator::Schedule kSchedules[] = {emulator::Schedule::Forward, emulator::Schedule::Reverse,
                                         emulator::Schedule::Random};

bool isReversed(const std::vector<double>& y) {
  for (int i = 0; i < kThreads; i++) {
    if (y[i] != kThreads - i) return false;
  }
  return true;
}

void correctKernelRuns() {
  for (emulator::Schedule schedule : kSchedules) {
    Run reversed = run("reverse", schedule);
    require(reversed.result == 0 && isReversed(reversed.y), "a correct kernel must give its result in every schedule");
  }
}

void missingBarrierIsWrong() {
  for (emulator::Schedule schedule : kSchedules) {
    require(!isReversed(run("missing_barrier", schedule).y), "a missing barrier must show in the result");
  }
}

void schedulesDiffer() {
  double forward = run("order_matters", emulator::Schedule::Forward).y[0];
  double reverse = run("order_matters", emulator::Schedule::Reverse).y[0];
  double random = run("order_matters", emulator::Schedule::Random).y[0];
  require(forward != reverse && random != forward && random != reverse, "a race must show between schedules");
}

void failsWith(const char* kernel, int result, const char* words) {
  for (emulator::Schedule schedule : kSchedules) {
    Run failed = run(kernel, schedule);
    require(failed.result == result, kernel);
    require(failed.message.find(words) != std::string::npos, failed.message.c_str());
  }
}

void sharedMemoryIsPoisoned() {
  double poison = run("uninitialised_shared", emulator::Schedule::Forward).y[5];
  require(poison < -1e50, "shared memory must hold poison before it is written");
}

void workGoesOnAfterAFailure() {
  run("divergent_barrier", emulator::Schedule::Forward);
  require(run("reverse", emulator::Schedule::Forward).result == 0, "a new context must work after a failure");
}

// A context is current on the thread that made it, and on those that ask for it.
void threadsHaveAContextOfTheirOwn() {
  void* context = nullptr;
  uintptr_t address = 0;
  void* function = nullptr;
  cuCtxCreate_v2(&context, 0, 0);
  std::thread([&] {
    require(cuModuleGetFunction(&function, nullptr, "reverse") == kInvalidContext, "a kernel needs a context");
    require(cuMemAlloc_v2(&address, kBytes) == kInvalidContext, "memory needs a context");
    cuCtxSetCurrent(context);
    require(cuModuleGetFunction(&function, nullptr, "reverse") == 0, "a thread may take a context");
    require(cuMemAlloc_v2(&address, kBytes) == 0, "a thread with a context has memory");
  }).join();
  require(cuMemFree_v2(address) == 0, "the context must stay current on the first thread");
  cuCtxDestroy_v2(context);
  require(cuMemAlloc_v2(&address, kBytes) == kInvalidContext, "no context is current after its end");
}

// Copies are late: a source that is used again, or a target that is read, before an event or the stream was waited for.
void copiesAreLate() {
  void* context = nullptr;
  void* event = nullptr;
  uintptr_t d_x = 0;
  cuCtxCreate_v2(&context, 0, 0);
  cuMemAlloc_v2(&d_x, sizeof(double));
  cuEventCreate(&event, 0);
  double source = 1;
  double target = 0;
  cuMemcpyHtoDAsync_v2(d_x, &source, sizeof(double), nullptr);
  source = 2;
  cuMemcpyDtoHAsync_v2(&target, d_x, sizeof(double), nullptr);
  require(target == 0, "a target must not be read before the copy was waited for");
  cuStreamSynchronize(nullptr);
  require(target == 2, "a source must not be used again before the copy was waited for");

  cuMemcpyHtoDAsync_v2(d_x, &source, sizeof(double), nullptr);
  cuEventRecord(event, nullptr);
  double later = 3;
  cuMemcpyHtoDAsync_v2(d_x, &later, sizeof(double), nullptr);
  cuEventSynchronize(event);
  source = 4;
  later = 5;
  cuMemcpyDtoHAsync_v2(&target, d_x, sizeof(double), nullptr);
  cuStreamSynchronize(nullptr);
  require(target == 5, "an event waits for the copies before it, and for no others");
  cuEventDestroy_v2(event);
  cuMemFree_v2(d_x);
  cuCtxDestroy_v2(context);
}

void sharedMemoryMustBeAskedFor() {
  void* context = nullptr;
  void* function = nullptr;
  uintptr_t d_x = 0;
  uintptr_t d_y = 0;
  cuCtxCreate_v2(&context, 0, 0);
  cuMemAlloc_v2(&d_x, kBytes);
  cuMemAlloc_v2(&d_y, kBytes);
  cuModuleGetFunction(&function, nullptr, "reverse");
  void* arguments[] = {&d_x, &d_y};
  auto launch = [&](unsigned sharedBytes) {
    return cuLaunchKernel(function, 1, 1, 1, kThreads, 1, 1, sharedBytes, nullptr, arguments, nullptr);
  };
  require(launch(48 * 1024) == 0, "a kernel has 48 KB of shared memory");
  require(launch(48 * 1024 + 8) == kInvalidValue, "more shared memory must be asked for");
  require(cuFuncSetAttribute(function, kMaxDynamicSharedBytes, 1 << 20) == kInvalidValue, "a block has less than 1 MB");
  require(cuFuncSetAttribute(function, kMaxDynamicSharedBytes, 64 * 1024) == 0, "a block may have 64 KB");
  require(launch(64 * 1024) == 0, "shared memory that was asked for is there");
  require(launch(64 * 1024 + 8) == kInvalidValue, "no more than was asked for");
  cuMemFree_v2(d_x);
  cuMemFree_v2(d_y);
  cuCtxDestroy_v2(context);
}

}  // namespace

int main(int count, char** arguments) {
  cuInit(0);
  if (count > 1) {
    run(arguments[1], emulator::Schedule::Forward);
    return 0;
  }
  correctKernelRuns();
  missingBarrierIsWrong();
  schedulesDiffer();
  failsWith("divergent_barrier", kLaunchFailed, "deadlock");
  failsWith("exited_lane", kLaunchFailed, "exited");
  failsWith("out_of_bounds_write", kIllegalAddress, "outside of an allocation");
  sharedMemoryIsPoisoned();
  workGoesOnAfterAFailure();
  threadsHaveAContextOfTheirOwn();
  copiesAreLate();
  sharedMemoryMustBeAskedFor();
  return failures == 0 ? 0 : 1;
}
