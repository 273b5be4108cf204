package motionscope.experiment.check;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import motionscope.tensor.DType;

/**
 * The call that a tensor's name tells: {@code randn.seed0.n65536.first32}, {@code rand.seed42.shape1x4x8}, {@code
 * randn.seed42_plus_2pow32.n16}, {@code randn.seed42.n20.bfloat16}; or one of a sequence on the same generator: {@code
 * generator.seed42.call4.randn40}, {@code generator.seed42.mixed2.randint100.n6}, {@code generator.seed42.latents1}.
 *
 * @param name the whole name
 * @param sequence what calls of one generator have in common; empty for a generator of its own
 * @param index of the call in its sequence
 * @param seed of the generator
 * @param function what is drawn
 * @param high bound of integers
 * @param count values drawn; empty for as many as the tensor has
 * @param type element type drawn in
 * @param end which part of the values is recorded
 * @param part how many values that is
 */
record NoiseName(
        String name,
        String sequence,
        int index,
        long seed,
        Function function,
        long high,
        OptionalInt count,
        DType type,
        End end,
        int part) {
    /** What is drawn. */
    enum Function {
        RANDN,
        RAND,
        RANDINT,
        RANDPERM
    }

    /** Which part of the values is recorded. */
    enum End {
        ALL,
        FIRST,
        LAST
    }

    private static final Pattern START = Pattern.compile(
            "(randn|rand|generator)\\.seed(-?\\d{1,18})" + "(?:_(plus|minus)_(\\d{1,9})(?:pow(\\d{1,2}))?)?\\.(.+)");
    private static final Pattern STEP = Pattern.compile("((?!rand)[a-z]+)(\\d{1,6})(?:\\.(.*))?");
    private static final Pattern WORD = Pattern.compile("([a-z]+)((?:\\d{1,9}x)*\\d{1,9})?");

    /** Whether a tensor of this name belongs to a case of random numbers. */
    static boolean looksLikeOne(String name) {
        return START.matcher(name).matches();
    }

    /** Reads a name; empty where a part of it is not known. */
    static Optional<NoiseName> parse(String name) {
        Matcher start = START.matcher(name);
        if (!start.matches()) {
            return Optional.empty();
        }
        long seed = seed(start);
        String rest = start.group(6);
        if (!start.group(1).equals("generator")) {
            Function function = Function.valueOf(start.group(1).toUpperCase(java.util.Locale.ROOT));
            return new NoiseName(name, "", 0, seed, function, 0, OptionalInt.empty(), DType.F32, End.ALL, 0).with(rest);
        }
        Matcher step = STEP.matcher(rest);
        if (!step.matches()) {
            return Optional.empty();
        }
        String sequence = name.substring(0, name.length() - rest.length()) + step.group(1);
        NoiseName call = new NoiseName(
                name,
                sequence,
                Integer.parseInt(step.group(2)),
                seed,
                Function.RANDN,
                0,
                OptionalInt.empty(),
                DType.F32,
                End.ALL,
                0);
        return step.group(3) == null ? Optional.of(call) : call.with(step.group(3));
    }

    /** {@code 42}, {@code 42_plus_7} or {@code 42_plus_2pow32}. */
    private static long seed(Matcher start) {
        long seed = Long.parseLong(start.group(2));
        if (start.group(3) == null) {
            return seed;
        }
        long base = Long.parseLong(start.group(4));
        long term = base;
        int power = start.group(5) == null ? 1 : Integer.parseInt(start.group(5));
        for (int i = 1; i < power; i++) {
            term *= base; // wraps as PyTorch's 64-bit seed does
        }
        return start.group(3).equals("plus") ? seed + term : seed - term;
    }

    /** Takes the words after the seed, one after the other. */
    private Optional<NoiseName> with(String words) {
        Optional<NoiseName> call = Optional.of(this);
        for (String word : words.split("\\.")) {
            call = call.flatMap(known -> known.withWord(word));
        }
        return call;
    }

    private Optional<NoiseName> withWord(String word) {
        Optional<NoiseName> typed = type(word).map(this::drawing);
        if (typed.isPresent()) {
            return typed;
        }
        Matcher matcher = WORD.matcher(word);
        if (!matcher.matches() || matcher.group(2) == null) {
            return Optional.empty();
        }
        long[] sizes = Arrays.stream(matcher.group(2).split("x"))
                .mapToLong(Long::parseLong)
                .toArray();
        long product = Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
        if (product < 0 || product > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        int number = (int) product;
        return switch (matcher.group(1)) {
            case "n", "shape" -> Optional.of(counting(function, high, number));
            case "randn" -> Optional.of(counting(Function.RANDN, high, number));
            case "rand" -> Optional.of(counting(Function.RAND, high, number));
            case "randperm" -> Optional.of(counting(Function.RANDPERM, high, number));
            case "randint" ->
                Optional.of(
                        new NoiseName(name, sequence, index, seed, Function.RANDINT, number, count, type, end, part));
            case "first" -> Optional.of(cut(End.FIRST, number));
            case "last" -> Optional.of(cut(End.LAST, number));
            default -> Optional.empty();
        };
    }

    private static Optional<DType> type(String word) {
        return switch (word) {
            case "float64" -> Optional.of(DType.F64);
            case "float32" -> Optional.of(DType.F32);
            case "float16" -> Optional.of(DType.F16);
            case "bfloat16" -> Optional.of(DType.BF16);
            default -> Optional.empty();
        };
    }

    private NoiseName drawing(DType drawn) {
        return new NoiseName(name, sequence, index, seed, function, high, count, drawn, end, part);
    }

    private NoiseName counting(Function drawn, long below, int n) {
        return new NoiseName(name, sequence, index, seed, drawn, below, OptionalInt.of(n), type, end, part);
    }

    private NoiseName cut(End recorded, int values) {
        return new NoiseName(name, sequence, index, seed, function, high, count, type, recorded, values);
    }
}
