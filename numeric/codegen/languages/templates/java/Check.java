package «module»;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Random;

/**
 * Reads lines of a function's name and the bits of its arguments, and prints those of the results;
 * or takes the time.
 */
final class Check {
    private Check() {
    }

    /**
     * Everything on standard input, or {@code bench} and a number of points.
     *
     * @param arguments what is asked for
     * @throws IOException if there is nothing to be read
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 2 && arguments[0].equals("bench")) {
            System.out.println(bench(Integer.parseInt(arguments[1])));
            return;
        }
        final StringBuilder output = new StringBuilder();
        final BufferedReader input = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            final String[] words = line.trim().split(" +");
            final «real»[] x = new «real»[words.length - 1];
            for (int k = 0; k < x.length; ++k) {
                x[k] = «cast»Double.longBitsToDouble(Long.parseUnsignedLong(words[k + 1], 16));
            }
            for («real» value : evaluate(words[0], x)) {
                final String digits = Long.toHexString(Double.doubleToRawLongBits(value));
                output.append("0".repeat(16 - digits.length())).append(digits).append(' ');
            }
            output.append('\n');
        }
        System.out.print(output);
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
                row[i] = «cast»(12 * random.nextDouble() - 6);
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
