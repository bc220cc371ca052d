package org.aumann.solvers.evolution;

import java.lang.foreign.MemorySegment;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.HeadToHead;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.regret.StationaryDistribution;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.Multipliers;
import org.aumann.solvers.meta.SolveContext;
import org.aumann.solvers.meta.SolveListener;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.SolveReport;

/**
 * α-rank: how much time evolution spends at each joint action (Omidshafiei, Papadimitriou, Piliouras, Tuyls,
 * Rowland, Lespiau, Czarnecki, Lanctot, Perolat and Munos 2019, "α-Rank: multi-agent evaluation by evolution", eq.
 * 3–5).
 *
 * <pre>{@code
 * σ = σ C,   C(a, (d, a_{-p})) = η ρ(G_p(d, a_{-p}) − G_p(a)),   η = 1 / Σ_p (A_p − 1)
 * }</pre>
 *
 * <p>ρ is a {@link SelectionIntensity}. Up to {@value #DIRECT_STATES} joint actions the chain is solved by
 * elimination, to rounding; beyond, by sweeps of Gauss and Seidel over the sparse graph, {@code O(J Σ A_p)} each
 * and without any matrix, until the flows balance to the tolerance. A chain with several traps mixes slowly: its
 * flows can balance within every trap long before they do between them, and the imbalance, which is the residual,
 * bounds the error only up to the mixing time. Not an equilibrium; the certificate says what it is.
 *
 * @param selection the model of intensity
 */
public record AlphaRank(SelectionIntensity selection) implements MetaSolver {
    /**
     * ε of the infinite-α model that the id stands for, OpenSpiel's {@code inf_alpha_eps}: a worse action is taken
     * once for 99 times that the better one is. Smaller ones come nearer to the limit and mix more slowly.
     */
    public static final double DEFAULT_EPSILON = 0.01;

    /** m of the finite-α model: as in the paper and in OpenSpiel. */
    public static final int DEFAULT_POPULATION_SIZE = 50;

    /** Elimination takes {@code 2/3 J³} flops: half a second here. */
    private static final int DIRECT_STATES = 1000;

    /** α-rank in the limit of infinite intensity, with {@link #DEFAULT_EPSILON}. */
    public AlphaRank() {
        this(new SelectionIntensity.Infinite(DEFAULT_EPSILON));
    }

    @Override
    public String id() {
        return "alpharank";
    }

    @Override
    public String description() {
        return "alpha-rank: the stationary distribution of evolution, at infinite intensity (perturbed by "
                + DEFAULT_EPSILON + ") or a finite one";
    }

    @Override
    public SolutionConcept concept() {
        return SolutionConcept.CCE;
    }

    @Override
    public SolveOutcome solve(
            MetaGame game, ComputeBackend backend, Multipliers start, SolveOptions options, SolveListener listener) {
        SolveContext context = new SolveContext(this, game, backend, options, listener);
        JointActionIndex index = context.tensorGame().index();
        ResponseGraph graph = new ResponseGraph(context, selection);
        MemorySegment stationary = JointDistribution.memory(index);
        boolean isDirect = index.jointActionCount() <= DIRECT_STATES;
        int sweeps = 0;
        double imbalance = Double.POSITIVE_INFINITY;
        if (isDirect) {
            graph.solveDirectly(stationary);
        } else {
            MemorySegment.copy(JointDistribution.uniform(index).segment(), 0, stationary, 0, stationary.byteSize());
            while (context.goesOn(imbalance, sweeps)) {
                imbalance = graph.sweep(stationary, sweeps % 2 == 1);
                listener.onIteration("sweep", ++sweeps, imbalance);
            }
        }
        double residual = context.deadline().isOver() && !isDirect ? imbalance : graph.imbalance(stationary);
        context.note(
                "stationary distribution of " + selection + (isDirect ? " by elimination" : " by " + sweeps + " sweeps")
                        + ", imbalance of the flows " + residual);
        SolveReport report =
                context.report(JointDistribution.over(index, stationary), Math.max(1, sweeps), 2L * sweeps + 1);
        return residual <= options.tolerance() ? new SolveOutcome.Optimal(report) : context.limit(report, residual);
    }

    /**
     * α-rank of one population: how much of the time all of it plays each agent. The states are the agents, and a mutant
     * takes over by what the two get against each other (OpenSpiel's local selection model), so that nothing is asked
     * of an agent against itself.
     *
     * <pre>{@code π = π C,   C(s, r) = η ρ(M(r, s) − M(s, r)),   η = 1 / (K − 1)}</pre>
     *
     * <p>Time {@code 2/3 K³}, memory {@code 8 K²} bytes.
     *
     * @param population K agents
     * @return π, one probability an agent
     */
    public double[] rank(HeadToHead population) {
        int agents = population.agents().size();
        double range = population.rangeWidth();
        double[] rates = new double[agents * agents];
        for (int resident = 0; resident < agents; resident++) {
            for (int mutant = 0; mutant < agents; mutant++) {
                if (mutant != resident) {
                    double gain = population.payoff(mutant, resident) - population.payoff(resident, mutant);
                    rates[resident * agents + mutant] = selection.rate(gain, range);
                }
            }
        }
        double[] masses = new double[agents];
        StationaryDistribution.solve(rates, masses);
        return masses;
    }
}
