package motionscope;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Imports go one way: cli, notebook, experiment, plot, control, metric, motion, sampler, model, nn, tensor. */
@AnalyzeClasses(packages = "motionscope", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchRule IMPORTS_GO_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("cli")
            .definedBy("motionscope.cli..")
            .layer("notebook")
            .definedBy("motionscope.notebook..")
            .layer("experiment")
            .definedBy("motionscope.experiment..")
            .layer("plot")
            .definedBy("motionscope.plot..")
            .layer("control")
            .definedBy("motionscope.control..")
            .layer("metric")
            .definedBy("motionscope.metric..")
            .layer("motion")
            .definedBy("motionscope.motion..")
            .layer("sampler")
            .definedBy("motionscope.sampler..")
            .layer("model")
            .definedBy("motionscope.model..")
            .layer("nn")
            .definedBy("motionscope.nn..")
            .layer("tensor")
            .definedBy("motionscope.tensor..")
            .layer("video")
            .definedBy("motionscope.video..")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("notebook")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("experiment")
            .mayOnlyBeAccessedByLayers("cli", "notebook")
            .whereLayer("plot")
            .mayOnlyBeAccessedByLayers("cli", "notebook", "experiment")
            .whereLayer("control")
            .mayOnlyBeAccessedByLayers("cli", "notebook", "experiment", "plot")
            .whereLayer("metric")
            .mayOnlyBeAccessedByLayers("cli", "notebook", "experiment", "plot", "control")
            .whereLayer("motion")
            .mayOnlyBeAccessedByLayers("cli", "notebook", "experiment", "plot", "control", "metric")
            .whereLayer("sampler")
            .mayOnlyBeAccessedByLayers("cli", "notebook", "experiment", "plot", "control", "metric", "motion")
            .whereLayer("model")
            .mayOnlyBeAccessedByLayers(
                    "cli", "notebook", "experiment", "plot", "control", "metric", "motion", "sampler")
            .whereLayer("nn")
            .mayOnlyBeAccessedByLayers("cli", "experiment", "model")
            .whereLayer("video")
            .mayNotAccessAnyLayer();
}
