package motionscope.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The libtorch in a folder.
 *
 * @param folder where it is
 * @param cuda whether it is a build for CUDA
 * @param version of PyTorch, where a file beside it says so, as pip's does
 * @param toolkit CUDA's version that it was built with, where that file says so
 */
record CudaNatives(Path folder, boolean cuda, Optional<String> version, Optional<String> toolkit) {
    private static final Pattern VERSION = Pattern.compile("__version__ *= *'([^'+]+)");
    private static final Pattern TOOLKIT = Pattern.compile("(?m)^cuda[^=]*= *'(\\d+\\.\\d+)");

    static CudaNatives in(Path folder) {
        boolean cuda = Files.isRegularFile(folder.resolve("libtorch_cuda.so"));
        String beside = beside(folder);
        return new CudaNatives(folder, cuda, first(VERSION, beside), first(TOOLKIT, beside));
    }

    /** Python's torch/version.py, beside torch/lib. */
    private static String beside(Path folder) {
        try {
            return Files.readString(folder.resolveSibling("version.py"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** CUDA's version: the file's, else the flavour's (cu128 is 12.8). */
    Optional<String> toolkit(String flavour) {
        if (toolkit.isPresent() || !flavour.matches("cu\\d{3}")) {
            return toolkit;
        }
        return Optional.of(flavour.substring(2, 4) + "." + flavour.substring(4));
    }
}
