package motionscope.experiment.bench;

import java.util.List;

/**
 * What a benchmark found.
 *
 * @param machine where
 * @param model its name
 * @param reference what PyTorch's figures are from; empty without them
 * @param figures in the order they were measured
 */
public record BenchReport(Machine machine, String model, String reference, List<Figure> figures) {}
