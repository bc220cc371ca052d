// The scheduler: fibers for threads, real barriers and warp operations, deadlocks reported, shared memory poisoned.
#include "emulator.h"

#undef threadIdx
#undef blockIdx
#undef blockDim
#undef gridDim

#include <link.h>
#include <sys/mman.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#if !defined(__x86_64__)
#error "the context switch is written for x86-64"
#endif

namespace emulator {

thread_local Place* place __attribute__((tls_model("initial-exec"))) = nullptr;

// ---- Context switch -----------------------------------------------------------------------------------------------

extern "C" void emulator_switch(void** saved, void* next);
asm(R"(
.text
.globl emulator_switch
.hidden emulator_switch
.type emulator_switch, @function
emulator_switch:
  pushq %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  movq %rsp, (%rdi)
  movq %rsi, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  ret
)");

namespace {

constexpr int kWarp = 32;
constexpr size_t kStackBytes = 128 * 1024;
constexpr size_t kGuardBytes = 4096;
constexpr unsigned kMaxThreads = 1024;
constexpr unsigned kMaxSharedBytes = 227 * 1024;
constexpr int kPoison = 0xCB;  // as a double: -2.1e57, as an int: far out of any bounds

// Launches smaller than this run on the calling thread alone.
constexpr uint64_t kParallelThreads = 4096;

// Stacks are mapped with a guard page below and reused by all launches.
std::mutex stackMutex;
std::vector<char*> freeStacks;

char* takeStack() {
  {
    std::lock_guard<std::mutex> lock(stackMutex);
    if (!freeStacks.empty()) {
      char* stack = freeStacks.back();
      freeStacks.pop_back();
      return stack;
    }
  }
  void* memory = mmap(nullptr, kStackBytes + kGuardBytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) abort();
  mprotect(memory, kGuardBytes, PROT_NONE);
  return static_cast<char*>(memory) + kGuardBytes;
}

void giveStack(char* stack) {
  std::lock_guard<std::mutex> lock(stackMutex);
  freeStacks.push_back(stack);
}

// A stack on which threads run, one after the other until one has to wait.
struct Fiber {
  void* stackPointer;
  char* stack = takeStack();
  int thread = 0;
  bool done = false;
  ~Fiber() { giveStack(stack); }

  void start(void (*main)()) {
    void** top = reinterpret_cast<void**>(stack + kStackBytes);
    *--top = nullptr;  // a return address that is never used, for the alignment at entry
    *--top = reinterpret_cast<void*>(main);
    for (int i = 0; i < 6; i++) *--top = nullptr;
    stackPointer = top;
    done = false;
  }
};

// ---- State of a launch --------------------------------------------------------------------------------------------

struct Launch {
  Entry kernel;
  void** arguments;
  LaunchShape shape;
  Schedule order;
  uint64_t seed;
  std::atomic<uint64_t> nextBlock{0};
  std::atomic<bool> failed{false};
  std::mutex messageMutex;
  std::string message;
};

enum class State : uint8_t { New, Running, Ready, AtBarrier, InWarp, Exited };

struct Thread {
  Place place;
  State state;
  Fiber* fiber;
  uint64_t value, result;  // of a warp operation
  int source;
};

// A warp operation that waits for lanes of its mask.
struct Pending {
  unsigned mask, arrived;
  WarpOperation operation;
};

struct Warp {
  unsigned lanes = 0, exited = 0;
  std::vector<Pending> pending;
};

uint64_t nextRandom(uint64_t& state) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return state;
}

class Block {
 public:
  void run(Launch& launch, uint64_t number);
  void barrier();
  uint64_t warp(WarpOperation operation, unsigned mask, uint64_t value, int source);
  void* shared() { return shared_.data(); }

 private:
  static void fiberMain();
  void runFiber();
  void setUp(uint64_t number);
  void orderThreads();
  int takeReady();
  void makeReady(int thread);
  void releaseBarrier(int self);
  void exited(int thread);
  void wait(State state);
  [[noreturn]] void fail(const char* why);

