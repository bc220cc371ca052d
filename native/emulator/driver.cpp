// A double of the CUDA driver (SONAME libcuda.so.1) on the emulator: the calls that the back end makes, and no others.
//
// Device memory is host memory, filled with poison and fenced by guard bytes that every launch and every free checks.
// Copies between host and device are as late as a driver may be with them: at the next launch, at an event or a stream
// that somebody waits for. So host memory that is used again too early, or read too early, shows. As in the driver, a
// thread has a current context, and calls that need one fail without; a kernel has 48 KB of dynamic shared memory until
// more is asked for.
// cuModuleLoadData takes the ELF library of the kernels that g++ compiled.
//
// Environment, for tests:
//   AUMANN_EMULATOR_SCHEDULE        forward (default), reverse, or random
//   AUMANN_EMULATOR_SEED            of the random schedule
//   AUMANN_EMULATOR_DRIVER_VERSION  such as 12080
//   AUMANN_EMULATOR_DEVICES         number of devices
//   AUMANN_EMULATOR_MEMORY          bytes of device memory
//   AUMANN_EMULATOR_SHARED          bytes of shared memory that a block may ask for
#include <dlfcn.h>
#include <elf.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <map>
#include <mutex>
#include <string>

#include "emulator.h"

namespace {

// Of cuda.h.
enum Result {
  SUCCESS = 0,
  INVALID_VALUE = 1,
  OUT_OF_MEMORY = 2,
  NO_DEVICE = 100,
  INVALID_DEVICE = 101,
  INVALID_IMAGE = 200,
  INVALID_CONTEXT = 201,
  INVALID_PTX = 218,
  NOT_FOUND = 500,
  ILLEGAL_ADDRESS = 700,
  LAUNCH_FAILED = 719,
};

enum Attribute {
  MAX_SHARED_MEMORY_PER_BLOCK = 8,
  MULTIPROCESSOR_COUNT = 16,
  COMPUTE_CAPABILITY_MAJOR = 75,
  COMPUTE_CAPABILITY_MINOR = 76,
  MAX_SHARED_MEMORY_PER_BLOCK_OPTIN = 97,
};

enum FunctionAttribute { MAX_DYNAMIC_SHARED_SIZE_BYTES = 8 };

constexpr unsigned kSharedBytesUnasked = 48 * 1024;
constexpr size_t kAlignment = 256;
#ifdef __SANITIZE_ADDRESS__
constexpr size_t kGuardBytes = 0;  // the sanitizer has its own, and finds reads too
#else
constexpr size_t kGuardBytes = kAlignment;
#endif
constexpr unsigned char kGuard = 0xE7;
constexpr unsigned char kPoison = 0xCB;

// The first failure of a kernel: as on a device, nothing works in the context after it.
Result sticky = SUCCESS;

// The context of each thread, as cuCtxCreate and cuCtxSetCurrent leave it.
thread_local void* current = nullptr;

std::string lastMessage;

std::mutex memoryMutex;
std::map<uintptr_t, size_t> allocations;
size_t allocatedBytes = 0;

long long setting(const char* name, long long otherwise) {
  const char* text = getenv(name);
  return text ? atoll(text) : otherwise;
}

int greatestSharedBytes() { return static_cast<int>(setting("AUMANN_EMULATOR_SHARED", 227 * 1024)); }

struct Copy {
  void* target;
  const void* source;
  size_t bytes;
};

std::mutex copyMutex;
std::deque<Copy> waiting;  // in the order of the stream
size_t copied = 0;         // those that were made; an event is the number of those before it
std::map<void*, unsigned> sharedBytesOf;

void defer(Copy copy) {
  std::lock_guard<std::mutex> lock(copyMutex);
  waiting.push_back(copy);
}

void copyUntil(size_t position) {
  std::lock_guard<std::mutex> lock(copyMutex);
  for (; copied < position && !waiting.empty(); copied++) {
    memmove(waiting.front().target, waiting.front().source, waiting.front().bytes);
    waiting.pop_front();
  }
}

void copyAll() { copyUntil(SIZE_MAX); }

size_t totalBytes() { return static_cast<size_t>(setting("AUMANN_EMULATOR_MEMORY", 4ll << 30)); }

bool isGuardIntact(const unsigned char* guard) {
  for (size_t i = 0; i < kGuardBytes; i++) {
    if (guard[i] != kGuard) return false;
  }
  return true;
}

Result checkGuards(uintptr_t address, size_t bytes) {
  auto* data = reinterpret_cast<unsigned char*>(address);
  bool isIntact = isGuardIntact(data - kGuardBytes) && isGuardIntact(data + bytes);
  if (isIntact) return SUCCESS;
  lastMessage = "a kernel wrote outside of an allocation of " + std::to_string(bytes) + " bytes";
  return sticky = ILLEGAL_ADDRESS;
}

Result checkAllGuards() {
  std::lock_guard<std::mutex> lock(memoryMutex);
  for (auto [address, bytes] : allocations) {
    if (checkGuards(address, bytes) != SUCCESS) return ILLEGAL_ADDRESS;
  }
  return SUCCESS;
}

// What a call ends with that needs a context and has nothing else to report.
Result state() { return current ? sticky : INVALID_CONTEXT; }

Result allocate(uintptr_t* address, size_t bytes) {
  if (state()) return state();
  if (bytes == 0) return INVALID_VALUE;
  std::lock_guard<std::mutex> lock(memoryMutex);
  if (allocatedBytes + bytes > totalBytes()) return OUT_OF_MEMORY;
  void* memory;
  if (posix_memalign(&memory, kAlignment, bytes + 2 * kGuardBytes)) return OUT_OF_MEMORY;
  auto* data = static_cast<unsigned char*>(memory) + kGuardBytes;
  memset(data - kGuardBytes, kGuard, kGuardBytes);
  memset(data, kPoison, bytes);
  memset(data + bytes, kGuard, kGuardBytes);
  *address = reinterpret_cast<uintptr_t>(data);
  allocations[*address] = bytes;
  allocatedBytes += bytes;
  return SUCCESS;
}

Result release(uintptr_t address) {
  if (!current) return INVALID_CONTEXT;
  copyAll();
  std::lock_guard<std::mutex> lock(memoryMutex);
  auto found = allocations.find(address);
  if (found == allocations.end()) return INVALID_VALUE;
  Result result = checkGuards(address, found->second);
  allocatedBytes -= found->second;
  allocations.erase(found);
  free(reinterpret_cast<unsigned char*>(address) - kGuardBytes);
  return result;
}

// A library is loaded from a file in memory, which stays open so that every module has a path of its own.
Result loadModule(void** module, const void* image) {
  if (!current) return INVALID_CONTEXT;
  auto* header = static_cast<const Elf64_Ehdr*>(image);
  if (memcmp(header->e_ident, ELFMAG, SELFMAG) != 0 || header->e_machine != EM_X86_64) return INVALID_PTX;
  size_t bytes = header->e_shoff + static_cast<size_t>(header->e_shnum) * header->e_shentsize;
  int file = memfd_create("kernels", 0);
  if (write(file, image, bytes) != static_cast<ssize_t>(bytes)) return INVALID_IMAGE;
  std::string path = "/proc/self/fd/" + std::to_string(file);
  *module = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (*module) return SUCCESS;
  lastMessage = dlerror();
  return INVALID_IMAGE;
}

void chooseSchedule() {
  const char* text = getenv("AUMANN_EMULATOR_SCHEDULE");
  std::string name = text ? text : "forward";
  emulator::Schedule schedule = name == "reverse"  ? emulator::Schedule::Reverse
                                : name == "random" ? emulator::Schedule::Random
                                                   : emulator::Schedule::Forward;
  emulator::schedule(schedule, static_cast<uint64_t>(setting("AUMANN_EMULATOR_SEED", 1)));
}

void* const kHandle = reinterpret_cast<void*>(1);

}  // namespace

