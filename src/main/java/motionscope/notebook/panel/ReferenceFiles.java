package motionscope.notebook.panel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's clips, where a notebook of it sees them. */
final class ReferenceFiles {
    private static final List<Path> FOLDERS = List.of(Path.of("../data/clips"), Path.of("data/clips"));

    private ReferenceFiles() {}

    static List<Path> found() {
        for (Path folder : FOLDERS) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    return files.filter(f -> f.toString().matches(".*\\.(gif|mp4)"))
                            .sorted()
                            .toList();
                } catch (IOException e) {
                    return List.of(); // a list to choose from, no more; a name can be written
                }
            }
        }
        return List.of();
    }
}