  Launch* launch_ = nullptr;
  std::vector<Thread> threads_;
  std::vector<Warp> warps_;
  std::vector<int> order_;  // in which the threads start
  std::vector<int> ready_;
  size_t nextReady_ = 0, nextNew_ = 0;
  unsigned alive_ = 0, waiting_ = 0;
  void* main_ = nullptr;
  Fiber* running_ = nullptr;
  std::vector<std::unique_ptr<Fiber>> fibers_;
  std::vector<Fiber*> freeFibers_;
  std::vector<double2> shared_;
  uint64_t random_ = 0;
  std::string error_;
};

thread_local Block* currentBlock = nullptr;

// ---- Waiting ------------------------------------------------------------------------------------------------------

void Block::wait(State state) {
  Fiber* self = running_;
  threads_[self->thread].state = state;
  emulator_switch(&self->stackPointer, main_);
  place = &threads_[self->thread].place;
}

void Block::fail(const char* why) {
  error_ = why;
  wait(State::InWarp);
  abort();  // a block with an error resumes nobody
}

void Block::makeReady(int thread) {
  threads_[thread].state = State::Ready;
  ready_.push_back(thread);
}

void Block::barrier() {
  int self = running_->thread;
  if (++waiting_ == alive_) {
    releaseBarrier(self);
  } else {
    wait(State::AtBarrier);
  }
}

void Block::releaseBarrier(int self) {
  waiting_ = 0;
  for (int i = 0; i < static_cast<int>(threads_.size()); i++) {
    if (i != self && threads_[i].state == State::AtBarrier) makeReady(i);
  }
}

uint64_t Block::warp(WarpOperation operation, unsigned mask, uint64_t value, int source) {
  int self = running_->thread;
  int first = self / kWarp * kWarp;
  Warp& warp = warps_[self / kWarp];
  unsigned bit = 1u << (self % kWarp);
  unsigned members = mask & warp.lanes;
  if (!(members & bit)) fail("the calling lane is not in the mask of its warp operation");
  if (members & warp.exited) fail("a lane in the mask of a warp operation has exited");
  threads_[self].value = value;
  threads_[self].source = source;

  auto pending = std::find_if(warp.pending.begin(), warp.pending.end(),
                              [=](const Pending& p) { return p.mask == members; });
  if (pending == warp.pending.end()) {
    warp.pending.push_back({members, 0, operation});
    pending = warp.pending.end() - 1;
  }
  if (pending->operation != operation) fail("lanes of one mask are in different warp operations");
  pending->arrived |= bit;
  if (pending->arrived != members) {
    wait(State::InWarp);
    return threads_[self].result;
  }
  warp.pending.erase(pending);  // the last lane to arrive completes the operation for all

  unsigned ballot = 0;
  for (unsigned rest = members; rest; rest &= rest - 1) {
    int lane = __builtin_ctz(rest);
    if (threads_[first + lane].value) ballot |= 1u << lane;
  }
  for (unsigned rest = members; rest; rest &= rest - 1) {
    int lane = __builtin_ctz(rest);
    Thread& thread = threads_[first + lane];
    bool fromMember = members >> thread.source & 1;
    switch (operation) {
      case WarpOperation::Sync: break;
      case WarpOperation::Shuffle: thread.result = threads_[fromMember ? first + thread.source : first + lane].value; break;
      case WarpOperation::Ballot: thread.result = ballot; break;
    }
    if (first + lane != self) makeReady(first + lane);
  }
  return threads_[self].result;
}

// ---- Running ------------------------------------------------------------------------------------------------------

void Block::fiberMain() {
  currentBlock->runFiber();
}

// Runs threads from their start until one has waited and others are ready.
void Block::runFiber() {
  Fiber* self = running_;
  while (nextNew_ < threads_.size() && error_.empty()) {
    int thread = order_[nextNew_++];
    self->thread = thread;
    threads_[thread].fiber = self;
    threads_[thread].state = State::Running;
    place = &threads_[thread].place;
    launch_->kernel(launch_->arguments);
    exited(thread);
    if (nextReady_ < ready_.size()) break;
  }
  self->done = true;
  emulator_switch(&self->stackPointer, main_);
}

void Block::exited(int thread) {
  threads_[thread].state = State::Exited;
  alive_--;
  Warp& warp = warps_[thread / kWarp];
  unsigned bit = 1u << (thread % kWarp);
  warp.exited |= bit;
  for (const Pending& pending : warp.pending) {
    if (pending.mask & bit) error_ = "a lane in the mask of a pending warp operation exited";
  }
  if (alive_ && waiting_ == alive_) releaseBarrier(-1);
}

int Block::takeReady() {
  size_t left = ready_.size() - nextReady_;
  switch (launch_->order) {
    case Schedule::Forward: break;
    case Schedule::Reverse: std::swap(ready_[nextReady_], ready_.back()); break;
    case Schedule::Random: std::swap(ready_[nextReady_], ready_[nextReady_ + nextRandom(random_) % left]); break;
  }
  int thread = ready_[nextReady_++];
  if (nextReady_ == ready_.size()) {
    ready_.clear();
    nextReady_ = 0;
  }
  return thread;
}

void Block::orderThreads() {
  int count = static_cast<int>(threads_.size());
  order_.resize(count);
  for (int i = 0; i < count; i++) order_[i] = launch_->order == Schedule::Reverse ? count - 1 - i : i;
  if (launch_->order == Schedule::Random) {
    for (int i = count - 1; i > 0; i--) std::swap(order_[i], order_[nextRandom(random_) % (i + 1)]);
  }
}

// Kernels live in a library of their own, so that all of its thread-local storage is __shared__.
struct ThreadLocals {
  uintptr_t address;
  char* data;
  size_t size;
};

int findThreadLocals(dl_phdr_info* info, size_t, void* result) {
  auto* found = static_cast<ThreadLocals*>(result);
  bool isInside = false;
  size_t size = 0;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr)& segment = info->dlpi_phdr[i];
    uintptr_t start = info->dlpi_addr + segment.p_vaddr;
    isInside |= segment.p_type == PT_LOAD && found->address >= start && found->address < start + segment.p_memsz;
    if (segment.p_type == PT_TLS) size = segment.p_memsz;
  }
  if (!isInside) return 0;
  found->data = static_cast<char*>(info->dlpi_tls_data);
  found->size = found->data ? size : 0;
  return 1;
}

