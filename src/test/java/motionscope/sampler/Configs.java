package motionscope.sampler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import motionscope.tensor.JsonFile;

/** Scheduler files written in one line: {@code config("DDIMScheduler", "clip_sample: false")}. */
final class Configs {
    private Configs() {}

    static SchedulerConfig config(String className, String... options) {
        String all = options.length == 0 ? "" : ", " + String.join(", ", options);
        return SchedulerConfig.of(json("{_class_name: '" + className + "'" + all + "}"));
    }

    /** Reads loose JSON: single quotes, bare names before a colon. */
    static JsonFile json(String text) {
        String strict = text.replace('\'', '"').replaceAll("([{,]\\s*)(\\w+):", "$1\"$2\":");
        try {
            Path file = Files.createTempFile("scheduler_config", ".json");
            try {
                Files.writeString(file, strict);
                return JsonFile.read(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
