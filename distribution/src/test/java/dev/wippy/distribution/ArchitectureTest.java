package dev.wippy.distribution;

import static java.util.Map.entry;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the arrows between the modules, and which libraries each may know of. */
class ArchitectureTest {

    /** Each module by its package, and the modules that it may use. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(entry("dev.wippy.engine", Set.of()),
            entry("dev.wippy.component", Set.of("dev.wippy.engine")),
            entry("dev.wippy.kernel", Set.of("dev.wippy.engine", "dev.wippy.component")),
            entry("dev.wippy.wasi.io", Set.of("dev.wippy.engine", "dev.wippy.component", "dev.wippy.kernel")),
            entry("dev.wippy.registry", Set.of("dev.wippy.engine", "dev.wippy.component", "dev.wippy.kernel")),
            entry("dev.wippy.wasi.cli", Set.of("dev.wippy.engine", "dev.wippy.component", "dev.wippy.kernel",
                    "dev.wippy.wasi.io")),
            entry("dev.wippy.wasi.filesystem", Set.of("dev.wippy.engine", "dev.wippy.component", "dev.wippy.kernel",
                    "dev.wippy.wasi.io")),
            entry("dev.wippy.wasi.preview1", Set.of("dev.wippy.engine", "dev.wippy.component", "dev.wippy.kernel",
                    "dev.wippy.wasi.io", "dev.wippy.wasi.filesystem")),
            entry("dev.wippy.wasi.sockets", Set.of("dev.wippy.engine", "dev.wippy.component", "dev.wippy.kernel",
                    "dev.wippy.wasi.io")),
            entry("dev.wippy.wasi.http", Set.of("dev.wippy.engine", "dev.wippy.component", "dev.wippy.kernel",
                    "dev.wippy.wasi.io", "dev.wippy.wasi.sockets")),
            entry("dev.wippy.embed", Set.of("dev.wippy.engine", "dev.wippy.component", "dev.wippy.kernel",
                    "dev.wippy.wasi.http", "dev.wippy.registry")),
            entry("dev.wippy.lua", Set.of("dev.wippy.engine", "dev.wippy.component", "dev.wippy.kernel")),
            entry("dev.wippy.distribution", Set.of("dev.wippy.engine", "dev.wippy.component", "dev.wippy.kernel",
                    "dev.wippy.wasi.io", "dev.wippy.wasi.cli", "dev.wippy.wasi.filesystem", "dev.wippy.wasi.preview1",
                    "dev.wippy.wasi.sockets", "dev.wippy.wasi.http", "dev.wippy.registry", "dev.wippy.embed",
                    "dev.wippy.lua")));

    private static JavaClasses classes;

    @BeforeAll
    static void read_the_main_classes_of_every_module() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.wippy");
    }

    @Test
    void every_module_was_read() {
        var modules = new TreeSet<String>();
        for (JavaClass each : classes) {
            modules.add(moduleOf(each.getPackageName()));
        }
        assertEquals(new TreeSet<>(ARROWS.keySet()), modules);
    }

    @Test
    void a_module_uses_only_the_modules_below_it() {
        var wrong = new TreeMap<String, String>();
        for (JavaClass each : classes) {
            String from = moduleOf(each.getPackageName());
            for (var dependency : each.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (!target.getPackageName().startsWith("dev.wippy.")) {
                    continue;
                }
                String to = moduleOf(target.getPackageName());
                if (!from.equals(to) && !ARROWS.getOrDefault(from, Set.of()).contains(to)) {
                    wrong.put(from + " -> " + to, dependency.getDescription());
                }
            }
        }
        assertEquals(Map.of(), wrong);
    }

    @Test
    void no_packages_of_the_Component_Model_use_each_other() {
        slices().matching("dev.(**)")
                .should()
                .beFreeOfCycles()
                .check(classes.that(resideInAPackage("dev.wippy.component..")));
    }

    /** The first package of each is its interfaces, and where those that implement them are made. */
    @Test
    void no_packages_below_the_engines_and_the_kernels_first_use_each_other() {
        slices().matching("dev.wippy.engine.(**)").should().beFreeOfCycles().check(classes);
        slices().matching("dev.wippy.kernel.(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void only_one_package_of_the_engine_knows_of_Chicory() {
        onlyIn(List.of("dev.wippy.engine.chicory.."), "com.dylibso.chicory..");
    }

    @Test
    void only_the_kernel_and_what_is_above_it_knows_of_Reactor() {
        noClasses()
                .that(resideInAnyPackage("dev.wippy.engine..", "dev.wippy.component.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("reactor..", "org.reactivestreams.."))
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void only_HTTP_knows_of_Vertx() {
        onlyIn(List.of("dev.wippy.wasi.http..", "dev.wippy.embed.."), "io.vertx..");
        onlyIn(List.of("dev.wippy.wasi.http.."), "io.netty..");
    }

    @Test
    void only_the_registry_knows_of_the_YAML_parser() {
        onlyIn(List.of("dev.wippy.registry.."), "org.yaml..");
    }

    @Test
    void only_the_command_line_knows_of_picocli() {
        onlyIn(List.of("dev.wippy.distribution.."), "picocli..");
    }

    private static void onlyIn(List<String> packages, String library) {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages.toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(classes);
    }

    /** The module whose package is, or is above, the one given. */
    private static String moduleOf(String name) {
        return ARROWS.keySet().stream()
                .filter(module -> name.equals(module) || name.startsWith(module + "."))
                .findFirst()
                .orElse(name);
    }
}