void poisonStaticShared(Entry kernel) {
  ThreadLocals kernels{reinterpret_cast<uintptr_t>(kernel), nullptr, 0};
  ThreadLocals own{reinterpret_cast<uintptr_t>(&findThreadLocals), nullptr, 0};
  dl_iterate_phdr(findThreadLocals, &kernels);
  dl_iterate_phdr(findThreadLocals, &own);
  if (kernels.size && kernels.data != own.data) memset(kernels.data, kPoison, kernels.size);
}

void Block::setUp(uint64_t number) {
  const LaunchShape& shape = launch_->shape;
  unsigned count = shape.block.x * shape.block.y * shape.block.z;
  alive_ = count;
  waiting_ = 0;
  nextNew_ = nextReady_ = 0;
  ready_.clear();
  error_.clear();
  random_ = (launch_->seed + 1) * 0x9E3779B97F4A7C15ull ^ (number << 20 | 1);
  threads_.resize(count);
  warps_.assign((count + kWarp - 1) / kWarp, Warp());
  for (unsigned i = 0; i < count; i++) {
    warps_[i / kWarp].lanes |= 1u << (i % kWarp);
    Thread& thread = threads_[i];
    thread.state = State::New;
    thread.place.thread = {i % shape.block.x, i / shape.block.x % shape.block.y, i / (shape.block.x * shape.block.y)};
    thread.place.block = {static_cast<unsigned>(number % shape.grid.x),
                          static_cast<unsigned>(number / shape.grid.x % shape.grid.y),
                          static_cast<unsigned>(number / shape.grid.x / shape.grid.y)};
    thread.place.blockSize = shape.block;
    thread.place.gridSize = shape.grid;
    thread.place.lane = i % kWarp;
  }
  orderThreads();
  shared_.resize(shape.sharedBytes / sizeof(double2) + 1);
  memset(static_cast<void*>(shared_.data()), kPoison, shared_.size() * sizeof(double2));
  poisonStaticShared(launch_->kernel);
}

