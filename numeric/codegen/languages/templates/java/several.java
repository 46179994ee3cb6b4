
    /**
«about»
     * @return the results
     */
    public static «real»[] «name»(«parameters») {
        final «real»[] result = new «real»[«count»];
        «name»(«names», result, 0);
        return result;
    }

    /**
     * The same point by point: «count» results of the first, then those of the next.
     *
«params»
     * @return the results
     */
    public static «real»[] «name»(«arrays») {
        final int count = count(«lengths»);
        final «real»[] result = new «real»[Math.multiplyExact(«count», count)];
        for (int i = 0; i < count; ++i) {
            «name»(«elements», result, «count» * i);
        }
        return result;
    }

    private static void «name»(«doubles», «real»[] result, int start) {
«body»
    }