extern "C" {

Result cuInit(unsigned) {
  chooseSchedule();
  return setting("AUMANN_EMULATOR_DEVICES", 1) > 0 ? SUCCESS : NO_DEVICE;
}

Result cuDriverGetVersion(int* version) {
  *version = static_cast<int>(setting("AUMANN_EMULATOR_DRIVER_VERSION", 13000));
  return SUCCESS;
}

Result cuDeviceGetCount(int* count) {
  *count = static_cast<int>(setting("AUMANN_EMULATOR_DEVICES", 1));
  return SUCCESS;
}

Result cuDeviceGet(int* device, int ordinal) {
  *device = ordinal;
  return ordinal == 0 ? SUCCESS : INVALID_DEVICE;
}

Result cuDeviceGetName(char* name, int length, int) {
  snprintf(name, static_cast<size_t>(length), "emulated on the CPU");
  return SUCCESS;
}

Result cuDeviceTotalMem_v2(size_t* bytes, int) {
  *bytes = totalBytes();
  return SUCCESS;
}

Result cuDeviceGetAttribute(int* value, int attribute, int) {
  switch (attribute) {
    case MAX_SHARED_MEMORY_PER_BLOCK: *value = 48 * 1024; break;
    case MAX_SHARED_MEMORY_PER_BLOCK_OPTIN:
      *value = greatestSharedBytes();
      break;
    case MULTIPROCESSOR_COUNT: *value = 132; break;
    case COMPUTE_CAPABILITY_MAJOR: *value = 9; break;
    case COMPUTE_CAPABILITY_MINOR: *value = 0; break;
    default: return INVALID_VALUE;
  }
  return SUCCESS;
}

Result cuCtxCreate_v2(void** context, unsigned, int) {
  *context = current = kHandle;
  return SUCCESS;
}

Result cuCtxDestroy_v2(void* context) {
  if (context == current) current = nullptr;
  sticky = SUCCESS;
  return SUCCESS;
}

Result cuCtxSetCurrent(void* context) {
  current = context;
  return SUCCESS;
}

Result cuModuleLoadData(void** module, const void* image) { return loadModule(module, image); }
Result cuModuleUnload(void*) { return current ? SUCCESS : INVALID_CONTEXT; }

Result cuModuleGetFunction(void** function, void*, const char* name) {
  if (!current) return INVALID_CONTEXT;
  *function = reinterpret_cast<void*>(emulator::find(name));
  return *function ? SUCCESS : NOT_FOUND;
}

Result cuFuncSetAttribute(void* function, int attribute, int value) {
  if (state()) return state();
  if (attribute != MAX_DYNAMIC_SHARED_SIZE_BYTES || value < 0 || value > greatestSharedBytes()) return INVALID_VALUE;
  std::lock_guard<std::mutex> lock(copyMutex);
  sharedBytesOf[function] = static_cast<unsigned>(value);
  return SUCCESS;
}

Result cuMemGetInfo_v2(size_t* free, size_t* total) {
  std::lock_guard<std::mutex> lock(memoryMutex);
  *total = totalBytes();
  *free = *total - allocatedBytes;
  return state();
}

Result cuMemAlloc_v2(uintptr_t* address, size_t bytes) { return allocate(address, bytes); }
Result cuMemFree_v2(uintptr_t address) { return release(address); }

Result cuMemHostAlloc(void** memory, size_t bytes, unsigned) {
  if (!current) return INVALID_CONTEXT;
  *memory = malloc(bytes);
  return *memory ? SUCCESS : OUT_OF_MEMORY;
}

Result cuMemFreeHost(void* memory) {
  if (!current) return INVALID_CONTEXT;
  copyAll();
  free(memory);
  return SUCCESS;
}

Result cuMemcpyHtoDAsync_v2(uintptr_t target, const void* source, size_t bytes, void*) {
  if (!current) return INVALID_CONTEXT;
  defer({reinterpret_cast<void*>(target), source, bytes});
  return sticky;
}

Result cuMemcpyDtoHAsync_v2(void* target, uintptr_t source, size_t bytes, void*) {
  if (!current) return INVALID_CONTEXT;
  defer({target, reinterpret_cast<void*>(source), bytes});
  return sticky;
}

Result cuMemcpyDtoDAsync_v2(uintptr_t target, uintptr_t source, size_t bytes, void*) {
  if (!current) return INVALID_CONTEXT;
  defer({reinterpret_cast<void*>(target), reinterpret_cast<void*>(source), bytes});
  return sticky;
}

Result cuMemsetD8Async(uintptr_t target, unsigned char value, size_t bytes, void*) {
  if (!current) return INVALID_CONTEXT;
  copyAll();
  memset(reinterpret_cast<void*>(target), value, bytes);
  return sticky;
}

Result cuStreamCreate(void** stream, unsigned) {
  *stream = kHandle;
  return state();
}

Result cuStreamDestroy_v2(void*) { return SUCCESS; }
Result cuStreamSynchronize(void*) {
  copyAll();
  return state();
}

Result cuEventCreate(void** event, unsigned) {
  *event = new size_t(0);
  return state();
}

Result cuEventRecord(void* event, void*) {
  std::lock_guard<std::mutex> lock(copyMutex);
  *static_cast<size_t*>(event) = copied + waiting.size();
  return state();
}

Result cuEventSynchronize(void* event) {
  copyUntil(*static_cast<size_t*>(event));
  return state();
}

Result cuEventDestroy_v2(void* event) {
  delete static_cast<size_t*>(event);
  return SUCCESS;
}

Result cuLaunchKernel(void* function, unsigned gridX, unsigned gridY, unsigned gridZ, unsigned blockX, unsigned blockY,
                      unsigned blockZ, unsigned sharedBytes, void*, void** arguments, void**) {
  if (state()) return state();
  if (!function) return INVALID_VALUE;
  copyAll();
  {
    std::lock_guard<std::mutex> lock(copyMutex);
    auto asked = sharedBytesOf.find(function);
    if (sharedBytes > (asked == sharedBytesOf.end() ? kSharedBytesUnasked : asked->second)) return INVALID_VALUE;
  }
  emulator::LaunchShape shape{{gridX, gridY, gridZ}, {blockX, blockY, blockZ}, sharedBytes};
  switch (emulator::launch(reinterpret_cast<emulator::Entry>(function), shape, arguments, lastMessage)) {
    case emulator::Outcome::InvalidShape: return INVALID_VALUE;
    case emulator::Outcome::Failed: return sticky = LAUNCH_FAILED;
    case emulator::Outcome::Done: break;
  }
  return checkAllGuards();
}

Result cuGetErrorName(int error, const char** name) {
  static const std::map<int, const char*> names = {
      {SUCCESS, "CUDA_SUCCESS"},
      {INVALID_VALUE, "CUDA_ERROR_INVALID_VALUE"},
      {OUT_OF_MEMORY, "CUDA_ERROR_OUT_OF_MEMORY"},
      {NO_DEVICE, "CUDA_ERROR_NO_DEVICE"},
      {INVALID_DEVICE, "CUDA_ERROR_INVALID_DEVICE"},
      {INVALID_IMAGE, "CUDA_ERROR_INVALID_IMAGE"},
      {INVALID_CONTEXT, "CUDA_ERROR_INVALID_CONTEXT"},
      {INVALID_PTX, "CUDA_ERROR_INVALID_PTX"},
      {NOT_FOUND, "CUDA_ERROR_NOT_FOUND"},
      {ILLEGAL_ADDRESS, "CUDA_ERROR_ILLEGAL_ADDRESS"},
      {LAUNCH_FAILED, "CUDA_ERROR_LAUNCH_FAILED"},
  };
  auto found = names.find(error);
  *name = found == names.end() ? nullptr : found->second;
  return *name ? SUCCESS : INVALID_VALUE;
}

Result cuGetErrorString(int, const char** text) {
  *text = lastMessage.c_str();
  return SUCCESS;
}

}  // extern "C"
