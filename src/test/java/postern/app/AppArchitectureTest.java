package postern.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// How the window's own rooms may know each other.
@AnalyzeClasses(packages = "postern.app", importOptions = ImportOption.DoNotIncludeTests.class)
class AppArchitectureTest {
    @ArchTest
    static final ArchRule viewModelsKnowNoControls = noClasses()
            .that()
            .haveSimpleNameEndingWith("ViewModel")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "javafx.scene..", "javafx.stage..", "org.controlsfx..", "atlantafx..", "postern.app.ui..")
            .because("they are tested without a window");

    @ArchTest
    static final ArchRule stepsDoNotKnowEachOther = slices().matching("postern.app.step.(*)..")
            .should()
            .notDependOnEachOther()
            .because("they share the draft and nothing else");

    @ArchTest
    static final ArchRule noCycles = slices().matching("postern.app.(**)")
            .should()
            .beFreeOfCycles()
            .because("one reads code from top to bottom");

    @ArchTest
    static final ArchRule displayKnowsNoJavaFx = noClasses()
            .that()
            .haveSimpleName("Display")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..")
            .because("it is asked on servers without a screen");
}
