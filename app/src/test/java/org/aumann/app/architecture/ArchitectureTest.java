package org.aumann.app.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.aumann.app.circle.first.First;
import org.aumann.app.circle.second.Second;
import org.aumann.app.cli.Violator;
import org.aumann.app.cuda.CudaViolator;
import org.aumann.app.task.TaskViolator;
import org.aumann.core.violation.CoreViolator;
import org.aumann.kernels.KernelsViolator;
import org.aumann.kernels.cpu.CpuViolator;
import org.aumann.kernels.host.HostViolator;
import org.aumann.solvers.violation.SolversViolator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The arrows between the modules and the packages that alone may use a library, on the classes of all modules.
 *
 * <p>Every rule comes with a class that breaks it, so that a rule that cannot fail is found out.
 */
class ArchitectureTest {
    private static final String CORE = "org.aumann.core..";
    private static final String KERNELS = "org.aumann.kernels";
    private static final String HOST = "org.aumann.kernels.host";
    private static final String SOLVERS = "org.aumann.solvers..";
    private static final String APP = "org.aumann.app..";
    private static final String TASK = "org.aumann.app.task..";

    /** The packages of the back ends: every package below the one of the interface. */
    private static final String BACKENDS = "org.aumann.kernels.*..";

    private static final String JDK = "java..";
    private static final String ANNOTATIONS = "org.jspecify..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("org.aumann");

    /**
     * A rule with a class that breaks it.
     *
     * @param rule must hold for all classes
     * @param violator must be found
     */
    record Checked(ArchRule rule, Class<?> violator) {
        @Override
        public String toString() {
            return rule.getDescription();
        }
    }

    static Stream<Checked> rules() {
        return Stream.of(
                new Checked(dependsOnlyOn(CORE, CORE, JDK, ANNOTATIONS), CoreViolator.class),
                new Checked(dependsOnlyOn(KERNELS, KERNELS, CORE, JDK, ANNOTATIONS), KernelsViolator.class),
                new Checked(dependsOnlyOn(HOST, HOST, KERNELS, CORE, JDK, ANNOTATIONS), HostViolator.class),
                new Checked(isFreeOf(BACKENDS, SOLVERS, APP), CpuViolator.class),
                new Checked(isFreeOf(SOLVERS, APP, BACKENDS), SolversViolator.class),
                new Checked(isFreeOf(APP, BACKENDS), Violator.class),
                new Checked(isFreeOf(TASK, "org.aumann.app.cli..", "picocli.."), TaskViolator.class),
                new Checked(keepsNoState(TASK), TaskViolator.class),
                new Checked(isUsedOnlyIn("org.aumann.kernels.cpu..", "org.aumann.kernels.cpu.."), CoreViolator.class),
                new Checked(isUsedOnlyIn("com.google.ortools..", "org.aumann.solvers.ortools.."), CoreViolator.class),
                new Checked(isUsedOnlyIn("org.aumann.kernels.cuda..", "org.aumann.kernels.cuda.."), CudaViolator.class),
                new Checked(isUsedOnlyIn("jcuda..", "org.aumann.kernels.cuda.device"), CudaViolator.class),
                new Checked(usesOnlyTheDriverOfJCuda(), CudaViolator.class),
                new Checked(
                        noClasses()
                                .that()
                                .resideOutsideOfPackage("org.aumann.app.cli..")
                                .should(ACCESS_STANDARD_STREAMS),
                        CoreViolator.class),
                new Checked(drawsOnlyFromSeeds(), CoreViolator.class),
                new Checked(formatsWithALocale(), CoreViolator.class));
    }

    /** The other bindings of JCuda want libraries of CUDA 12, which need not be there. */
    private static ArchRule usesOnlyTheDriverOfJCuda() {
        return noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("jcuda..").and(not(resideInAnyPackage("jcuda", "jcuda.driver"))));
    }

    /** Tasks run side by side in one process. */
    private static ArchRule keepsNoState(String packages) {
        return fields().that()
                .areDeclaredInClassesThat()
                .resideInAPackage(packages)
                .and()
                .areStatic()
                .should()
                .beFinal();
    }

    private static ArchRule dependsOnlyOn(String packages, String... others) {
        return classes()
                .that()
                .resideInAPackage(packages)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(others);
    }

    private static ArchRule isFreeOf(String packages, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others);
    }

    private static ArchRule isUsedOnlyIn(String library, String packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    /** Everything random comes from a seed: nothing that makes up its own. */
    private static ArchRule drawsOnlyFromSeeds() {
        return noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("java.util..")
                        .and(nameMatching(".*\\.(Random|SplittableRandom|ThreadLocalRandom)")))
                .orShould()
                .dependOnClassesThat(nameMatching("java\\.security\\.SecureRandom"))
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethodWhere(
                        target(nameMatching("getDefault")).and(target(owner(resideInAnyPackage("java.util.random")))));
    }

    private static ArchRule formatsWithALocale() {
        return noClasses()
                .should()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .orShould()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(String.class, "toUpperCase")
                .orShould()
                .callMethod(PrintStream.class, "printf", String.class, Object[].class);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(Checked checked) {
        checked.rule.allowEmptyShould(false).check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void canFail(Checked checked) {
        JavaClasses violator = new ClassFileImporter().importClasses(checked.violator);

        assertThat(checked.rule.evaluate(violator).hasViolation()).isTrue();
    }

    private static final ArchRule NO_CIRCLES =
            slices().matching("org.aumann.(**)").should().beFreeOfCycles();

    @Test
    void packagesFormNoCircle() {
        NO_CIRCLES.check(CLASSES);
    }

    @Test
    void aCircleIsFound() {
        JavaClasses circle = new ClassFileImporter().importClasses(First.class, Second.class);
        assertThat(NO_CIRCLES.evaluate(circle).hasViolation()).isTrue();
    }

    /** Libraries that are not on the compile class path of this module, some of them not used at all yet. */
    @ParameterizedTest
    @CsvSource({
        "jdk.incubator.vector.., org.aumann.kernels.cpu..",
        "uk.ac.manchester.tornado.., org.aumann.kernels.tornado.."
    })
    void hasOnePackage(String library, String packages) {
        isUsedOnlyIn(library, packages).allowEmptyShould(false).check(CLASSES);
    }

    @Test
    void theRuleOfOnePackageSeesTheLibrary() {
        ArchRule elsewhere = isUsedOnlyIn("jdk.incubator.vector..", "org.aumann.kernels.cuda..");

        assertThat(elsewhere.evaluate(CLASSES).hasViolation()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyModuleIsLookedAt(String packageName) {
        assertThat(CLASSES.stream().map(JavaClass::getPackageName)).contains(packageName);
    }

    static Stream<String> modules() {
        return Arrays.stream(
                        "core.game kernels kernels.host kernels.cpu kernels.cuda solvers.loop solvers.meta solvers.ortools solvers.psro app.cli app.report app.task"
                                .toLowerCase(Locale.ROOT)
                                .split(" "))
                .map(name -> "org.aumann." + name);
    }
}
