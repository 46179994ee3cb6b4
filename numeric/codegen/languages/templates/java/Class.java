/*
«head»
 */
package «module»;

/** «contents» */
public final class «title» {
    private «title»() {
    }

    private static int count(int... lengths) {
        for (int length : lengths) {
            if (length != lengths[0]) {
                throw new IllegalArgumentException("The arrays differ in length.");
            }
        }
        return lengths[0];
    }
«functions»}
