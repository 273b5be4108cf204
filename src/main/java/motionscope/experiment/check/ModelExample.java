package motionscope.experiment.check;

import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import motionscope.MotionScopeException;
import motionscope.experiment.VideoModel;
import motionscope.model.Denoised;
import motionscope.model.Denoising;
import motionscope.model.FeatureGradient;
import motionscope.model.Tap;
import motionscope.sampler.SamplingListener;
import motionscope.sampler.SamplingStep;
import motionscope.tensor.JsonFile;
import motionscope.tensor.Noise;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/**
 * The recorded example of a model folder; the model's card says what each tensor is.
 *
 * @param rows collects what was compared
 */
record ModelExample(VideoModel model, SafeTensors file, Comparison rows, ExampleTolerances tolerances) {
    private static final String TAP = "tap.";
    private static final String PREDICTION = "output";
    private static final String FINAL = "ddim.final";
    private static final Pattern AFTER = Pattern.compile("ddim\\.after(\\d{1,4})");
    private static final long SEED = 7;
    /** The region of the loss: rows and columns 4..11. */
    private static final int FIRST = 4;

    private static final int SIDE = 8;

    /** What everything starts from. The clip goes through the codec and back, which must give it again. */
    void compareInputs() {
        rows.input("ids", "of the prompt '" + prompt() + "'");
        rows.input("sample", "the clip with noise that is not recorded");
        rows.input("moft_channels", "");
        Tensor clip = read("clip");
        rows.compare("clip", model.codec().decode(model.codec().encode(clip)), tolerances.onProcessor("clip"));
    }

    /** The condition of the prompt: tokenizer and text encoder. */
    void compareText() {
        rows.compare("text", model.encodePrompts(List.of(prompt())), tolerances.of("text"));
    }

    /** The prompt of the recorded ids, by the model's own vocabulary. */
    private String prompt() {
        JsonFile vocabulary = JsonFile.read(model.folder().resolve("tokenizer").resolve("vocab.json"));
        Map<Long, String> words = new HashMap<>();
        for (Map.Entry<String, JsonElement> entry : vocabulary.tree().entrySet()) {
            words.put((long) vocabulary.integer(entry.getKey()), entry.getKey());
        }
        return Arrays.stream(file.longs("ids"))
                .filter(id -> id != 0) // padding
                .mapToObj(id -> words.getOrDefault(id, "<" + id + ">"))
                .collect(Collectors.joining(" "));
    }

    /** One pass with every tap that the file has. */
    void compareForward() {
        Tap[] taps = file.names().stream()
                .filter(name -> name.startsWith(TAP))
                .map(name -> name.substring(TAP.length()))
                .filter(name -> model.taps().stream().anyMatch(tap -> tap.name().equals(name)))
                .map(Tap::new)
                .toArray(Tap[]::new);
        try (Scope scope = new Scope()) {
            Denoised found = model.denoise(input().tapping(taps));
            rows.compare(PREDICTION, found.prediction(), tolerances.of(PREDICTION));
            found.features().forEach((tap, x) -> rows.compare(TAP + tap, x, tolerances.of(TAP + tap)));
        }
    }

    private Denoising input() {
        return Denoising.of(read("sample"), tolerances.timestep(), read("text"));
    }

    private Tensor read(String name) {
        return Weights.read(file, name).to(model.placement().device());
    }

    /** The loss over M's region mean, and its gradient with respect to the latent. */
    void compareGradient() {
        long[] channels = file.longs("moft_channels");
        try (Scope scope = new Scope()) {
            FeatureGradient found = model.gradient(
                    input().tapping(Tap.UP1), features -> regionMeanSquare(features.get(Tap.UP1), channels), false);
            rows.compare("moft_loss", found.loss(), tolerances.of("moft_loss"));
            rows.compare("moft_gradient", found.gradient(), tolerances.of("moft_gradient"));
        }
    }

    /** X (f, d, h, w): M = (X - mean over frames)[channels]; mean over the region; mean square over frames and channels. */
    private static Tensor regionMeanSquare(Tensor x, long[] channels) {
        Tensor m = x.sub(x.mean(0)).select(1, channels);
        return m.narrow(2, FIRST, SIDE)
                .narrow(3, FIRST, SIDE)
                .mean(2, 3)
                .square()
                .mean();
    }

    /** The noise of a seed, and the run of the sampler from the recorded noise with the model's own settings. */
    void compareSampling() {
        Tensor noise = read("ddim.noise");
        float[] drawn = new Noise(SEED).randn(Math.toIntExact(noise.count()));
        rows.compare("ddim.noise", noise.shape(), Comparison.wide(drawn), tolerances.onProcessor("ddim.noise"));
        Map<Integer, String> wanted = steps();
        List<Integer> reached = new ArrayList<>();
        SamplingListener comparing = new SamplingListener() {
            @Override
            public boolean afterStep(SamplingStep step, Tensor latent, Tensor cleanPrediction) {
                String name = wanted.get(step.index() + 1);
                if (name != null) {
                    rows.compare(name, latent, tolerances.of(name));
                    reached.add(step.index() + 1);
                }
                return true;
            }
        };
        try (Scope scope = new Scope()) {
            Tensor last =
                    model.generate(prompt()).listening(comparing).sample(noise).latent();
            rows.compare(FINAL, last, tolerances.of(FINAL));
        }
        wanted.keySet().removeAll(reached);
        wanted.values().forEach(name -> rows.fail(name, "the run has no such step"));
    }

    /** The steps after which the file has the latent, counted from 1. */
    private Map<Integer, String> steps() {
        Map<Integer, String> steps = new HashMap<>();
        for (String name : file.names()) {
            Matcher matcher = AFTER.matcher(name);
            if (matcher.matches()) {
                steps.put(Integer.parseInt(matcher.group(1)), name);
            }
        }
        if (!file.contains("ddim.noise")) {
            throw new MotionScopeException(file.path() + " has no ddim.noise; download it again.");
        }
        return steps;
    }
}