void Block::run(Launch& launch, uint64_t number) {
  currentBlock = this;
  launch_ = &launch;
  setUp(number);
  while (error_.empty()) {
    if (nextReady_ < ready_.size()) {
      int thread = takeReady();
      threads_[thread].state = State::Running;
      running_ = threads_[thread].fiber;
      place = &threads_[thread].place;
    } else if (nextNew_ < threads_.size()) {
      if (freeFibers_.empty()) {
        fibers_.push_back(std::make_unique<Fiber>());
        freeFibers_.push_back(fibers_.back().get());
      }
      running_ = freeFibers_.back();
      freeFibers_.pop_back();
      running_->start(fiberMain);
    } else {
      break;
    }
    emulator_switch(&main_, running_->stackPointer);
    if (running_->done) freeFibers_.push_back(running_);
  }
  if (error_.empty() && alive_) {
    error_ = "deadlock: " + std::to_string(waiting_) + " of " + std::to_string(alive_) +
             " live threads wait at __syncthreads, the others in warp operations";
  }
  if (!error_.empty()) {
    std::lock_guard<std::mutex> lock(launch.messageMutex);
    if (!launch.failed.exchange(true)) launch.message = error_ + " (block " + std::to_string(number) + ")";
    fibers_.clear();
    freeFibers_.clear();
  }
}

std::map<std::string, Entry>& kernels() {
  static std::map<std::string, Entry> byName;
  return byName;
}

std::atomic<Schedule> currentSchedule{Schedule::Forward};
std::atomic<uint64_t> currentSeed{1};

void runBlocks(Launch& launch, uint64_t blocks) {
  static thread_local Block block;
  Place* outer = place;
  for (uint64_t number; !launch.failed && (number = launch.nextBlock++) < blocks;) block.run(launch, number);
  place = outer;
  currentBlock = nullptr;
}

}  // namespace

void barrier() { currentBlock->barrier(); }

uint64_t warp(WarpOperation operation, unsigned mask, uint64_t value, int source) {
  return currentBlock->warp(operation, mask, value, source);
}

void* dynamicShared() { return currentBlock->shared(); }

Registration::Registration(const char* name, Entry entry) { kernels()[name] = entry; }

void schedule(Schedule schedule, uint64_t seed) {
  currentSchedule = schedule;
  currentSeed = seed;
}

Entry find(const std::string& name) {
  auto found = kernels().find(name);
  return found == kernels().end() ? nullptr : found->second;
}

Outcome launch(Entry kernel, const LaunchShape& shape, void** arguments, std::string& message) {
  uint64_t blocks = static_cast<uint64_t>(shape.grid.x) * shape.grid.y * shape.grid.z;
  uint64_t threads = static_cast<uint64_t>(shape.block.x) * shape.block.y * shape.block.z;
  bool isShapeValid = blocks > 0 && threads > 0 && threads <= kMaxThreads && shape.grid.y <= 65535 &&
                      shape.grid.z <= 65535 && shape.grid.x <= 0x7fffffffu && shape.sharedBytes <= kMaxSharedBytes;
  if (!isShapeValid) {
    message = "the launch shape is not possible";
    return Outcome::InvalidShape;
  }
  Launch launch;
  launch.kernel = kernel;
  launch.arguments = arguments;
  launch.shape = shape;
  launch.order = currentSchedule;
  launch.seed = currentSeed;
  uint64_t workers = blocks * threads < kParallelThreads ? 1 : std::max(1u, std::thread::hardware_concurrency());
  std::vector<std::thread> others;
  for (uint64_t i = 1; i < std::min(workers, blocks); i++) {
    others.emplace_back([&] { runBlocks(launch, blocks); });
  }
  runBlocks(launch, blocks);
  for (std::thread& other : others) other.join();
  message = launch.message;
  return launch.failed ? Outcome::Failed : Outcome::Done;
}

}  // namespace emulator
