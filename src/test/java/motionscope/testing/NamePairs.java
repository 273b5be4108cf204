package motionscope.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Published names of weights and the names in diffusers, found by comparing the values of reference files: nothing of our
 * conversion is in these lists.
 *
 * @param published the name in the file
 * @param diffusers the name in diffusers, or null where diffusers leaves the tensor out
 * @param shape in the file
 * @param shapeThere in diffusers
 */
public record NamePairs(String published, String diffusers, long[] shape, long[] shapeThere) {
    /** A list of {@code src/test/resources/names}. */
    public static List<NamePairs> read(String file) {
        List<NamePairs> pairs = new ArrayList<>();
        try {
            for (String line :
                    Files.readAllLines(Path.of("src/test/resources/names").resolve(file))) {
                String[] parts = line.split(" ");
                long[] shape = parts.length > 2 ? sizes(parts[2]) : new long[0];
                long[] there = parts.length > 3 ? sizes(parts[3]) : shape;
                pairs.add(new NamePairs(parts[0], parts[1].equals("-") ? null : parts[1], shape, there));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pairs;
    }

    private static long[] sizes(String text) {
        return text.equals("scalar")
                ? new long[0]
                : Arrays.stream(text.split("x")).mapToLong(Long::parseLong).toArray();
    }
}
