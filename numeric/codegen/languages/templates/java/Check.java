package «module»;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.List;
import java.util.Random;

/**
 * Reads lines of a function's name and the bits of its arguments, and prints those of the results;
 * or takes the time; or checks a file of such lines, with a colon and two bounds for each result at
 * their ends.
 */
final class Check {
    private Check() {
    }

    /**
     * Everything on standard input, or {@code bench} and a number of points, or {@code check} and
     * the path of a file.
     *
     * @param arguments what is asked for
     * @throws IOException if there is nothing to be read
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 2 && arguments[0].equals("bench")) {
            System.out.println(bench(Integer.parseInt(arguments[1])));
            return;
        }
        if (arguments.length == 2 && arguments[0].equals("check")) {
            System.exit(check(Files.readAllLines(Paths.get(arguments[1]))));
        }
        final StringBuilder output = new StringBuilder();
        final BufferedReader input = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            for («real» value : results(line)) {
                final String digits = Long.toHexString(Double.doubleToRawLongBits(value));
                output.append("0".repeat(16 - digits.length())).append(digits).append(' ');
            }
            output.append('\n');
        }
        System.out.print(output);
    }

    private static double read(String digits) {
        return Double.longBitsToDouble(Long.parseUnsignedLong(digits, 16));
    }

    private static «real»[] results(String point) {
        final String[] words = point.trim().split(" +");
        final «real»[] x = new «real»[words.length - 1];
        for (int k = 0; k < x.length; ++k) {
            x[k] = «cast»read(words[k + 1]);
        }
        return evaluate(words[0], x);
    }

    /** Whether results lie within the bounds of a line; NaN is within NaN. */
    private static boolean within(String line) {
        final String[] parts = line.split(" : ");
        final String[] bounds = parts[1].trim().split(" +");
        final «real»[] found = results(parts[0]);
        boolean right = bounds.length == 2 * found.length;
        for (int k = 0; right && k < found.length; ++k) {
            final double low = read(bounds[2 * k]);
            final double high = read(bounds[2 * k + 1]);
            final double value = found[k];
            right = low <= value && value <= high || Double.isNaN(low) && Double.isNaN(value);
        }
        return right;
    }

    private static int check(List<String> lines) {
        final long wrong = lines.stream().filter(line -> !within(line)).count();
        System.out.println(lines.size() + " points, " + wrong + " wrong");
        return wrong > 0 || lines.isEmpty() ? 1 : 0;
    }

    private static «real»[] evaluate(String name, «real»[] x) {
        switch (name) {
«cases»
            default:
                throw new IllegalArgumentException(name);
        }
    }

    private static double bench(int count) {
        final Random random = new Random(1);
        final «real»[][] x = new «real»[«bench_arguments»][count];
        for («real»[] row : x) {
            for (int i = 0; i < count; ++i) {
                row[i] = «cast»(«bench_width» * random.nextDouble()«bench_shift»);
            }
        }
        double best = Double.POSITIVE_INFINITY;
        for (int k = 0; k < 5; ++k) {
            final long start = System.nanoTime();
            final «real»[] result = «bench»;
            best = Math.min(best, (System.nanoTime() - start) / (double) count);
            // Whoever prints a result can't leave out what it took to find it.
            System.err.println(result[count - 1]);
        }
        return best;
    }
}
