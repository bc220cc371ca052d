// K4: the infostate sweep, backward induction of one player in sequence form.
#include "device.cuh"

// One thread adds up the terminals of one sequence, in their order: W(z) u(z) and W(z).
//
// Grid: any. Reads 4 + 8 + 8 bytes a terminal, writes 16 bytes a sequence.
extern "C" __global__ void __launch_bounds__(kBlock)
    sequence_sums(Long sequences, const int* d_firstTerminal, const int* d_terminals, const double* d_weights,
                  const double* d_payoff, double* d_value, double* d_mass) {
  for (Long s = gridThread(); s < sequences; s += gridThreads()) {
    double value = 0;
    double mass = 0;
    for (int i = d_firstTerminal[s]; i < d_firstTerminal[s + 1]; i++) {
      int z = d_terminals[i];
      value = fma(d_weights[z], d_payoff[z], value);
      mass += d_weights[z];
    }
    d_value[s] = value;
    d_mass[s] = mass;
  }
}

// One thread folds the infostates below one sequence into it, the best action of each. All sequences of a launch have
// the same height, those below them have been folded before.
//
// Grid: any. Reads 16 bytes a sequence below, reads and writes 16 a sequence.
extern "C" __global__ void __launch_bounds__(kBlock)
    fold_infostates(Long count, const int* d_sequences, const int* d_firstInfostate, const int* d_infostates,
                    const int* d_firstSequence, double* d_value, double* d_mass) {
  for (Long k = gridThread(); k < count; k += gridThreads()) {
    int parent = d_sequences[k];
    double value = d_value[parent];
    double mass = d_mass[parent];
    for (int i = d_firstInfostate[parent]; i < d_firstInfostate[parent + 1]; i++) {
      int infostate = d_infostates[i];
      double bestValue = -INFINITY;
      double greatestMass = 0;
      for (int s = d_firstSequence[infostate]; s < d_firstSequence[infostate + 1]; s++) {
        bestValue = fmax(bestValue, d_value[s]);
        greatestMass = fmax(greatestMass, d_mass[s]);
      }
      value += bestValue;
      mass += greatestMass;
    }
    d_value[parent] = value;
    d_mass[parent] = mass;
  }
}

EXPORT_KERNEL(sequence_sums)
EXPORT_KERNEL(fold_infostates)
